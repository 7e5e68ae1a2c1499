"""What was written of a publication, and which of it was public when."""

from django.db import models

from articles.models import LedgerEntry, Snapshot


class ReportRevision(Snapshot):
    report = models.ForeignKey("reports.Report", on_delete=models.PROTECT, related_name="revisions")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="report_revision_number_once")
        ]


class ReportPublication(LedgerEntry):
    report = models.ForeignKey("reports.Report", on_delete=models.PROTECT, related_name="publications")
    revision = models.ForeignKey(ReportRevision, on_delete=models.PROTECT, related_name="publications")

    class Meta(LedgerEntry.Meta):
        ordering = ["live_from", "id"]
        indexes = [
            models.Index(fields=["report", "live_from"], name="report_timeline"),
            models.Index(fields=["path"], name="report_publication_path"),
        ]


class ReportPictureUse(models.Model):
    """That an entry uses a picture of the library: what to project again when its rights or credit change."""

    publication = models.ForeignKey(ReportPublication, on_delete=models.CASCADE, related_name="picture_uses")
    image = models.ForeignKey("articles.Image", on_delete=models.PROTECT, related_name="report_uses")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "image"], name="report_picture_use_once")
        ]

    def __str__(self):
        return f"{self.image_id} in {self.publication_id}"
