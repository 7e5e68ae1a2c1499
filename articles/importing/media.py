"""The pictures that records name: looked for in a folder or fetched, taken into the library once, their credit kept."""

from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from articles.importing.base import ImportedImage, Report
from articles.models import CreditKind, Image
from articles.publishing.renditions import add_picture, keep_picture
from newsroom.lib.fetch import FetchRefused, fetch
from newsroom.lib.imaging import UnusableImage, open_untrusted

MISSING = "A picture’s file is missing; its credit is kept."
UNUSABLE = "A picture could not be used; its credit is kept."
MOST_BYTES = 40 * 1024 * 1024


class Media:
    """Where a run looks for pictures: `folder` (with anything inside it), and the web only where `fetching` is on.
    A dry run keeps nothing and fetches nothing."""

    def __init__(
        self,
        folder: Path | None = None,
        *,
        fetching: bool = False,
        dry_run: bool = False,
        loopback: bool = False,
    ):
        self.folder = folder
        self.fetching = fetching
        self.dry_run = dry_run
        self.loopback = loopback

    def image(self, said: ImportedImage, source: str, place: str, item: str, report: Report) -> Image | None:
        """The library's picture for what the record says; None where it says nothing at all. `place` tells a picture
        by where it stands when the source gives it neither a number nor a name."""
        key = said.source_id or said.url or said.file
        if not key and not said.credit:
            return None
        key = (key or place)[:500]
        source = said.source or source
        known = Image.objects.filter(source=source, source_id=key).first()
        if known and (known.file or not self.holds(said)):
            return known
        content = self._content(said, item, report)
        if content and not self.dry_run:
            try:
                image, new = self._kept(content, said, known, source, key)
            except UnusableImage as error:
                report.warn(item, UNUSABLE, f"{said.file or said.url}: {error}")
            else:
                report.count("images", int(new))
                return image
        return known or self._without_file(said, source, key, report)

    def holds(self, said: ImportedImage) -> bool:
        """Whether the picture's file is in reach now."""
        return self._found(said) is not None or bool(self.fetching and said.url)

    def arrived(self, said: ImportedImage, source: str) -> bool:
        """Whether a picture is in the library without its file, and the file is in reach now."""
        if not self.holds(said):
            return False
        key = (said.source_id or said.url or said.file)[:500]
        return Image.objects.filter(source=said.source or source, source_id=key, file="").exists()

    def _kept(
        self, content: bytes, said: ImportedImage, known: Image | None, source: str, key: str
    ) -> tuple[Image, bool]:
        if known is not None:
            keep_picture(known, open_untrusted(content), content, filename=said.file or said.url)
            return known, True
        return add_picture(
            content, filename=said.file or said.url, source=source, source_id=key, **_fields(said)
        )

    def _without_file(self, said: ImportedImage, source: str, key: str, report: Report) -> Image:
        report.count("images without a file")
        return Image.objects.create(source=source, source_id=key, **_fields(said))

    def _content(self, said: ImportedImage, item: str, report: Report) -> bytes:
        path = self._found(said)
        if path is not None:
            return path.read_bytes()
        if self.fetching and said.url and not self.dry_run:
            try:
                return fetch(said.url, max_bytes=MOST_BYTES, timeout=30, allow_loopback=self.loopback).body
            except FetchRefused as error:
                report.warn(item, MISSING, f"{said.url}: {error.reason}")
                return b""
        if (said.file or said.url) and not self.holds(said):
            report.warn(item, MISSING, said.file or said.url)
        return b""

    def _found(self, said: ImportedImage) -> Path | None:
        """The file under the folder: by the whole path the source gives, by its end, or by its name alone."""
        if self.folder is None:
            return None
        for name in (said.file, unquote(urlsplit(said.url).path)):
            parts = [
                part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..", ".")
            ]
            for start in range(len(parts)):
                candidate = self.folder.joinpath(*parts[start:])
                if candidate.is_file() and candidate.resolve().is_relative_to(self.folder.resolve()):
                    return candidate
        return None


def _fields(said: ImportedImage) -> dict:
    return {
        "title": said.title[:300],
        "alt": said.alt,
        "caption": said.caption,
        "credit_kind": said.credit_kind if said.credit_kind in CreditKind.values else CreditKind.CREDIT,
        "credit": said.credit[:300],
        "credit_url": said.credit_url[:500],
        "photographer": said.photographer[:200],
        "holder": said.holder[:200],
        "licence": said.licence[:200],
    }
