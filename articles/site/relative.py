"""How long ago something happened, in the words readers see, and when those words change next.

All moments are aware datetimes. `relative-times.js` says the same words on a page that stays open.
"""

from datetime import datetime, time, timedelta, tzinfo

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
# (for ages below this, counted in this, called this); older moments are shown as a date.
STEPS = ((HOUR, MINUTE, "minute"), (DAY, HOUR, "hour"), (7 * DAY, DAY, "day"))


def label(moment: datetime, now: datetime) -> str:
    """ "just now", "5 minutes ago", "3 hours ago", "6 days ago"; "" when only the date says it well."""
    age = now - moment
    if age < timedelta(0):
        return ""
    if age < MINUTE:
        return "just now"
    for limit, unit, name in STEPS:
        if age < limit:
            count = age // unit
            return f"{count} {name}{'' if count == 1 else 's'} ago"
    return ""


def next_change(moment: datetime, now: datetime) -> datetime | None:
    """The first moment after `now` at which `label` says something else; None when it never will again."""
    age = now - moment
    if age < timedelta(0):
        return moment
    for limit, unit, _ in STEPS:
        if age < limit:
            return moment + (age // unit + 1) * unit
    return None


def next_midnight(now: datetime, zone: tzinfo) -> datetime:
    """When the date changes in `zone`: the moment up to which a printed "today" is true."""
    tomorrow = now.astimezone(zone).date() + DAY
    return datetime.combine(tomorrow, time.min, tzinfo=zone)
