"""Where a page's own files are: addresses that tell one version from the next."""

from functools import cache

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ManifestFiles(CompressedManifestStaticFilesStorage):
    """WhiteNoise's, which works each address out anew each time; a process serves one collection from beginning to end."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.url = cache(super().url)
