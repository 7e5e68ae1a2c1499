"""Publications for machines: feeds with the file as enclosure, and a sitemap."""

from html import escape

from django.http import HttpResponse

from articles.reports.models.published import PublishedReport
from articles.reports.site import reading
from articles.reports.site.pages import DESCRIPTION, ROOT, TITLE
from articles.site import chrome, sitemaps, surrogate
from articles.site.feed_views import WRITERS, described
from articles.site.feeds.entries import (
    ITEMS,
    Enclosure,
    Entry,
    Person,
    feed_picture,
    figure,
    partner_paragraph,
    tag_uri,
)
from articles.site.feeds.xml import element
from articles.site.frame import absolute
from articles.site.moments import machine_readable
from articles.site.pagecache import public_page
from articles.site.subjects import Subject
from newsroom.lib.html import absolute_links

SITEMAP = "/sitemap-publications.xml"
SUBJECT = Subject("publications", ROOT, TITLE, DESCRIPTION, always=True)


@public_page
def feed(request, form: str):
    """The publications that came out last, as RSS, Atom or JSON Feed."""
    frame = chrome.around(request.edition, request.clock.now)
    rows = reading.newest_published(request.clock.now, ITEMS)
    about = described(SUBJECT, f"feed.{form}", request, frame)
    response = HttpResponse(
        WRITERS[form].render(about, [entry_of(row) for row in rows]), content_type=WRITERS[form].CONTENT_TYPE
    )
    response["Surrogate-Key"] = surrogate.header(["publications", "feed", *reading.made_of(rows)])
    return response


def entry_of(row: PublishedReport) -> Entry:
    file = row.file
    return Entry(
        id=tag_uri(row.report_id, "publication"),
        url=absolute(row.path),
        title=f"{row.headline}, {row.number}" if row.number else row.headline,
        summary=row.summary,
        html=_html(row),
        published=row.published_at,
        updated=row.updated_at or row.published_at,
        people=tuple(
            Person(line["name"], line["role"], absolute(line["path"]) if line["path"] else "")
            for line in row.bylines
        ),
        language=row.language,
        pictures=(feed_picture(row.cover),) if row.cover.get("src") else (),
        partner=row.partner_credit.get("name", ""),
        source=row.partner_credit.get("url", ""),
        enclosure=Enclosure(absolute(row.file_path), "application/pdf", file.size, row.filename)
        if file
        else None,
    )


def _html(row: PublishedReport) -> str:
    """Cover, summary, description and the partner's line, as HTML that stands alone."""
    parts = [figure(row.cover)] if row.cover.get("src") else []
    parts += [f"<p>{escape(row.summary)}</p>"] if row.summary else []
    parts.append(absolute_links(row.body_html, absolute(row.path)))
    parts += [partner_paragraph(row.partner_credit)] if row.partner_credit else []
    return "\n".join(part for part in parts if part)


@public_page
def sitemap(request):
    """The list and every publication, each with its cover."""
    rows = PublishedReport.objects.live(request.clock.now).order_by("-dated", "-report_id")
    found = rows.values_list("path", "published_at", "updated_at", "cover")[: sitemaps.MOST - 1]
    entries = [sitemaps.url_entry(ROOT)] if found else []
    for path, published_at, updated_at, cover in found:
        entries.append(
            sitemaps.url_entry(
                path,
                element("lastmod", machine_readable(updated_at or published_at)),
                *sitemaps.picture_entries([cover["src"]] if cover.get("src") else []),
            )
        )
    return sitemaps.answer(sitemaps.urlset(entries, sitemaps.IMAGE))
