"""Comments, and the thread under a story that they make."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class State(models.TextChoices):
    UNCONFIRMED = "unconfirmed", "Address not confirmed"
    WAITING = "waiting", "Waiting"
    APPROVED = "approved", "Approved"
    REJECTED = "rejected", "Rejected"
    SPAM = "spam", "Spam"
    ERASED = "erased", "Erased"


class Thread(models.Model):
    """What stands under one story, whatever version of it is public. A story nobody commented on, and whose switch
    nobody touched, has none."""

    class Switch(models.TextChoices):
        AUTO = "", "As the section says"
        OPEN = "open", "Open, however old the story is"
        CLOSED = "closed", "Closed"

    article = models.OneToOneField(
        "articles.Article", on_delete=models.CASCADE, primary_key=True, related_name="comment_thread"
    )
    switch = models.CharField(max_length=10, choices=Switch, blank=True, default=Switch.AUTO)
    shown_count = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"Comments on {self.article_id}"


class Comment(models.Model):
    """One reader's words, or the newsroom's answer. `shown` is whether the public reads it, if it may read the story:
    kept by moderating.settle alone. `root_at` is when the comment was written that this one answers, or its own time."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments", db_index=False)
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="replies")
    correspondent = models.ForeignKey(
        "comments.Correspondent", on_delete=models.PROTECT, null=True, related_name="comments"
    )
    from_newsroom = models.BooleanField(default=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    name = models.CharField(max_length=80, blank=True)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.UNCONFIRMED)
    shown = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    root_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    score = models.PositiveSmallIntegerField(null=True, help_text="0 to 100; empty: nothing was learnt yet.")
    reasons = models.JSONField(default=list, help_text="What spoke for and against it, in words.")
    learnt = models.CharField(max_length=4, blank=True, help_text="What was learnt from it: ham or spam.")
    report_count = models.PositiveIntegerField(default=0)
    flagged = models.BooleanField(default=False, help_text="Enough readers reported it for the desk to look.")
    ticket = models.CharField(
        max_length=32,
        null=True,
        unique=True,
        help_text="The form’s own number: a form sent twice is one comment.",
    )
    source = models.CharField(max_length=200, blank=True)
    source_id = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        default_permissions = ()
        permissions = [
            ("moderate_comment", "Can moderate comments and answer them"),
            ("erase_comments", "Can export and erase everything of one address"),
        ]
        indexes = [
            models.Index(fields=["thread", "shown", "root_at"], name="comment_thread_order"),
            models.Index(fields=["state", "-created_at", "-id"], name="comment_queue"),
            models.Index(fields=["-created_at", "-id"], name="comment_recent", condition=Q(shown=True)),
            models.Index(fields=["-created_at"], name="comment_flagged", condition=Q(flagged=True)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"], condition=~Q(source_id=""), name="comment_source_once"
            ),
            models.CheckConstraint(
                name="comment_shown_is_decided",
                condition=Q(shown=False) | Q(state__in=["approved", "erased"]),
                violation_error_message="Only what was approved is shown.",
            ),
            models.CheckConstraint(
                name="comment_erased_is_empty",
                condition=~Q(state="erased") | Q(name="", text="", correspondent__isnull=True),
                violation_error_message="Of an erased comment nothing is left.",
            ),
        ]

    def __str__(self):
        return f"{self.name or 'Nobody'}: {self.text[:60]}"

    @property
    def root_id(self) -> int:
        """The comment at the head of its branch, itself where it answers none."""
        return self.parent_id or self.pk

    @property
    def to_be_confirmed(self) -> bool:
        """Whether its address has to be confirmed before it can be shown. An archive is taken as it was."""
        return not (self.source_id or self.from_newsroom) and not (
            self.correspondent and self.correspondent.confirmed_at
        )
