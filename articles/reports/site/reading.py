"""What may be read of publications at a moment: lists, one by its address, and whether there are any."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from articles.models.published import PublishedArticle
from articles.reports.models.published import PublishedReport, ReportPlace
from newsroom.lib.paging import Cursor

PAGE = 12
_ANY = "SELECT 1 FROM reports_reportplace WHERE list = %s AND live_from <= %s AND live_until > %s LIMIT 1"


@dataclass(frozen=True)
class Page:
    """One page of a list, and the cursor of the next older page ("" on the last)."""

    rows: list[PublishedReport]
    older: str


def listed(name: str, now: datetime, *, before: str = "", size: int = PAGE) -> Page:
    """The publications of a list that are public at `now` (UTC), newest date first, from `before` (a cursor) on. One
    query. Raises ValueError for a cursor that is none."""
    places = ReportPlace.objects.of(name, now)
    if before:
        cursor = Cursor.decode(before)
        places = places.older_than(cursor.moment, cursor.id)
    found = list(places.select_related("row__file").defer("row__body_html", "row__body_pictures")[: size + 1])
    shown, older = found[:size], ""
    if len(found) > size:
        older = Cursor(shown[-1].placed_at, shown[-1].report_id).encode()
    return Page([place.row for place in shown], older)


def any_in(name: str, now: datetime) -> bool:
    """Whether `listed` has any: a question of most authors' pages, and seldom answered with yes. One query."""
    moment = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(_ANY, [name, moment, moment])
        return cursor.fetchone() is not None


def newest_published(now: datetime, size: int) -> list[PublishedReport]:
    """What came out last, for feeds. One query."""
    rows = PublishedReport.objects.live(now).select_related("file")
    return list(rows.order_by("-published_at", "-report_id")[:size])


def at(path: str, now: datetime) -> PublishedReport | None:
    """What is valid at this address at `now`, a tombstone included."""
    return PublishedReport.objects.in_force(now).filter(path=path).select_related("file", "partner").first()


def stories_of(row: PublishedReport, now: datetime, sections: dict) -> list[PublishedArticle]:
    """Those of its stories that are public at `now`, in the publication's order, as cards. One query at most."""
    if not row.articles:
        return []
    found = {
        story.article_id: story
        for story in PublishedArticle.objects.live(now).filter(article_id__in=row.articles).defer("body_html")
    }
    for story in found.values():
        story.section = sections.get(story.section_id)
    return [found[number] for number in row.articles if number in found]


def made_of(rows: Iterable[PublishedReport]) -> list[str]:
    """Their keys for a CDN."""
    return [f"publication-{row.report_id}" for row in rows]
