"""Reading a list: one index walk from a cursor, whatever the page and whatever the size of the site."""

from dataclasses import dataclass
from datetime import datetime

from articles.models.published import ListingEntry, Pin, PublishedArticle
from articles.site.sections import Sections
from newsroom.lib.paging import Cursor

PAGE = 20
NOT_ON_CARDS = [
    f"row__{name}"
    for name in ["corrections", "body_html", "body_pictures", "tags", "change_note", "public_reason"]
]


@dataclass(frozen=True)
class Page:
    """One page of a list: rows for cards, and the cursor of the next older page ("" on the last)."""

    rows: list[PublishedArticle]
    older: str


def read(name: str, now: datetime, *, before: str = "", **options) -> Page:
    """The rows of the list `name` that are public at `now`, newest first, from `before` (a cursor) on; `options` are
    those of page_of. One query. Raises ValueError for a cursor that is none."""
    entries = ListingEntry.objects.live(name, now)
    if before:
        entries = older_than(entries, before)
    return page_of(entries, **options)


def older_than(entries, before: str):
    """The entries that follow the place `before` (a cursor). Raises ValueError for a cursor that is none."""
    cursor = Cursor.decode(before)
    return entries.older_than(cursor.moment, cursor.id)


def page_of(
    entries,
    *,
    size: int = PAGE,
    skip=frozenset(),
    bodies: bool = False,
    corrections: bool = False,
    sections: Sections | None = None,
) -> Page:
    """The first `size` rows of these entries without the articles in `skip`, and where the next page begins. One query.

    Rows come as a card needs them, those with `bodies` whole; `sections`, where the caller has them, save reading each
    row's section again."""
    entries = entries.select_related("row" if sections else "row__section")
    if not bodies:
        entries = entries.defer(*(NOT_ON_CARDS if not corrections else NOT_ON_CARDS[1:]))
    found = [entry for entry in entries[: size + 1 + len(skip)] if entry.article_id not in skip]
    page = found[:size]
    older = Cursor(page[-1].published_at, page[-1].article_id).encode() if len(found) > size else ""
    rows = [entry.row for entry in page]
    if sections:
        for row in rows:
            row.section = sections.by_id.get(row.section_id)
    return Page(rows=rows, older=older)


def pinned(name: str, now: datetime) -> list[PublishedArticle]:
    """The stories the desk holds at the head of a list, by position. Only what is public is there. One query."""
    places = dict(
        Pin.objects.filter(list=name, live_from__lte=now, live_until__gt=now)
        .order_by("-position", "live_from")
        .values_list("article_id", "position")
    )
    rows = PublishedArticle.objects.live(now).filter(article_id__in=places).for_cards() if places else []
    return sorted(rows, key=lambda row: places[row.article_id])
