"""The desk's decisions on comments, and the one place that says which comments the public reads."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles.comments import learning
from articles.comments.models import Comment, Report, State, Thread
from articles.comments.words import LONGEST_NAME, LONGEST_TEXT, clean_name, clean_text
from articles.publishing.edition import raise_edition

LEARNT_FROM: dict[str, str] = {State.APPROVED: learning.HAM, State.SPAM: learning.SPAM}
DECISIONS = (State.APPROVED, State.REJECTED, State.SPAM)
NEWSROOM = "The newsroom"


class Refused(Exception):
    """It can't be done; the message says why, in words for an editor."""


@dataclass
class Decided:
    """How many comments a decision reached. `unconfirmed` were approved but wait until their address is confirmed:
    their writers are to be sent the letter again."""

    count: int
    unconfirmed: list[Comment]


@transaction.atomic
def decide(*, comments: Iterable[int], to: str, by) -> Decided:
    """Approve, reject or call spam, learn from it, and settle what was reported. Erased ones stay erased."""
    if to not in DECISIONS:
        raise ValueError(f"“{to}” is no decision.")
    found = list(
        Comment.objects.select_for_update(of=("self",))
        .select_related("correspondent")
        .filter(pk__in=list(comments))
        .exclude(state=State.ERASED)
    )
    unconfirmed, hid = [], False
    for comment in found:
        learning.learn(comment, LEARNT_FROM.get(to, ""))
        waits = to == State.APPROVED and comment.to_be_confirmed
        comment.state = State.UNCONFIRMED if waits else to
        comment.decided_at, comment.decided_by = timezone.now(), by
        comment.report_count, comment.flagged = 0, False
        hid |= comment.shown and comment.state != State.APPROVED
        comment.shown &= comment.state == State.APPROVED
        if waits:
            unconfirmed.append(comment)
    Report.objects.filter(comment__in=found).delete()
    Comment.objects.bulk_update(
        found, ["state", "shown", "learnt", "decided_at", "decided_by", "report_count", "flagged"]
    )
    settle(found, hid=hid)
    return Decided(len(found), unconfirmed)


@transaction.atomic
def reply(*, to: Comment, text: str, by) -> Comment:
    """The newsroom's answer, public at once. Raises Refused."""
    if not to.shown or to.state != State.APPROVED:
        raise Refused("Only a comment that readers see can be answered. Approve it first.")
    words = clean_text(text)
    if not words or len(words) > LONGEST_TEXT:
        raise Refused(f"An answer has between 1 and {LONGEST_TEXT:,} characters.")
    now = timezone.now()
    answer = Comment.objects.create(
        thread_id=to.thread_id,
        parent_id=to.root_id,
        created_at=now,
        root_at=to.root_at,
        from_newsroom=True,
        written_by=by,
        name=clean_name(by.get_full_name())[:LONGEST_NAME] or NEWSROOM,
        text=words,
        state=State.APPROVED,
        decided_at=now,
        decided_by=by,
    )
    settle([answer])
    answer.refresh_from_db()
    return answer


@transaction.atomic
def set_switch(*, article_id: int, switch: str) -> None:
    """Open or close the comments of one story by hand, or leave it to its section."""
    Thread.objects.update_or_create(article_id=article_id, defaults={"switch": Thread.Switch(switch)})
    raise_edition()


def settle(changed: Iterable[Comment], *, hid: bool = False) -> None:
    """Bring `shown` and the threads' counts in step with the states, and raise the edition where readers see another
    thing now. Call inside the transaction that changed the states; `hid` is that it took something from view
    itself.

    A comment shows when it is approved and what it answers shows or was erased; of an erased one the place stays while
    an answer to it shows."""
    branches = {comment.root_id for comment in changed}
    family = list(
        Comment.objects.filter(Q(pk__in=branches) | Q(parent__in=branches)).only(
            "pk", "parent_id", "thread_id", "state", "shown"
        )
    )
    states = {comment.pk: comment.state for comment in family}
    answered = {comment.parent_id for comment in family if comment.state == State.APPROVED}
    turned: dict[bool, list[int]] = {True: [], False: []}
    for comment in family:
        shows = _shows(comment, states, answered)
        if shows != comment.shown:
            turned[shows].append(comment.pk)
    for shows, numbers in turned.items():
        if numbers:
            Comment.objects.filter(pk__in=numbers).update(shown=shows)
    if hid or turned[True] or turned[False]:
        count_again({comment.thread_id for comment in family})
        raise_edition()


def count_again(threads: Iterable[int]) -> None:
    for thread in threads:
        shown = Comment.objects.filter(thread=thread, shown=True, state=State.APPROVED).count()
        Thread.objects.filter(pk=thread).update(shown_count=shown)


def _shows(comment: Comment, states: dict[int, str], answered: set[int | None]) -> bool:
    if comment.state == State.ERASED:
        return comment.pk in answered
    if comment.state != State.APPROVED:
        return False
    return comment.parent_id is None or states.get(comment.parent_id) in (State.APPROVED, State.ERASED)
