"""What a publication says, as the plain content of a revision, and back again; and what such contents point to."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from articles.models import Article
from articles.publishing.gone import still_there
from articles.publishing.references import References
from articles.reports.models import Report, ReportByline, ReportFile, ReportStory

TEXT_FIELDS = [
    "headline",
    "slug",
    "number",
    "kind",
    "summary",
    "body",
    "language",
    "licence",
    "issn",
    "isbn",
    "doi",
]


@dataclass
class ReportReferences(References):
    """Those of every piece, and the files."""

    files: dict[int, ReportFile] = field(default_factory=dict)

    @classmethod
    def load(cls, contents: Iterable[dict]) -> Self:
        contents = list(contents)
        found = super().load([content | {"tags": []} for content in contents])
        found.files = ReportFile.objects.in_bulk({content["file"] for content in contents if content["file"]})
        return found


def snapshot(report: Report) -> dict:
    """Everything the working copy says. An own cover is the one of its pictures."""
    return {name: getattr(report, name) for name in TEXT_FIELDS} | {
        "dated": report.dated.isoformat() if report.dated else "",
        "partner": report.partner_id,
        "file": report.file_id,
        "images": [{"image": report.cover_id, "caption": "", "alt": ""}] if report.cover_id else [],
        "bylines": [
            {"author": line.author_id, "role": line.role, "name": line.name} for line in report.bylines.all()
        ],
        "articles": list(report.stories.values_list("article_id", flat=True)),
    }


def apply(report: Report, content: dict) -> None:
    """Write a revision's content into the working copy. What is no more is left out."""
    content = still_there(content)
    for name in TEXT_FIELDS:
        setattr(report, name, content[name])
    report.dated = date.fromisoformat(content["dated"]) if content["dated"] else None
    report.partner_id, report.file_id = content["partner"], content["file"]
    report.cover_id = content["images"][0]["image"] if content["images"] else None
    report.save()
    report.bylines.all().delete()
    report.stories.all().delete()
    ReportByline.objects.bulk_create(
        ReportByline(
            report=report, position=position, author_id=line["author"], role=line["role"], name=line["name"]
        )
        for position, line in enumerate(content["bylines"])
    )
    there = set(Article.objects.filter(pk__in=content["articles"]).values_list("pk", flat=True))
    ReportStory.objects.bulk_create(
        ReportStory(report=report, position=position, article_id=number)
        for position, number in enumerate(content["articles"])
        if number in there
    )
