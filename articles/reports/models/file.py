"""A publication's PDF with what was found in it. Never changed: another file is another row, so that what readers have
stays until the update's time, and old revisions keep theirs."""

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone


def private_files() -> Storage:
    return storages["private"]


class ReportFile(models.Model):
    name = models.CharField(max_length=200, help_text="In the private storage.")
    filename = models.CharField("name of the upload", max_length=300)
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    pages = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, unique=True)
    cover = models.JSONField(default=list, help_text="Renditions of the first page.")
    cover_width = models.PositiveIntegerField(default=0)
    cover_height = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self):
        return self.filename

    @property
    def storage(self) -> Storage:
        return private_files()
