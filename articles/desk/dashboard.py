"""The desk's first page: what waits, what is next, what is mine, what is flagged. Each list is short and cheap."""

from datetime import datetime

from articles.desk import workflow
from articles.models import Article, Publication, PublishedArticle, Status
from articles.publishing.projection import MOST_SEGMENTS

MOST = 6
LOOKED_THROUGH = 2000  # of the user's own stories: no index knows which of them are open
OPEN = [Status.DRAFT, Status.IN_REVIEW, Status.APPROVED]


def dashboard(user, now: datetime) -> dict:
    """The blocks this user has a use for, at `now` (UTC). Seven queries at most, each by an index."""
    stories = Article.objects.filter(workflow.seen_by(user, Article)).select_related("section").defer("body")
    own = Article.objects.filter(created_by=user.pk).order_by("-pk").values_list("pk", flat=True)
    blocks: dict[str, list] = {
        "mine": list(stories.filter(pk__in=list(own[:LOOKED_THROUGH]), status__in=OPEN)[:MOST])
    }
    if workflow.may(user, workflow.REVIEW, Article):
        blocks["waiting"] = list(stories.filter(status=Status.IN_REVIEW)[:MOST])
    if workflow.may(user, workflow.PUBLISH, Article):
        blocks["approved"] = list(stories.filter(status=Status.APPROVED)[:MOST])
    if workflow.may(user, workflow.EDIT_ANY, Article):
        blocks["scheduled"] = next_on_the_clock(now)
        blocks["flagged"] = list(stories.filter(flagged=True)[:MOST])
    return blocks


def next_on_the_clock(now: datetime) -> list[Publication]:
    """What is scheduled after `now` (UTC), soonest first, found by the public side's index of times. A row that only
    begins because a picture's rights end is nothing that was scheduled."""
    rows = PublishedArticle.objects.filter(live_from__gt=now).order_by("live_from", "id")
    numbers = [
        row // MOST_SEGMENTS
        for row in rows.values_list("pk", flat=True)[: MOST * 10]
        if not row % MOST_SEGMENTS
    ]
    found = Publication.objects.select_related("article").defer("article__body").in_bulk(numbers[:MOST])
    return [found[number] for number in numbers if number in found]
