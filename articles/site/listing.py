"""Reading a list: one index walk from a cursor, whatever the page and whatever the size of the site."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from articles.models.published import Pin, PublishedArticle
from articles.models.section import Section
from articles.site import reading
from articles.site.sections import Sections
from newsroom.lib.paging import Cursor

PAGE = 20


@dataclass(frozen=True)
class Page:
    """One page of a list: rows for cards, and the cursor of the next older page ("" on the last)."""

    rows: list[PublishedArticle]
    older: str


def read(
    name: str,
    now: datetime,
    *,
    before: str = "",
    size: int = PAGE,
    skip=frozenset(),
    bodies: bool = False,
    sections: Sections | None = None,
) -> Page:
    """The rows of the list `name` that are public at `now`, newest first, from `before` (a cursor) on, without the
    articles in `skip`. Raises ValueError for a cursor that is none.

    Rows come as a card needs them, those with `bodies` whole. One query, and another for their sections where the
    caller does not give them."""
    found = reading.listed(
        name,
        now,
        after=Cursor.decode(before) if before else None,
        most=size + 1 + len(skip),
        fields=reading.WHOLE if bodies else reading.CARD,
    )
    return _page([(row, moment) for row, moment in found if row.article_id not in skip], size, sections)


def page_of(entries, *, before: str = "", size: int = PAGE, sections: Sections | None = None) -> Page:
    """The same for entries (a queryset of ListingEntry) that were narrowed otherwise."""
    if before:
        cursor = Cursor.decode(before)
        entries = entries.older_than(cursor.moment, cursor.id)
    entries = entries.select_related("row").defer(*(f"row__{name}" for name in reading.NOT_ON_CARDS))
    return _page([(entry.row, entry.published_at) for entry in entries[: size + 1]], size, sections)


def _page(found: list[tuple[PublishedArticle, datetime]], size: int, sections: Sections | None) -> Page:
    page = found[:size]
    rows = [row for row, _ in page]
    by_id = sections.by_id if sections else Section.objects.in_bulk({row.section_id for row in rows} - {None})
    for row in rows:
        row.section = by_id.get(row.section_id or 0)
    older = ""
    if len(found) > size:
        last, moment = page[-1]
        older = Cursor(moment, last.article_id).encode()
    return Page(rows=rows, older=older)


Pins = dict[str, list[Pin]]


def pins(now: datetime) -> Pins:
    """What the desk holds at the head of lists, at `now` or later, by list. One query."""
    found: Pins = {}
    for pin in Pin.objects.filter(live_until__gt=now).order_by("-position", "live_from"):
        found.setdefault(pin.list, []).append(pin)
    return found


def pinned(held: Iterable[Pin], now: datetime) -> list[PublishedArticle]:
    """The stories of these pins of one list whose time it is, by position. Only what is public is there. One query, or
    none."""
    places = {pin.article_id: pin.position for pin in held if pin.live_from <= now < pin.live_until}
    rows = PublishedArticle.objects.live(now).filter(article_id__in=places).for_cards() if places else []
    return sorted(rows, key=lambda row: places[row.article_id])
