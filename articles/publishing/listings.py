"""Which lists a version stands in. A listing is read by its index alone, so any page of any list costs the same."""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from typing import Any

from django.db import connection

from articles.models import ListingEntry, PublishedArticle
from articles.publishing.bulk import insert_values, stored_moments
from articles.publishing.references import References

COLUMNS = ("list", "published_at", "article_id", "live_from", "live_until", "row_id")


def places(row: PublishedArticle, references: References) -> list[tuple[str, datetime]]:
    """The lists one row stands in, each with the moment that gives its place. A withdrawn story stands only in the
    list that tells partners so."""
    if row.withdrawn:
        return [] if row.partner_id else [("withdrawn", row.live_from)]
    names = ["front"] if row.partner_id else ["front", "own"]
    names += [f"section/{section.pk}" for section in references.ancestry(row.section_id)]
    names += [f"author/{line['author']}" for line in row.bylines if line["author"]]
    names += [f"tag/{tag['slug']}" for tag in row.tags]
    names += [f"partner/{row.partner_id}"] if row.partner_id else []
    found = [(name, row.published_at) for name in dict.fromkeys(names)]
    if row.corrections:
        found.append(("corrections", latest_correction(row)))
    return found


def latest_correction(row: PublishedArticle) -> datetime:
    """When the newest of its corrections was made, UTC."""
    return max(datetime.fromisoformat(correction["dated"]) for correction in row.corrections)


def write_entries(rows: list[PublishedArticle], references: References) -> None:
    """Write the entries of rows that have none. A story has half a dozen; as bare rows they cost a third of what they
    cost as models, which is what an archive of a hundred thousand waits for."""
    stored = stored_moments()
    entries = [entry for row in rows for entry in _entries(row, references, stored)]
    if entries:
        insert_values(ListingEntry, COLUMNS, entries)


def relist(section: int, *, out_of: Collection[int], into: Collection[int]) -> None:
    """The section lies elsewhere now: what is listed under it leaves the lists of the sections `out_of` and enters
    those `into` (numbers). The stories themselves say the same as before, so the database does this alone, in one
    statement a list, however many they are."""
    inside = f"section/{section}"
    rows = ListingEntry.objects.filter(list=inside).values("row_id")
    ListingEntry.objects.filter(list__in=[f"section/{each}" for each in out_of], row_id__in=rows).delete()
    table, (name, *others) = ListingEntry._meta.db_table, COLUMNS
    columns = ", ".join(others)
    with connection.cursor() as cursor:
        for each in into:
            cursor.execute(
                f"INSERT INTO {table} ({name}, {columns}) SELECT %s, {columns} FROM {table} WHERE {name} = %s",  # noqa: S608  names of ours
                [f"section/{each}", inside],
            )


def _entries(
    row: PublishedArticle, references: References, stored: Callable[[datetime], Any]
) -> Iterator[tuple]:
    begin, end, shown = stored(row.live_from), stored(row.live_until), stored(row.published_at)
    for name, moment in places(row, references):
        place = shown if moment is row.published_at else stored(moment)
        yield name, place, row.article_id, begin, end, row.pk
