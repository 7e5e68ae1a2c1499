"""What every piece of work has on its way from the desk to readers, a story or a publication: its state and its times."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models.times import FOREVER


class Status(models.TextChoices):
    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class State(models.TextChoices):
    """What an editor calls a piece's state at a moment: the status, and where the clock stands."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    APPROVED = "approved", "Approved"
    SCHEDULED = "scheduled", "Scheduled"
    LIVE = "live", "Live"
    WITHDRAWN = "withdrawn", "Withdrawn"


class WorkpieceQuerySet(models.QuerySet):
    def in_state(self, state: str, now: datetime):
        """Pieces whose state at `now` (UTC) is `state`: the filter beside Workpiece.state_at, kept in step by a test."""
        published = Q(status=Status.PUBLISHED)
        by_the_clock: dict[str, Q] = {
            State.SCHEDULED: published & Q(live_from__gt=now),
            State.LIVE: published & Q(live_from__lte=now, live_until__gt=now),
            State.WITHDRAWN: Q(status=Status.WITHDRAWN) | published & Q(live_until__lte=now),
        }
        return self.filter(by_the_clock.get(state, Q(status=state)))


class Workpiece(models.Model):
    """A working copy. Nothing of it is ever read by the public side. The concrete model adds `head` and `approved`, its
    newest revision and the one somebody approved."""

    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT, editable=False)
    published_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="The date readers see; set by the first publication."
    )
    # Kept by the door: when the newest stretch in public begins and ends. NULL: never been through the door.
    live_from = models.DateTimeField(null=True, editable=False)
    live_until = models.DateTimeField(default=FOREVER, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    @property
    def recorded(self) -> Any:
        """The revision (a Snapshot) of what the working copy says. Raises ValueError where none was made yet."""
        head = self.head  # type: ignore[attr-defined]
        if head is None:
            raise ValueError(f"Nothing of “{self}” is recorded yet.")
        return head

    def state_at(self, now: datetime) -> State:
        """What an editor calls the state at `now` (UTC). What is scheduled turns live by the clock alone."""
        if self.status != Status.PUBLISHED:
            return State(self.status)
        if self.live_from is None or self.live_from > now:
            return State.SCHEDULED
        return State.LIVE if now < self.live_until else State.WITHDRAWN

    @property
    def state(self) -> State:
        return self.state_at(timezone.now())
