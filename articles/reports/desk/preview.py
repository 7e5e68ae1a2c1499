"""What readers will see of a publication, in the real templates, for any revision. Staff only, kept nowhere."""

from datetime import datetime

from django.utils import timezone

from articles.desk.preview import as_if_published, private
from articles.desk.times import spelled_out
from articles.reports.contents import ReportReferences
from articles.reports.door import REPORTS
from articles.reports.models import PublishedReport, ReportRevision
from articles.reports.projection import project
from articles.reports.site import gone, pages
from articles.site.pagecache import set_clock


def row_of(
    revision: ReportRevision, *, at: datetime, significance: str = "", change_note: str = ""
) -> PublishedReport:
    """The unsaved row that publishing `revision` at `at` (UTC) would make."""
    entry = as_if_published(REPORTS, revision, at, significance=significance, change_note=change_note)
    return project(entry, revision.content, ReportReferences.load([revision.content]))[0]


def preview_page(request, revision: ReportRevision, *, at: datetime | None = None, **options):
    """The publication's page as readers would get it at `at` (UTC, default now). `options` are those of row_of."""
    at = at or timezone.now()
    set_clock(request)
    label = f"Revision {revision.number}, as it would be on {spelled_out(at)}."
    return private(pages.page_of(request, row_of(revision, at=at, **options), preview={"label": label}))


def gone_page(request, report, *, reason: str):
    """The page that answers at the publication's address once it is withdrawn."""
    set_clock(request)
    last = report.publications.filter(withdrawn=False).order_by("live_from").last()
    title = last.revision.content["headline"] if last else report.headline
    path = last.path if last else "/"
    return private(
        gone.page(request, title, path, reason, preview={"label": "The page of the withdrawn publication."})
    )
