"""Files that have no address: only a view that asks who may have them now hands them out."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage


class PrivateFolder(FileSystemStorage):
    """PRIVATE_MEDIA_ROOT, which lies outside of what any server gives away. A file's url() raises ValueError."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o640, directory_permissions_mode=0o750)

    @property
    def base_location(self) -> str:
        return str(settings.PRIVATE_MEDIA_ROOT)

    @property
    def location(self) -> str:
        return self.base_location

    def url(self, name: str | None) -> str:
        raise ValueError("A private file has no address.")
