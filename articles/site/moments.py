"""Moments as pages and machines read them."""

from datetime import UTC, datetime

from django.utils import timezone


def as_moment(value: datetime | str) -> datetime:
    """An aware datetime, also from the ISO 8601 text in which JSON columns keep one. ValueError for other text."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def machine_readable(moment: datetime) -> str:
    """A global date and time as HTML's datetime attribute and RFC 3339 take it, in whole seconds of UTC."""
    moment = moment.astimezone(UTC)
    return f"{moment.year:04}-{moment:%m-%dT%H:%M:%SZ}"
