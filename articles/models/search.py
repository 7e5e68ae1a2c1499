"""What searches look through. The words themselves stand in the database's own full-text index beside these rows:
an FTS5 table of the same places on SQLite, a column on PostgreSQL (articles/publishing/search_sqlite.py, …postgres.py)."""

from datetime import datetime

from django.db import models

from articles.models.times import FOREVER


class Document(models.Model):
    """A text in an index. `place` is its number there, in the order of the date readers see: so the newest of any
    number of hits are read first, and a time is a range of places."""

    place = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=20, default="article")
    article_id = models.BigIntegerField(null=True)
    revision_id = models.BigIntegerField(null=True)
    language = models.CharField(max_length=12, blank=True, help_text="Whose stems its words were cut to.")
    fingerprint = models.CharField(max_length=32, help_text="Of its words and marks: whether they changed.")

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.kind} at {self.place}"


class SearchQuerySet(models.QuerySet):
    def live(self, now: datetime):
        """What the public may find at `now` (UTC)."""
        return self.filter(live_from__lte=now, live_until__gt=now)


class SearchDocument(Document):
    """A version readers may find while its time lasts. `key` is its row's number among those of its kind; `lists`
    are the names of the lists it stands in, as in ListingEntry."""

    key = models.BigIntegerField()
    live_from = models.DateTimeField()
    live_until = models.DateTimeField(default=FOREVER)
    lists = models.TextField(blank=True)

    objects = SearchQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="search_document_once")]
        indexes = [
            models.Index(fields=["article_id"], name="search_article"),
            models.Index(fields=["live_until"], name="search_until"),
            models.Index(fields=["language"], name="search_language"),
        ]


class DeskDocument(Document):
    """A working copy that no version in public, or to come, says word for word: those are found by the desk too."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "article_id"], name="desk_document_once")]
        indexes = [models.Index(fields=["language"], name="desk_language")]
