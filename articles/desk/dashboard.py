"""The desk's first page: what waits, what is next, what is mine, what is flagged. Each list is short and cheap."""

from datetime import datetime

from django.db.models import Q

from articles.desk import workflow
from articles.models import Article, Publication, Status

MOST = 6
LOOKED_THROUGH = 2000  # stories changed last, among which flagged ones are looked for: no index knows them


def dashboard(user, now: datetime) -> dict:
    """The blocks this user has a use for, at `now` (UTC). Four queries at most."""
    stories = Article.objects.filter(workflow.seen_by(user)).select_related("section").defer("body")
    mine = Article.objects.order_by().filter(created_by=user.pk)
    mine = mine.filter(status__in=[Status.DRAFT, Status.IN_REVIEW, Status.APPROVED])
    blocks = {"mine": list(stories.filter(pk__in=mine.values("pk"))[:MOST])}
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
        newest = Article.objects.order_by("-changed_at", "-id").values("pk")[:LOOKED_THROUGH]
        blocks["flagged"] = list(stories.filter(flagged(), pk__in=newest)[:MOST])
    return blocks


def flagged() -> Q:
    """What an editor should look at: an import lacked something, or the source changed its story."""
    return ~Q(marks=[]) | Q(source_changed_at__isnull=False)
