"""Publications on both sides of the door. In code one is a Report: a Publication is an entry of the stories' ledger."""

from articles.reports.models.downloads import DownloadCount
from articles.reports.models.file import ReportFile
from articles.reports.models.kind import ReportKind
from articles.reports.models.ledger import ReportPictureUse, ReportPublication, ReportRevision
from articles.reports.models.published import PublishedReport, ReportPlace
from articles.reports.models.report import Report, ReportByline, ReportStory

__all__ = [
    "DownloadCount",
    "PublishedReport",
    "Report",
    "ReportByline",
    "ReportFile",
    "ReportKind",
    "ReportPictureUse",
    "ReportPlace",
    "ReportPublication",
    "ReportRevision",
    "ReportStory",
]
