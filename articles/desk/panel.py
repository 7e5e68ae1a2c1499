"""The top of a piece's form: what is live, what differs, what is scheduled, what is missing, what may be done."""

from datetime import datetime

from django.db.models import QuerySet

from articles.desk import workflow
from articles.desk.timeline import Timeline, ends, timeline_at
from articles.desk.times import spelled_out
from articles.desk.trade import trade_of
from articles.desk.verbs import Situation, offered
from articles.models import Snapshot

NEWEST = 8
SENT_BACK = "Changes requested: "


def panel(article, user, now: datetime) -> dict:
    """Everything the panel shows of a saved story at `now` (UTC), in a fixed number of queries."""
    timeline = timeline_at(article, now)
    situation = Situation(article, user, now, timeline)
    trade, content = trade_of(article), article.recorded.content
    contents = [content, *([timeline.live.revision.content] if timeline.live else [])]
    references = trade.load(contents)
    newest = list(revisions_of(article)[:NEWEST])
    return {
        "article": article,
        "trade": trade,
        "state": situation.state,
        "timeline": timeline,
        "live_since": spelled_out(timeline.live.live_from) if timeline.live else "",
        "live_until": _until(timeline),
        "gone_since": spelled_out(timeline.tombstone.live_from) if timeline.tombstone else "",
        "differences": trade.differences(contents[1], content, references) if timeline.live else [],
        "scheduled": [
            {"publication": entry, "when": spelled_out(entry.live_from), "cancel": _cancel(article, entry)}
            for entry in timeline.coming
        ],
        "may_cancel": situation.has(workflow.PUBLISH),
        "problems": trade.problems(content, now, references),
        "approved": situation.approved,
        "buttons": offered(situation),
        "sent_back": _sent_back(article, newest),
        "newest": newest,
        "may_take": workflow.may_edit(user, article),
        "source_revision": article.source_revision if getattr(article, "source_changed_at", None) else None,
    }


def revisions_of(article) -> QuerySet:
    """The article's revisions, newest first, without their contents."""
    return article.revisions.defer("content")


def _until(timeline: Timeline) -> str:
    """When the story goes without anything taking its place; what replaces it is told as scheduled."""
    end = ends(timeline.live) if timeline.live else None
    replaced = any(entry.live_from == end for entry in timeline.coming)
    return spelled_out(end) if end and not replaced else ""


def _cancel(article, publication) -> str:
    return trade_of(article).address("cancel", article.pk, publication.pk)


def _sent_back(article, newest: list) -> Snapshot | None:
    """The request for changes that a draft came back with, unless it was handed in again since."""
    if article.status != "draft":
        return None
    for revision in newest:
        if revision.why.startswith(SENT_BACK):
            return revision
        if revision.why.startswith(("Submitted", "Approved")):
            return None
    return None
