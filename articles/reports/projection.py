"""From a ledger entry and its revision's content to the rows readers see: a pure function, so a rebuild is identical."""

from datetime import UTC, date, datetime, time
from itertools import pairwise

from articles.models import LedgerEntry
from articles.publishing.pictures import public_picture
from articles.publishing.projection import (
    MOST_SEGMENTS,
    own_hosts,
    partner_line,
    pictures_at,
    printed_byline,
    stretches,
)
from articles.reports.contents import ReportReferences
from articles.reports.files import cover_of
from articles.reports.models import PublishedReport, ReportPlace, ReportPublication
from newsroom.lib.html import sanitise

AS_WRITTEN = "headline number kind summary language licence issn isbn doi articles".split()
KEPT_OF_THE_WITHDRAWN = {"headline", "number", "kind", "language"}


def project(entry: ReportPublication, content: dict, references: ReportReferences) -> list[PublishedReport]:
    """The unsaved rows of one entry, in order of time: one, and one more for each moment inside it at which the rights
    of a picture end. The first page of the file takes the place of an own cover that may be shown no more."""
    if entry.withdrawn:
        kept = {name: content[name] for name in KEPT_OF_THE_WITHDRAWN}
        return [
            PublishedReport(
                id=entry.pk * MOST_SEGMENTS,
                live_until=entry.live_until,
                withdrawn=True,
                public_reason=entry.public_reason,
                **_of_the_entry(entry, content),
                **kept,
            )
        ]
    body = sanitise(content["body"], own_hosts=own_hosts())
    partner = references.partners.get(content["partner"])
    shared = {name: content[name] for name in AS_WRITTEN} | {
        "change_note": entry.change_note,
        "partner_id": partner.pk if partner else None,
        "partner_credit": partner_line(partner, "") if partner else {},
        "bylines": [printed_byline(printed, references) for printed in content["bylines"]],
        "file_id": content["file"],
    }
    return [
        PublishedReport(
            **_of_the_entry(entry, content)
            | {"id": entry.pk * MOST_SEGMENTS + segment, "live_from": begin, "live_until": end},
            **shared,
            **_pictures(body, content, references, begin),
        )
        for segment, (begin, end) in enumerate(pairwise(stretches(entry, content, references)))
    ]


def places(row: PublishedReport) -> list[ReportPlace]:
    """The unsaved places of a row in lists. A withdrawn publication stands in none."""
    if row.withdrawn:
        return []
    names = ["all", *(f"author/{line['author']}" for line in row.bylines if line["author"])]
    names += [f"partner/{row.partner_id}"] if row.partner_id else []
    names += [f"article/{number}" for number in row.articles]
    placed_at = datetime.combine(row.dated, time.min, UTC)
    return [
        ReportPlace(
            list=name,
            placed_at=placed_at,
            report_id=row.report_id,
            live_from=row.live_from,
            live_until=row.live_until,
            row=row,
        )
        for name in dict.fromkeys(names)
    ]


def _of_the_entry(entry: LedgerEntry, content: dict) -> dict:
    """The fields that the ledger gives, which a tombstone has too."""
    return {
        "publication_id": entry.pk,
        "report_id": entry.report_id,  # type: ignore[attr-defined]  # of the concrete model
        "revision_id": entry.revision_id,  # type: ignore[attr-defined]
        "live_from": entry.live_from,
        "path": entry.path,
        "published_at": entry.published_at,
        "updated_at": entry.updated_at,
        "significance": entry.significance,
        "dated": date.fromisoformat(content["dated"]) if content["dated"] else entry.published_at.date(),
    }


def _pictures(body: str, content: dict, references: ReportReferences, moment: datetime) -> dict:
    shown = pictures_at(body, content, references, moment)
    own = next((picture for picture in shown["pictures"] if picture["src"]), None)
    file = references.files.get(content["file"])
    return {
        "cover": own or (_first_page(file, content["headline"]) if file else {}),
        "body_pictures": shown["body_pictures"],
        "body_html": shown["body_html"],
    }


def _first_page(file, headline: str) -> dict:
    return public_picture(cover_of(file, headline)) | {"credit": "", "id": f"file-{file.pk}"}
