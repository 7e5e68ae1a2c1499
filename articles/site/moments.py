"""Moments as pages and machines read them."""

from datetime import UTC, date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import get_language

DAYS = 4000  # whose words a process remembers


def as_moment(value: datetime | str) -> datetime:
    """An aware datetime, also from the ISO 8601 text in which JSON columns keep one. ValueError for other text."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def machine_readable(moment: datetime) -> str:
    """A global date and time as HTML's datetime attribute and RFC 3339 take it, in whole seconds of UTC."""
    moment = moment.astimezone(UTC)
    return f"{moment.year:04}-{moment:%m-%dT%H:%M:%SZ}"


def printed_date(local: datetime) -> str:
    """ "3 November 2026", in the language in use."""
    return _words(local.date(), get_language())[0]


def printed_day(local: datetime) -> str:
    """ "Tuesday 3 November 2026"."""
    return _words(local.date(), get_language())[1]


def printed_in_full(local: datetime) -> str:
    """ "Tuesday 3 November 2026, 09:05 CET"; `local` is in the zone it is to be read in."""
    return f"{printed_day(local)}, {local:%H:%M} {local.tzname()}"


@lru_cache(maxsize=DAYS)
def _words(day: date, language: str | None) -> tuple[str, str]:
    return format_date(day, "j F Y"), format_date(day, "l j F Y")
