"""The working copy of a publication. Nothing here is ever read by the public side."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from articles.models import PrintedName, Workpiece, WorkpieceQuerySet
from articles.reports.models.kind import ReportKind
from newsroom.lib import identifiers


class Report(Workpiece):
    headline = models.CharField("title", max_length=300)
    slug = models.SlugField(
        "address",
        max_length=200,
        blank=True,
        allow_unicode=True,
        help_text="Empty: made from the title. The file’s name is made from it, too.",
    )
    number = models.CharField(
        max_length=60, blank=True, help_text="As printed: “No. 12”, “Volume 3, issue 2”."
    )
    kind = models.CharField("type", max_length=20, choices=ReportKind, default=ReportKind.REPORT)
    dated = models.DateField("date", null=True, blank=True, help_text="The date of issue, as on the cover.")
    summary = models.TextField(
        blank=True, help_text="Two or three sentences, for lists and for the page’s head."
    )
    body = models.TextField("description", blank=True)
    language = models.CharField(
        max_length=12, blank=True, help_text="Empty: the site’s language. “ar”, “zh-Hans”."
    )
    licence = models.CharField(
        max_length=200, blank=True, help_text="“CC BY 4.0”, or the address of the licence. Empty: not stated."
    )
    issn = models.CharField("ISSN", max_length=20, blank=True)
    isbn = models.CharField("ISBN", max_length=30, blank=True)
    doi = models.CharField("DOI", max_length=250, blank=True)
    partner = models.ForeignKey(
        "authors.Partner",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        help_text="With whom it was made, or who shared it with us.",
    )
    file = models.ForeignKey(
        "reports.ReportFile", on_delete=models.PROTECT, null=True, editable=False, related_name="reports"
    )
    cover = models.ForeignKey(
        "articles.Image",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="covers",
        help_text="Empty: the first page of the file.",
    )
    head = models.ForeignKey(
        "reports.ReportRevision", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    approved = models.ForeignKey(
        "reports.ReportRevision", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = WorkpieceQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-id"]
        verbose_name = "publication"
        permissions = [
            ("submit_report", "Can submit a publication for review"),
            ("edit_any_report", "Can edit publications of others, in any state"),
            ("review_report", "Can approve a publication or request changes"),
            ("publish_report", "Can publish, schedule and withdraw publications"),
        ]
        indexes = [models.Index(fields=["-changed_at", "-id"], name="report_changed")]
        constraints = [
            models.CheckConstraint(
                name="report_published_has_dates",
                condition=~Q(status__in=["published", "withdrawn"])
                | Q(published_at__isnull=False, live_from__isnull=False),
                violation_error_message="A published publication needs its dates.",
            ),
        ]

    def __str__(self):
        return f"{self.headline}, {self.number}" if self.number else self.headline

    def clean(self):
        """Numbers are brought into their proper form. Raises ValidationError beside the field."""
        wrong = {}
        for name, proper in identifiers.PROPER.items():
            if getattr(self, name).strip():
                try:
                    setattr(self, name, proper(getattr(self, name)))
                except ValueError as error:
                    wrong[name] = str(error)
        if wrong:
            raise ValidationError(wrong)


class ReportByline(PrintedName):
    """One author's place on one publication."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(
        "authors.Author",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="report_bylines",
        help_text="Empty: a name without a page of its own.",
    )

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "byline"
        constraints = [
            models.UniqueConstraint(
                fields=["report", "author", "role"],
                name="report_byline_author_once",
                violation_error_message="This author is already credited for that.",
            ),
            models.CheckConstraint(
                name="report_byline_names_somebody",
                condition=~Q(name=""),
                violation_error_message="A byline needs an author or a name.",
            ),
        ]


class ReportStory(models.Model):
    """A story that belongs to a publication, at its place in it."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="stories")
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="reports")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "article"
        constraints = [
            models.UniqueConstraint(
                fields=["report", "article"],
                name="report_story_once",
                violation_error_message="This article is in it already.",
            )
        ]

    def __str__(self):
        return str(self.article)
