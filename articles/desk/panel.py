"""The top of the article's form: what is live, what differs, what is scheduled, what is missing, what may be done."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from articles.desk import checklist, workflow
from articles.desk.differences import differences
from articles.desk.timeline import Timeline, ends, timeline_at
from articles.desk.times import spelled_out
from articles.desk.verbs import Situation, offered
from articles.models import Article, Revision
from articles.publishing.references import References

NEWEST = 8
SENT_BACK = "Changes requested: "


def panel(article: Article, user, now: datetime) -> dict:
    """Everything the panel shows of a saved story at `now` (UTC), in a fixed number of queries."""
    timeline = timeline_at(article, now)
    situation = Situation(article, user, now, timeline)
    content = article.recorded.content
    contents = [content, *([timeline.live.revision.content] if timeline.live else [])]
    references = References.load(contents)
    newest = list(revisions_of(article)[:NEWEST])
    return {
        "article": article,
        "state": situation.state,
        "timeline": timeline,
        "live_since": spelled_out(timeline.live.live_from) if timeline.live else "",
        "live_until": _until(timeline),
        "gone_since": spelled_out(timeline.tombstone.live_from) if timeline.tombstone else "",
        "differences": differences(contents[1], content, references) if timeline.live else [],
        "scheduled": [
            {"publication": entry, "when": spelled_out(entry.live_from), "cancel": _cancel(article, entry)}
            for entry in timeline.coming
        ],
        "may_cancel": situation.has(workflow.PUBLISH),
        "problems": checklist.problems(content, now, references),
        "approved": situation.approved,
        "buttons": offered(situation),
        "sent_back": _sent_back(article, newest),
        "newest": newest,
        "may_take": workflow.may_edit(user, article),
        "source_revision": article.source_revision if article.source_changed_at else None,
    }


def revisions_of(article: Article) -> QuerySet[Revision]:
    """The article's revisions, newest first, without their contents."""
    return article.revisions.defer("content")


def _until(timeline: Timeline) -> str:
    """When the story goes without anything taking its place; what replaces it is told as scheduled."""
    end = ends(timeline.live) if timeline.live else None
    replaced = any(entry.live_from == end for entry in timeline.coming)
    return spelled_out(end) if end and not replaced else ""


def _cancel(article: Article, publication) -> str:
    return reverse("admin:articles_article_cancel", args=[article.pk, publication.pk])


def _sent_back(article: Article, newest: list[Revision]) -> Revision | None:
    """The request for changes that a draft came back with, unless it was handed in again since."""
    if article.status != "draft":
        return None
    for revision in newest:
        if revision.why.startswith(SENT_BACK):
            return revision
        if revision.why.startswith(("Submitted", "Approved")):
            return None
    return None
