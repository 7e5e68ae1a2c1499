"""Everything of one address: handed out as values, or erased (GDPR, articles 15, 17 and 20)."""

import logging
from typing import Any

from django.db import transaction

from articles.comments import learning
from articles.comments.models import Comment, Correspondent, Report, State
from articles.comments.moderating import settle
from articles.comments.words import mail_key
from articles.models.published import PublishedArticle
from articles.site.frame import absolute
from articles.site.moments import machine_readable

log = logging.getLogger(__name__)
LEFT: dict[str, Any] = {
    "name": "",
    "text": "",
    "correspondent": None,
    "state": State.ERASED,
    "score": None,
    "reasons": [],
    "ticket": None,
    "report_count": 0,
    "flagged": False,
}


def export(mail: str) -> dict | None:
    """All that is kept of an address, ready for JSON; None where nothing is."""
    writer = Correspondent.objects.filter(mail=mail_key(mail)).first()
    if writer is None:
        return None
    comments = list(writer.comments.order_by("created_at", "pk"))
    paths = dict(
        PublishedArticle.objects.filter(article_id__in={comment.thread_id for comment in comments})
        .order_by("live_from")
        .values_list("article_id", "path")
    )
    return {
        "address": writer.mail,
        "confirmed_at": machine_readable(writer.confirmed_at) if writer.confirmed_at else None,
        "standing": writer.standing,
        "comments": [_said(comment, paths.get(comment.thread_id, "")) for comment in comments],
    }


def _said(comment: Comment, path: str) -> dict:
    return {
        "story": absolute(path) if path else None,
        "written_at": machine_readable(comment.created_at),
        "name": comment.name,
        "text": comment.text,
        "state": comment.state,
        "decided_at": machine_readable(comment.decided_at) if comment.decided_at else None,
        "spam_score": comment.score,
        "reasons": comment.reasons,
        "imported_from": comment.source or None,
    }


@transaction.atomic
def erase(mail: str, *, by) -> int:
    """Erase the address and all it wrote, what was learnt from it included. Answers how many comments went.

    Where others answered, and where a second import would bring the words back, an empty place stays."""
    writer = Correspondent.objects.select_for_update().filter(mail=mail_key(mail)).first()
    if writer is None:
        return 0
    comments = list(Comment.objects.select_for_update(of=("self",)).filter(correspondent=writer))
    for comment in comments:
        learning.learn(comment, "")
        for name, value in LEFT.items():
            setattr(comment, name, value)
    Report.objects.filter(comment__in=comments).delete()
    Comment.objects.bulk_update(comments, [*LEFT, "learnt"])
    settle(comments, hid=any(comment.shown for comment in comments))
    answered = set(Comment.objects.filter(parent__in=comments).values_list("parent", flat=True))
    gone = [each.pk for each in comments if not each.source_id and each.pk not in answered]
    Comment.objects.filter(pk__in=gone).delete()
    writer.delete()
    log.info("%s erased an address and its %d comments.", by, len(comments))
    return len(comments)
