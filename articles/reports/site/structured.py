"""Structured data (schema.org) of a publication: a Report, or the PublicationIssue of a series."""

from django.conf import settings

from articles.models.published import PublishedArticle
from articles.reports.models.published import PublishedReport
from articles.site import structured
from articles.site.chrome import Chrome
from articles.site.frame import absolute
from articles.site.moments import machine_readable
from authors.models import Author

ISSUES = {"special_issue", "issue"}


def script(
    row: PublishedReport, authors: list[Author], stories: list[PublishedArticle], frame: Chrome
) -> str:
    """The publication as JSON-LD that may stand inside a script element. `authors` are those who have a page."""
    is_issue = row.kind in ISSUES
    credited = structured.people(row, authors)
    data = {
        "@type": "PublicationIssue" if is_issue else "Report",
        "@id": absolute(row.path),
        "url": absolute(row.path),
        "name": row.headline,
        "headline": row.headline,
        "issueNumber" if is_issue else "reportNumber": row.number,
        "description": row.summary,
        "datePublished": row.dated.isoformat(),
        "dateModified": machine_readable(row.updated_at or row.published_at),
        "inLanguage": row.language or settings.LANGUAGE_CODE,
        "image": structured.picture(row.cover) if row.cover.get("src") else None,
        "publisher": structured.organization(frame.masthead),
        "license": row.licence if row.licence.startswith(("http://", "https://")) else "",
        "identifier": _identifiers(row),
        "sameAs": f"https://doi.org/{row.doi}" if row.doi else "",
        "isPartOf": {"@type": "Periodical", "name": frame.masthead.name, "issn": row.issn}
        if row.issn
        else None,
        "encoding": _file(row),
        "hasPart": [
            {"@type": "NewsArticle", "headline": story.headline, "url": absolute(story.path)}
            for story in stories
        ],
        "isAccessibleForFree": True,
        **credited,
        "sourceOrganization": _partner(row),
    }
    return structured.script(structured.filled(data))


def _identifiers(row: PublishedReport) -> list[dict]:
    known = {"ISBN": row.isbn, "DOI": row.doi}
    return [
        {"@type": "PropertyValue", "propertyID": name, "value": value}
        for name, value in known.items()
        if value
    ]


def _file(row: PublishedReport) -> dict | None:
    if row.file is None:
        return None
    return {
        "@type": "MediaObject",
        "contentUrl": absolute(row.file_path),
        "encodingFormat": "application/pdf",
        "contentSize": f"{row.file.size} B",
        "sha256": row.file.sha256,
    }


def _partner(row: PublishedReport) -> dict | None:
    if not row.partner_credit:
        return None
    return structured.filled(
        {"@type": "Organization", "name": row.partner_credit["name"], "url": row.partner_credit["url"]}
    )
