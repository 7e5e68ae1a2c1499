"""The door's ledger: which revision is public from when until when, who decided it and why."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from articles.models.times import FOREVER


class Significance(models.TextChoices):
    """What a publication means to readers. It decides the "Updated" line, dateModified and who is told."""

    FIRST = "first", "First publication"
    SILENT = "silent", "Silent fix: a typo, nothing that changes the sense"
    UPDATE = "update", "Update: readers see “Updated”"
    CORRECTION = "correction", "Correction: something was wrong"
    CLARIFICATION = "clarification", "Clarification"
    RETRACTION = "retraction", "Retraction: the story no longer stands"
    WITHDRAWAL = "withdrawal", "Withdrawal"


class LedgerEntry(models.Model):
    """One entry of a ledger of the door. The concrete model names the piece and its revision."""

    path = models.CharField(max_length=400)
    live_from = models.DateTimeField()
    live_until = models.DateTimeField(default=FOREVER)
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField(null=True)
    withdrawn = models.BooleanField(default=False)
    public_reason = models.TextField(blank=True)
    significance = models.CharField(max_length=20, choices=Significance, default=Significance.FIRST)
    change_note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_ends_after_it_begins",
                condition=Q(live_until__gt=F("live_from")),
                violation_error_message="The end has to come after the beginning.",
            ),
            models.CheckConstraint(
                name="%(class)s_withdrawal_has_reason",
                condition=Q(withdrawn=False) | ~Q(public_reason=""),
                violation_error_message="Readers are told why a story was withdrawn.",
            ),
        ]

    def __str__(self):
        return f"{self.get_significance_display()} from {self.live_from:%Y-%m-%d %H:%M}"


class Publication(LedgerEntry):
    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="publications")
    revision = models.ForeignKey("articles.Revision", on_delete=models.PROTECT, related_name="publications")

    class Meta(LedgerEntry.Meta):
        ordering = ["live_from", "id"]
        indexes = [
            models.Index(fields=["article", "live_from"], name="publication_timeline"),
            models.Index(fields=["path"], name="publication_path"),
        ]


class PictureUse(models.Model):
    """That a publication uses a picture: whom to project again when the picture's rights or credit change."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="picture_uses")
    image = models.ForeignKey("articles.Image", on_delete=models.PROTECT, related_name="publication_uses")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "image"], name="picture_use_once")]

    def __str__(self):
        return f"{self.image_id} in {self.publication_id}"
