"""Publications as readers may have them, and when. Written by the door alone; read by every public surface."""

from datetime import datetime

from django.db import models

from articles.models.publication import Significance
from articles.models.published import PublishedQuerySet
from articles.models.times import FOREVER


class PublishedReportQuerySet(PublishedQuerySet):
    def for_cards(self):
        """Everything a cover in a list shows, without the description."""
        return self.select_related("file").defer("body_html", "body_pictures")


class PublishedReport(models.Model):
    """One version of a publication in public. `id` is the ledger entry's number × 1000 + the segment, as for stories."""

    id = models.BigIntegerField(primary_key=True)
    publication = models.ForeignKey(
        "reports.ReportPublication", on_delete=models.CASCADE, related_name="rows"
    )
    report = models.ForeignKey("reports.Report", on_delete=models.PROTECT, related_name="rows")
    revision = models.ForeignKey(
        "reports.ReportRevision", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    live_from = models.DateTimeField()
    live_until = models.DateTimeField(default=FOREVER)
    withdrawn = models.BooleanField(default=False)
    public_reason = models.TextField(blank=True)
    path = models.CharField(max_length=400)
    headline = models.CharField("title", max_length=300)
    number = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=20)
    dated = models.DateField()
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField(null=True)
    significance = models.CharField(max_length=20, choices=Significance)
    change_note = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    language = models.CharField(max_length=12, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    issn = models.CharField(max_length=20, blank=True)
    isbn = models.CharField(max_length=30, blank=True)
    doi = models.CharField(max_length=250, blank=True)
    partner = models.ForeignKey(
        "authors.Partner", on_delete=models.PROTECT, null=True, related_name="report_rows", db_index=False
    )
    partner_credit = models.JSONField(default=dict)
    bylines = models.JSONField(default=list)
    file = models.ForeignKey(
        "reports.ReportFile", on_delete=models.PROTECT, null=True, related_name="rows", db_index=False
    )
    cover = models.JSONField(default=dict)
    articles = models.JSONField(default=list)
    body_pictures = models.JSONField(default=list)
    body_html = models.TextField(blank=True)

    objects = PublishedReportQuerySet.as_manager()

    class Meta:
        ordering = ["-dated", "-report_id"]
        indexes = [
            models.Index(fields=["path", "live_from"], name="published_report_path"),
            models.Index(fields=["report", "live_from"], name="published_report"),
            models.Index(fields=["live_from"], name="published_report_from"),
            models.Index(fields=["live_until"], name="published_report_until"),
        ]

    def __str__(self):
        return self.headline

    def get_absolute_url(self):
        return self.path

    @property
    def filename(self) -> str:
        """The file's name for readers: the last word of the address."""
        return f"{self.path.rstrip('/').rpartition('/')[2]}.pdf"

    @property
    def file_path(self) -> str:
        """The file's address."""
        return f"{self.path}{self.filename}"


class ReportPlaceQuerySet(PublishedQuerySet):
    def of(self, name: str, now: datetime):
        """The places of a list that are public at `now` (UTC), newest date of issue first."""
        return self.in_force(now).filter(list=name).order_by("-placed_at", "-report_id")

    def older_than(self, moment: datetime, report_id: int):
        """Those that follow one place in a list. The first condition is what the index walks by."""
        return self.filter(placed_at__lte=moment).exclude(placed_at=moment, report_id__gte=report_id)


class ReportPlace(models.Model):
    """A version's place in one list: "all", "author/9", "partner/2", and "article/17" for the publications that a story
    belongs to. `placed_at` is the date of issue, at its beginning in UTC."""

    list = models.CharField(max_length=60)
    placed_at = models.DateTimeField()
    report_id = models.BigIntegerField()
    live_from = models.DateTimeField()
    live_until = models.DateTimeField()
    row = models.ForeignKey(PublishedReport, on_delete=models.CASCADE, related_name="places")

    objects = ReportPlaceQuerySet.as_manager()

    class Meta:
        ordering = ["-placed_at", "-report_id"]
        indexes = [
            models.Index(
                fields=["list", "-placed_at", "-report_id", "live_from", "live_until"], name="report_walk"
            )
        ]

    def __str__(self):
        return f"{self.list}: {self.row_id}"
