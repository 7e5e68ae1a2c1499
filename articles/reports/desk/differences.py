"""What differs between two revisions of a publication, field by field, as for stories."""

from articles.desk import differences as of_stories
from articles.desk.differences import Difference, marked_fields
from articles.models import Article
from articles.reports.contents import ReportReferences
from articles.reports.models import ReportKind

LABELS = {
    "headline": "Title",
    "number": "Number",
    "kind": "Type",
    "dated": "Date",
    "summary": "Summary",
    "body": "Description",
    "bylines": "Bylines",
    "partner": "Partner",
    "file": "File",
    "images": "Cover",
    "articles": "Articles",
    "language": "Language",
    "licence": "Licence",
    "issn": "ISSN",
    "isbn": "ISBN",
    "doi": "DOI",
    "slug": "Address",
}


def differences(old: dict, new: dict, references: ReportReferences | None = None) -> list[Difference]:
    """What `new` says otherwise than `old`, in the order in which an editor reads it."""
    if all(old[name] == new[name] for name in LABELS):
        return []
    return marked_fields(old, new, LABELS, in_words, references or ReportReferences.load([old, new]))


def in_words(name: str, value, references: ReportReferences) -> str:
    """A field's value as an editor reads it: names, not numbers."""
    if name == "kind":
        return str(ReportKind(value).label) if value in ReportKind.values else value
    if name == "file":
        file = references.files.get(value)
        return f"{file.filename}, {file.pages} pages, {file.size:,} bytes" if file else ""
    if name == "articles":
        headlines = dict(Article.objects.filter(pk__in=value).values_list("pk", "headline"))
        return "\n".join(headlines.get(number, f"no. {number}, which is gone") for number in value)
    return of_stories.in_words(name, value, references)
