"""The working copy of a story. Nothing here is ever read by the public side."""

from django.db import models
from django.db.models import Case, Q, Value, When
from taggit.managers import TaggableManager

from articles.models.attached import ArticleImage
from articles.models.workpiece import Workpiece, WorkpieceQuerySet


class Kind(models.TextChoices):
    NEWS = "news", "News"
    ANALYSIS = "analysis", "Analysis"
    OPINION = "opinion", "Opinion"
    INTERVIEW = "interview", "Interview"
    REPORT = "report", "Report"


class ArticleQuerySet(WorkpieceQuerySet):
    def for_list(self):
        """Everything the desk's list shows of one article, in a fixed number of queries."""
        return (
            self.select_related("section", "partner", "head")
            .prefetch_related(
                "bylines", models.Prefetch("pictures", ArticleImage.objects.select_related("image"))
            )
            .defer("body", "head__content")
        )


class Article(Workpiece):
    headline = models.CharField(max_length=300)
    slug = models.SlugField(
        "address", max_length=200, blank=True, allow_unicode=True, help_text="Empty: made from the headline."
    )
    standfirst = models.TextField(blank=True, help_text="The one or two sentences under the headline.")
    body = models.TextField(blank=True)
    kind = models.CharField("type of work", max_length=20, choices=Kind, default=Kind.ANALYSIS)
    language = models.CharField(
        max_length=12, blank=True, help_text="Empty: the site’s language. “ar”, “zh-Hans”."
    )
    section = models.ForeignKey(
        "articles.Section", on_delete=models.PROTECT, null=True, blank=True, related_name="articles"
    )
    tags = TaggableManager(blank=True)
    partner = models.ForeignKey(
        "authors.Partner",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        help_text="Who shared it with us.",
    )
    source_url = models.URLField(
        "original’s address", max_length=700, blank=True, help_text="Where the partner published it first."
    )
    head = models.ForeignKey(
        "articles.Revision", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    approved = models.ForeignKey(
        "articles.Revision", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    source = models.CharField(max_length=200, blank=True, editable=False)
    source_id = models.CharField(max_length=500, blank=True, editable=False)
    source_fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    source_revision = models.ForeignKey(
        "articles.Revision", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    source_changed_at = models.DateTimeField(null=True, editable=False)
    marks = models.JSONField(default=list, editable=False, help_text="What an import lacked.")
    # Kept by the database, so that no writer can forget it and the few flagged stories have an index of their own.
    flagged = models.GeneratedField(
        expression=Case(
            When(Q(marks=Value([], models.JSONField())), source_changed_at=None, then=False), default=True
        ),
        output_field=models.BooleanField(),
        db_persist=True,
        help_text="An editor should look: an import lacked something, or the source changed its story.",
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-id"]
        indexes = [
            models.Index(fields=["-changed_at", "-id"], name="article_changed"),
            models.Index(fields=["status", "-changed_at", "-id"], name="article_status"),
            models.Index(fields=["section", "-changed_at", "-id"], name="article_section"),
            models.Index(fields=["slug"], name="article_slug"),
            models.Index(fields=["-changed_at", "-id"], condition=Q(flagged=True), name="article_flagged"),
        ]
        permissions = [
            ("submit_article", "Can submit an article for review"),
            ("edit_any_article", "Can edit articles of others, in any state"),
            ("review_article", "Can approve an article or request changes"),
            ("publish_article", "Can publish, schedule and withdraw"),
            ("curate_front", "Can curate the front page and section pages"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"], condition=~models.Q(source_id=""), name="article_source_once"
            ),
            models.CheckConstraint(
                name="article_published_has_dates",
                condition=~Q(status__in=["published", "withdrawn"])
                | Q(published_at__isnull=False, live_from__isnull=False),
                violation_error_message="A published article needs its dates.",
            ),
        ]

    def __str__(self):
        return self.headline
