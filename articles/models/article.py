"""The working copy of a story. Nothing here is ever read by the public side."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils import timezone
from taggit.managers import TaggableManager

from articles.models.attached import ArticleImage
from articles.models.times import FOREVER

if TYPE_CHECKING:  # that module needs this one
    from articles.models.revision import Revision


class Status(models.TextChoices):
    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class State(models.TextChoices):
    """What an editor calls the story's state at a moment: the status, and where the clock stands."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    APPROVED = "approved", "Approved"
    SCHEDULED = "scheduled", "Scheduled"
    LIVE = "live", "Live"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Kind(models.TextChoices):
    NEWS = "news", "News"
    ANALYSIS = "analysis", "Analysis"
    OPINION = "opinion", "Opinion"
    INTERVIEW = "interview", "Interview"
    REPORT = "report", "Report"


class ArticleQuerySet(models.QuerySet):
    def in_state(self, state: str, now: datetime):
        """Articles whose state at `now` (UTC) is `state`: the filter beside Article.state_at, kept in step by a test."""
        published = Q(status=Status.PUBLISHED)
        by_the_clock: dict[str, Q] = {
            State.SCHEDULED: published & Q(live_from__gt=now),
            State.LIVE: published & Q(live_from__lte=now, live_until__gt=now),
            State.WITHDRAWN: Q(status=Status.WITHDRAWN) | published & Q(live_until__lte=now),
        }
        return self.filter(by_the_clock.get(state, Q(status=state)))

    def for_list(self):
        """Everything the desk's list shows of one article, in a fixed number of queries."""
        return (
            self.select_related("section", "partner", "head")
            .prefetch_related(
                "bylines", models.Prefetch("pictures", ArticleImage.objects.select_related("image"))
            )
            .defer("body", "head__content")
        )


class Article(models.Model):
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
    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT, editable=False)
    published_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="The date readers see; set by the first publication."
    )
    # Kept by the door: when the newest stretch in public begins and ends. NULL: never been through the door.
    live_from = models.DateTimeField(null=True, editable=False)
    live_until = models.DateTimeField(default=FOREVER, editable=False)
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

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

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

    @property
    def recorded(self) -> "Revision":
        """The revision of what the working copy says. Raises ValueError where none was made yet."""
        if self.head is None:
            raise ValueError(f"Nothing of “{self}” is recorded yet.")
        return self.head

    def state_at(self, now: datetime) -> State:
        """What an editor calls the state at `now` (UTC). A scheduled story turns live by the clock alone."""
        if self.status != Status.PUBLISHED:
            return State(self.status)
        if self.live_from is None or self.live_from > now:
            return State.SCHEDULED
        return State.LIVE if now < self.live_until else State.WITHDRAWN

    @property
    def state(self) -> State:
        return self.state_at(timezone.now())
