"""The public side: what readers may read, and when. Written by the door alone; read by every public surface."""

from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.safestring import SafeString

from articles.models.publication import Significance
from articles.models.times import FOREVER


class PublishedQuerySet(models.QuerySet):
    def in_force(self, now: datetime | None = None):
        """Rows valid at `now` (UTC), tombstones of withdrawn stories included."""
        now = now or timezone.now()
        return self.filter(live_from__lte=now, live_until__gt=now)

    def live(self, now: datetime | None = None):
        """What the public may read at `now` (UTC). Every public surface starts here or at ListingEntry.live."""
        return self.in_force(now).filter(withdrawn=False)

    def for_cards(self):
        """Everything a card shows, without the body."""
        return self.select_related("section", "partner").defer("body_html")


class PublishedArticle(models.Model):
    """One version of a story in public. `id` is the publication's number × 1000 + the segment, so that a rebuild
    from the ledger gives the same row; a publication has more than one segment when a picture's rights end inside it."""

    card_foot = SafeString()  # HTML that a page puts at the foot of this row's card

    id = models.BigIntegerField(primary_key=True)
    publication = models.ForeignKey("articles.Publication", on_delete=models.CASCADE, related_name="rows")
    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="rows")
    revision = models.ForeignKey(
        "articles.Revision", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    live_from = models.DateTimeField()
    live_until = models.DateTimeField(default=FOREVER)
    withdrawn = models.BooleanField(default=False)
    public_reason = models.TextField(blank=True)
    path = models.CharField(max_length=400)
    headline = models.CharField(max_length=300)
    standfirst = models.TextField(blank=True)
    teaser = models.TextField(blank=True)
    section = models.ForeignKey(
        "articles.Section", on_delete=models.PROTECT, null=True, related_name="rows", db_index=False
    )
    partner = models.ForeignKey(
        "authors.Partner", on_delete=models.PROTECT, null=True, related_name="rows", db_index=False
    )
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField(null=True)
    significance = models.CharField(max_length=20, choices=Significance)
    change_note = models.TextField(blank=True)
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=12, blank=True)
    word_count = models.PositiveIntegerField(default=0)
    canonical_url = models.CharField(max_length=700, blank=True)
    robots = models.CharField(max_length=40, blank=True)
    bylines = models.JSONField(default=list)
    partner_credit = models.JSONField(default=dict)
    tags = models.JSONField(default=list)
    corrections = models.JSONField(default=list)
    pictures = models.JSONField(default=list)
    body_pictures = models.JSONField(default=list)
    body_html = models.TextField(blank=True)  # last: SQLite reads a row in order, and cards stop before it

    objects = PublishedQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-article_id"]
        indexes = [
            models.Index(fields=["path", "live_from"], name="published_path"),
            models.Index(fields=["article", "live_from"], name="published_article"),
            models.Index(fields=["live_from"], name="published_from"),
            models.Index(fields=["live_until"], name="published_until"),
        ]

    def __str__(self):
        return self.headline

    def get_absolute_url(self):
        return self.path

    @property
    def lead(self) -> dict | None:
        return self.pictures[0] if self.pictures else None


class ListingQuerySet(models.QuerySet):
    def live(self, name: str, now: datetime):
        """A list's entries that are public at `now` (UTC), newest first."""
        return self.filter(list=name, live_from__lte=now, live_until__gt=now).order_by(
            "-published_at", "-article_id"
        )

    def older_than(self, moment: datetime, article_id: int):
        """The entries that follow one place in a list. The first condition is what the index walks by."""
        return self.filter(published_at__lte=moment).exclude(published_at=moment, article_id__gte=article_id)


class ListingEntry(models.Model):
    """A version's place in one list: "front", "section/3", "author/9", "tag/trade", "partner/2",
    "own" (not a partner's), "corrections", and "withdrawn" for the tombstones of our own stories."""

    pk = models.CompositePrimaryKey("list", "row_id")
    list = models.CharField(max_length=220)
    published_at = models.DateTimeField()
    article_id = models.BigIntegerField()
    live_from = models.DateTimeField()
    live_until = models.DateTimeField()
    row = models.ForeignKey(PublishedArticle, on_delete=models.CASCADE, related_name="entries")

    objects = ListingQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-article_id"]
        indexes = [
            models.Index(
                fields=["list", "-published_at", "-article_id", "live_from", "live_until", "row"],
                name="listing_walk",
            )
        ]

    def __str__(self):
        return f"{self.list}: {self.row_id}"


class Pin(models.Model):
    """A story held at a place of a list for a time: the desk's choice of what leads."""

    list = models.CharField(max_length=220, default="front")
    position = models.PositiveSmallIntegerField(help_text="1 leads.")
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="pins")
    live_from = models.DateTimeField(default=timezone.now)
    live_until = models.DateTimeField(default=FOREVER)

    class Meta:
        ordering = ["list", "position", "live_from"]
        indexes = [models.Index(fields=["live_until"], name="pin_until")]
        constraints = [
            models.CheckConstraint(
                name="pin_ends_after_it_begins",
                condition=models.Q(live_until__gt=models.F("live_from")),
                violation_error_message="The end has to come after the beginning.",
            ),
            models.CheckConstraint(
                name="pin_position_from_one",
                condition=models.Q(position__gte=1),
                violation_error_message="Positions are counted from 1.",
            ),
        ]

    def __str__(self):
        return f"{self.list} {self.position}"


class ReadCount(models.Model):
    """How often a story was read in one hour. No reader is in it: no cookie, no address."""

    article_id = models.BigIntegerField()
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hour", "article_id"], name="read_count_once")]

    def __str__(self):
        return f"{self.article_id} at {self.hour:%Y-%m-%d %H}h: {self.count}"


class Edition(models.Model):
    """The number that rises, in the same transaction, with anything that changes what the public sees."""

    number = models.PositiveBigIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"Edition {self.number}"
