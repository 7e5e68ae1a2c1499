"""The door for publications: their ledger, and the rows and places it writes."""

from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet

from articles.models import Image
from articles.publishing.ledger import Door, slug_of
from articles.publishing.references import image_numbers
from articles.reports.contents import ReportReferences
from articles.reports.models import PublishedReport, ReportPictureUse, ReportPlace, ReportPublication
from articles.reports.projection import places, project
from authors.models import Author, Partner

ROOT = "/publications/"


class ReportDoor(Door[ReportPublication]):
    ledger = ReportPublication
    rows = PublishedReport
    places = ReportPlace
    piece = "report"
    noun = "publication"

    def path_for(self, shown: datetime, content: dict, number: int) -> str:
        return f"{ROOT}{slug_of(content, number)}/"

    def write_rows(self, entries: list[ReportPublication], *, fresh: bool = False) -> None:
        contents = [entry.revision.content for entry in entries]
        references = ReportReferences.load(contents)
        if not fresh:
            PublishedReport.objects.filter(publication__in=entries).delete()
            ReportPictureUse.objects.filter(publication__in=entries).delete()
        for entry, content in zip(entries, contents, strict=True):
            rows = PublishedReport.objects.bulk_create(project(entry, content, references))
            ReportPlace.objects.bulk_create(place for row in rows for place in places(row))
            ReportPictureUse.objects.bulk_create(
                ReportPictureUse(publication=entry, image_id=number)
                for number in dict.fromkeys(image_numbers(content))
                if number in references.images
            )


REPORTS = ReportDoor()
publish, withdraw, cancel = REPORTS.publish, REPORTS.withdraw, REPORTS.cancel


def using(thing: Model) -> QuerySet[Any]:
    """The ledger's entries that show an author, a partner or a picture. Sections are not shown on one."""
    ledger = ReportPublication.objects
    if isinstance(thing, Author | Partner):
        kind = "author" if isinstance(thing, Author) else "partner"
        shown = ReportPlace.objects.filter(list=f"{kind}/{thing.pk}")
        return ledger.filter(pk__in=shown.values("row__publication"))
    if isinstance(thing, Image):
        return ledger.filter(pk__in=ReportPictureUse.objects.filter(image=thing).values("publication"))
    return ledger.none()
