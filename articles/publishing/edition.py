"""The edition: one number that rises with every change readers can see, and the next moment at which time changes it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection
from django.db.models import F, Max, Min
from django.utils import timezone

from articles.models import FOREVER, Edition, Pin, PublishedArticle


@dataclass(frozen=True)
class EditionState:
    """What the public sees is the same for everyone with an equal `key`, at least until `next_change` (UTC)."""

    number: int
    changed_at: datetime
    valid_from: datetime
    next_change: datetime

    @property
    def key(self) -> str:
        return f"{self.number}.{self.changed_at.timestamp():.6f}.{self.valid_from.timestamp():.6f}"


def raise_edition() -> None:
    """Call in the transaction that changes what the public sees. Writers queue up on the one row."""
    now = timezone.now()
    if not Edition.objects.filter(pk=1).update(number=F("number") + 1, changed_at=now):
        Edition.objects.create(pk=1, number=1, changed_at=now)


_SCHEDULED = [
    (PublishedArticle, "live_from"),
    (PublishedArticle, "live_until"),
    (Pin, "live_from"),
    (Pin, "live_until"),
]
_memo: dict[str, EditionState] = {}  # one entry: what this process read last


def current(now: datetime | None = None) -> EditionState:
    """The edition in force at `now` (UTC): one small query, and the schedule only when something changed."""
    now = now or timezone.now()
    number, changed_at = _read()
    known = _memo.get("state")
    if (
        known
        and (known.number, known.changed_at) == (number, changed_at)
        and known.valid_from <= now < known.next_change
    ):
        return known
    state = _memo["state"] = EditionState(number, changed_at, *_stretch(now))
    return state


def forget() -> None:
    """Drop what this process remembers: for tests and after a restored backup."""
    _memo.clear()


def _read() -> tuple[int, datetime]:
    # By hand rather than through the ORM: this is the one query of a cached page.
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, changed_at FROM articles_edition WHERE id = 1")
        row = cursor.fetchone()
    if row is None:
        return 0, datetime(1970, 1, 1, tzinfo=UTC)
    number, changed_at = row
    if isinstance(changed_at, str):  # SQLite
        changed_at = datetime.fromisoformat(changed_at)
    return number, changed_at if changed_at.tzinfo else changed_at.replace(tzinfo=UTC)


def _stretch(now: datetime) -> tuple[datetime, datetime]:
    """The last scheduled change at or before `now`, and the next one after it."""
    last, following = datetime(1970, 1, 1, tzinfo=UTC), FOREVER
    for model, field in _SCHEDULED:
        past = model._default_manager.filter(**{f"{field}__lte": now}).aggregate(at=Max(field))["at"]
        coming = model._default_manager.filter(**{f"{field}__gt": now, f"{field}__lt": FOREVER}).aggregate(
            at=Min(field)
        )["at"]
        last, following = max(last, past or last), min(following, coming or following)
    return last, following
