"""Which lists a version stands in. A listing is read by its index alone, so any page of any list costs the same."""

from datetime import datetime

from articles.models import ListingEntry, PublishedArticle
from articles.publishing.references import References


def entries_for(row: PublishedArticle, references: References) -> list[ListingEntry]:
    """The unsaved entries of one row. A withdrawn story stands only in the list that tells partners so."""
    if row.withdrawn:
        return [] if row.partner_id else [_entry("withdrawn", row, row.live_from)]
    names = ["front"] if row.partner_id else ["front", "own"]
    names += [f"section/{section.pk}" for section in references.ancestry(row.section_id)]
    names += [f"author/{line['author']}" for line in row.bylines if line["author"]]
    names += [f"tag/{tag['slug']}" for tag in row.tags]
    names += [f"partner/{row.partner_id}"] if row.partner_id else []
    entries = [_entry(name, row, row.published_at) for name in dict.fromkeys(names)]
    if row.corrections:
        entries.append(_entry("corrections", row, latest_correction(row)))
    return entries


def latest_correction(row: PublishedArticle):
    """When the newest of its corrections was made, UTC."""
    return max(datetime.fromisoformat(correction["dated"]) for correction in row.corrections)


def _entry(name: str, row: PublishedArticle, moment) -> ListingEntry:
    return ListingEntry(
        list=name,
        published_at=moment,
        article_id=row.article_id,
        live_from=row.live_from,
        live_until=row.live_until,
        row_id=row.pk,
    )
