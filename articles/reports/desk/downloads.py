"""How often a publication was downloaded, for the desk: the last weeks by day, and all in all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.reports.models import DownloadCount

DAYS = 30
HEIGHT = 60  # of the highest bar, in the drawing's own units


@dataclass(frozen=True)
class Bar:
    """One day of the drawing: its place from the start, and its height up from the ground."""

    day: date
    count: int
    x: int
    y: int
    height: int


@dataclass(frozen=True)
class Downloads:
    bars: list[Bar]
    lately: int
    total: int

    @property
    def busiest(self) -> int:
        return max((bar.count for bar in self.bars), default=0)


def downloads(report, now: datetime) -> Downloads:
    """The counts of the last DAYS days in the site's time zone, today included. Two queries."""
    today = timezone.localtime(now).date()
    days = [today - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]
    counts = DownloadCount.objects.filter(report_id=report.pk)
    by_day = dict(counts.filter(day__gte=days[0]).values_list("day", "count"))
    total = counts.aggregate(all=Sum("count"))["all"] or 0
    found = [by_day.get(day, 0) for day in days]
    return Downloads(list(_bars(days, found)), sum(found), total)


def _bars(days: list[date], counts: list[int]) -> Iterable[Bar]:
    most = max(counts) or 1
    for place, (day, count) in enumerate(zip(days, counts, strict=True)):
        height = max(1, round(count / most * HEIGHT)) if count else 0
        yield Bar(day, count, place * 10, HEIGHT - height, height)


def with_downloads(reports):
    """Each report (of a queryset) with `downloads`: how often it was taken in all."""
    counts = DownloadCount.objects.filter(report_id=OuterRef("pk")).order_by().values("report_id")
    return reports.annotate(downloads=Coalesce(Subquery(counts.annotate(all=Sum("count")).values("all")), 0))
