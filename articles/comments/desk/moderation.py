"""The desk's verbs on comments, as the admin's pages call them: do it, have letters sent, say what was done."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles.comments import letters
from articles.comments.models import Comment, State
from articles.comments.moderating import DECISIONS, decide
from articles.models.published import PublishedArticle

MODERATE = "comments.moderate_comment"
ERASE = "comments.erase_comments"
VERBS = {"approve": State.APPROVED, "reject": State.REJECTED, "spam": State.SPAM}
assert set(VERBS.values()) == set(DECISIONS)  # noqa: S101  a slip here would be one of ours
DONE = {"approve": "approved", "reject": "rejected", "spam": "called spam"}


def require(user, permission: str) -> None:
    """Raises PermissionDenied."""
    if not user.has_perm(permission):
        raise PermissionDenied("Your role does not let you do this.")


def carry_out(request, verb: str, numbers: Iterable[int]) -> None:
    """Decide on these comments and tell the editor. Writers whose address is not confirmed get the letter again, since
    nobody's first comment shows before that."""
    require(request.user, MODERATE)
    decided = decide(comments=numbers, to=VERBS[verb], by=request.user)
    count = decided.count - len(decided.unconfirmed)
    if count:
        messages.success(request, f"{count} comment{'' if count == 1 else 's'} {DONE[verb]}.")
    if decided.unconfirmed:
        sent = send_letters(decided.unconfirmed)
        messages.warning(
            request,
            f"{len(decided.unconfirmed)} approved, but not shown yet: the address is to be confirmed first. "
            f"{sent} letter{'' if sent == 1 else 's'} sent.",
        )


def send_letters(comments: Iterable[Comment]) -> int:
    """Ask these writers to confirm, where their story is live. Answers how many letters went out."""
    comments, now = list(comments), timezone.now()
    rows = PublishedArticle.objects.live(now).filter(article_id__in={each.thread_id for each in comments})
    by_article = {row.article_id: row for row in rows}
    return sum(
        letters.ask_to_confirm(each, by_article[each.thread_id], now) == letters.SENT
        for each in comments
        if each.thread_id in by_article and each.ticket and each.correspondent
    )
