"""Publications on the site's other pages: the side column, the line under a story, the pages of authors and partners."""

from datetime import datetime

from django.db import connection
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from articles.models.published import PublishedArticle
from articles.reports.models.published import PublishedReport, ReportPlace
from articles.reports.site import reading
from articles.reports.site.machines import SITEMAP
from articles.reports.site.pages import ROOT, TITLE
from articles.site.features import Feature

BESIDE = 3  # covers in the side column
ON_A_PAGE = 8  # covers on the page of an author or a partner

# ReportPlace.of, written out: it stands behind every story's page.
_OF_STORY = """
SELECT report.path, report.headline, report.number
FROM reports_reportplace place JOIN reports_publishedreport report ON report.id = place.row_id
WHERE place.list = %s AND place.live_from <= %s AND place.live_until > %s
ORDER BY place.placed_at DESC, place.report_id DESC LIMIT 3
"""


def newest(now: datetime) -> list[PublishedReport]:
    return reading.listed("all", now, size=BESIDE).rows


def side(reports: list[PublishedReport]) -> SafeString | str:
    return render_to_string("reports/_side.html", {"reports": reports}) if reports else ""


def places(reports: list[PublishedReport]) -> list[dict]:
    return [{"path": ROOT, "label": TITLE}] if reports else []


def beside_story(row: PublishedArticle, now: datetime) -> list[dict]:
    """The publications that a story belongs to. One query."""
    moment = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(_OF_STORY, [f"article/{row.article_id}", moment, moment])
        return [{"path": path, "title": title, "number": number} for path, title, number in cursor.fetchall()]


def beside_list(kind: str, key: int, now: datetime) -> SafeString | str:
    """The newest publications of an author or a partner. One query, and another where there are any."""
    name = f"{kind}/{key}"
    if kind not in ("author", "partner") or not reading.any_in(name, now):
        return ""
    rows = reading.listed(name, now, size=ON_A_PAGE).rows
    return render_to_string("reports/_of_list.html", {"reports": rows}) if rows else ""


def sitemaps(now: datetime) -> list[str]:
    return [SITEMAP] if PublishedReport.objects.live(now).exists() else []


PUBLICATIONS = Feature(
    load=newest,
    side=side,
    places=places,
    beside_story=beside_story,
    beside_list=beside_list,
    sitemaps=sitemaps,
    lists=ReportPlace,
)
