"""Reading a list: one index walk from a cursor, whatever the page and whatever the size of the site."""

from dataclasses import dataclass
from datetime import datetime

from articles.models.published import ListingEntry, Pin, PublishedArticle
from newsroom.lib.paging import Cursor

PAGE = 20


@dataclass(frozen=True)
class Page:
    """One page of a list: rows for cards, and the cursor of the next older page ("" on the last)."""

    rows: list[PublishedArticle]
    older: str


def read(
    name: str, now: datetime, *, before: str = "", size: int = PAGE, bodies: bool = False, skip=frozenset()
) -> Page:
    """The rows of the list `name` that are public at `now`, newest first, from `before` (a cursor) on, without the
    articles in `skip`. One query. Raises ValueError for a cursor that is none."""
    entries = ListingEntry.objects.live(name, now)
    if before:
        entries = older_than(entries, before)
    return page_of(entries, size=size, bodies=bodies, skip=skip)


def older_than(entries, before: str):
    """The entries that follow the place `before` (a cursor). Raises ValueError for a cursor that is none."""
    cursor = Cursor.decode(before)
    return entries.older_than(cursor.moment, cursor.id)


def page_of(entries, *, size: int = PAGE, bodies: bool = False, skip=frozenset()) -> Page:
    """The first `size` rows of these entries, and where the next page begins. One query."""
    entries = entries.select_related("row__section")
    if not bodies:
        entries = entries.defer("row__body_html")
    found = [entry for entry in entries[: size + 1 + len(skip)] if entry.article_id not in skip]
    page = found[:size]
    older = Cursor(page[-1].published_at, page[-1].article_id).encode() if len(found) > size else ""
    return Page(rows=[entry.row for entry in page], older=older)


def pinned(name: str, now: datetime) -> list[PublishedArticle]:
    """The stories the desk holds at the head of a list, by position. Only what is public is there. One query."""
    places = dict(
        Pin.objects.filter(list=name, live_from__lte=now, live_until__gt=now)
        .order_by("-position", "live_from")
        .values_list("article_id", "position")
    )
    rows = PublishedArticle.objects.live(now).filter(article_id__in=places).for_cards() if places else []
    return sorted(rows, key=lambda row: places[row.article_id])
