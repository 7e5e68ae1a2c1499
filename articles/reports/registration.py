"""Where publications meet the rest of the newsroom."""

from articles.desk.trade import TRADES
from articles.publishing.edition import also_scheduled
from articles.publishing.rebuild import Projected, also_projected
from articles.publishing.revisions import READINGS, Reading
from articles.reports import contents
from articles.reports.desk.trade import PUBLICATION
from articles.reports.door import REPORTS, using
from articles.reports.models import PublishedReport, Report
from articles.reports.site.around import PUBLICATIONS
from articles.site import features


def register() -> None:
    TRADES[Report] = PUBLICATION
    READINGS[Report] = Reading(contents.snapshot, contents.apply)
    also_scheduled(PublishedReport)
    also_projected(Projected(REPORTS, using))
    features.register(PUBLICATIONS)
