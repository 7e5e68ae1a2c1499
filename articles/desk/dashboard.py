"""The desk's first page: what waits, what is next, what is mine, what is flagged. Each list is short and cheap."""

from datetime import datetime

from django.db.models import Q

from articles.desk import workflow
from articles.models import Article, Publication, Status

MOST = 6


def dashboard(user, now: datetime) -> dict:
    """The blocks this user has a use for, at `now` (UTC). Four queries at most."""
    stories = Article.objects.filter(workflow.seen_by(user)).select_related("section").defer("body")
    blocks = {
        "mine": list(
            stories.filter(created_by=user.pk).exclude(status__in=[Status.PUBLISHED, Status.WITHDRAWN])[:MOST]
        )
    }
    if user.has_perm(workflow.REVIEW):
        blocks["waiting"] = list(stories.filter(status=Status.IN_REVIEW)[:MOST])
    if user.has_perm(workflow.PUBLISH):
        blocks["approved"] = list(stories.filter(status=Status.APPROVED)[:MOST])
    if user.has_perm(workflow.EDIT_ANY):
        blocks["scheduled"] = list(
            Publication.objects.filter(live_from__gt=now)
            .select_related("article")
            .defer("article__body")
            .order_by("live_from", "id")[:MOST]
        )
        blocks["flagged"] = list(stories.filter(flagged())[:MOST])
    return blocks


def flagged() -> Q:
    """What an editor should look at: an import lacked something, or the source changed its story."""
    return ~Q(marks=[]) | Q(source_changed_at__isnull=False)
