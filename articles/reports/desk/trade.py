"""Publications among the desk's kinds of piece."""

from articles.desk.trade import Trade
from articles.reports.contents import ReportReferences
from articles.reports.desk.checklist import problems
from articles.reports.desk.differences import differences
from articles.reports.desk.preview import gone_page, preview_page
from articles.reports.desk.typed import REPORT_FORM
from articles.reports.door import REPORTS
from articles.reports.models import Report

PUBLICATION = Trade(
    model=Report,
    noun="publication",
    plural="publications",
    begin="Add a publication",
    door=REPORTS,
    form=REPORT_FORM,
    problems=problems,
    differences=differences,
    load=ReportReferences.load,
    preview_page=preview_page,
    gone_page=gone_page,
)
