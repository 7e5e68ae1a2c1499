"""Moments as an editor reads them: in the site's time zone, spelled out."""

from datetime import datetime

from django.utils import timezone
from django.utils.dateformat import format as format_date


def spelled_out(moment: datetime) -> str:
    """ "Tuesday 24 November 2026, 18:30 (Asia/Singapore, UTC+08:00)": no reader of this can take it for another hour."""
    local = timezone.localtime(moment)
    offset = f"{local:%z}"
    return f"{format_date(local, 'l j F Y, H:i')} ({zone_name()}, UTC{offset[:3]}:{offset[3:5]})"


def briefly(moment: datetime) -> str:
    """ "24 Nov 2026, 18:30", for lists."""
    return format_date(timezone.localtime(moment), "j M Y, H:i")


def zone_name() -> str:
    """The name of the zone in which the desk reads and enters times."""
    return timezone.get_current_timezone_name()
