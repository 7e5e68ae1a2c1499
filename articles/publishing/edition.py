"""The edition: one number that rises with every change readers can see, and the next moment at which time changes it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product

from django.db import connection
from django.db.models import F, Model
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


LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_SCHEDULED: list[type[Model]] = [
    PublishedArticle,
    Pin,
]  # each public from live_from until live_until, both indexed
_memo: dict[str, EditionState] = {}  # one entry: what this process read last


def also_scheduled(model: type[Model]) -> None:
    """Rows of `model`, too, begin at their live_from and end at their live_until. Call it when Django starts."""
    if model not in _SCHEDULED:
        _SCHEDULED.append(model)


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
    return (row[0], stored_moment(row[1])) if row else (0, LONG_AGO)


def _stretch(now: datetime) -> tuple[datetime, datetime]:
    """The last scheduled change at or before `now`, and the next one after it: one query, each part an index look-up."""
    parts, values = [], []
    moment, forever = (connection.ops.adapt_datetimefield_value(each) for each in (now, FOREVER))
    for model, field in product(_SCHEDULED, ("live_from", "live_until")):
        table = model._meta.db_table
        parts.append(f"(SELECT MAX({field}) FROM {table} WHERE {field} <= %s)")  # noqa: S608  names of ours alone
        parts.append(f"(SELECT MIN({field}) FROM {table} WHERE {field} > %s AND {field} < %s)")  # noqa: S608
        values += [moment, moment, forever]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        found = cursor.fetchone()
    past = [stored_moment(each) for each in found[0::2] if each is not None]
    coming = [stored_moment(each) for each in found[1::2] if each is not None]
    return max(past, default=LONG_AGO), min(coming, default=FOREVER)


def stored_moment(value) -> datetime:
    """A time as the database gives it to a bare cursor: text without a zone from SQLite."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
