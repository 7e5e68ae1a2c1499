"""What readers do: write a comment, confirm its address, report another's."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from articles.comments import rates
from articles.comments.judging import Verdict, judge
from articles.comments.models import Comment, Correspondent, Mode, Report, State, Thread
from articles.comments.moderating import settle
from articles.comments.rules import Rules
from articles.comments.words import mail_key


@dataclass(frozen=True)
class Draft:
    """A comment as its form gave it: tidied, within the limits. `trap` is what the unseen field holds."""

    name: str
    mail: str
    text: str
    trap: str = ""


def write(
    draft: Draft, *, article_id: int, parent: Comment | None, ticket: str, rules: Rules, now: datetime
) -> tuple[Comment, bool]:
    """Keep a comment, and say whether it is new: a form sent twice is one comment. It is public only where
    `confirm` or the desk makes it so."""
    try:
        with transaction.atomic():
            return _keep(
                draft, article_id=article_id, parent=parent, ticket=ticket, rules=rules, now=now
            ), True
    except IntegrityError:
        found = Comment.objects.select_related("correspondent").filter(ticket=ticket).first()
        if found is None:
            raise
        return found, False


def _keep(draft: Draft, *, article_id, parent, ticket, rules, now) -> Comment:
    verdict = judge(name=draft.name, text=draft.text, rules=rules, trapped=bool(draft.trap))
    thread, _ = Thread.objects.get_or_create(article_id=article_id)
    correspondent, _ = Correspondent.objects.get_or_create(mail=mail_key(draft.mail))
    return Comment.objects.create(
        thread=thread,
        parent_id=parent.root_id if parent else None,
        root_at=parent.root_at if parent else now,
        created_at=now,
        correspondent=correspondent,
        name=draft.name,
        text=draft.text,
        ticket=ticket,
        state=_first_state(correspondent, verdict, rules),
        score=verdict.score,
        reasons=verdict.reasons,
    )


def _first_state(correspondent: Correspondent, verdict: Verdict, rules: Rules) -> State:
    """Anybody can type a trusted address. So what would show at once waits until a letter to it is answered."""
    if verdict.spam or correspondent.blocked:
        return State.SPAM
    if correspondent.confirmed_at is None or _at_once(correspondent, verdict, rules):
        return State.UNCONFIRMED
    return State.WAITING


def _at_once(correspondent: Correspondent, verdict: Verdict, rules: Rules) -> bool:
    return correspondent.trusted and rules.mode == Mode.TRUSTED and not verdict.held


@transaction.atomic
def confirm(comment_id: int, ticket: str, *, rules: Rules, now: datetime) -> Comment | None:
    """The writer has opened the letter and said yes: the address is confirmed, and the comment goes on its way. None
    where it is no longer there or was confirmed before."""
    comment = (
        Comment.objects.select_for_update(of=("self",))
        .select_related("correspondent")
        .filter(pk=comment_id, ticket=ticket, state=State.UNCONFIRMED)
        .first()
    )
    if comment is None or comment.correspondent is None:
        return None
    writer = comment.correspondent
    if writer.confirmed_at is None:
        writer.confirmed_at = now
        writer.save(update_fields=["confirmed_at"])
    verdict = judge(name=comment.name, text=comment.text, rules=rules)
    decided = comment.decided_at is not None  # the desk has approved it already
    comment.state = State.APPROVED if decided or _at_once(writer, verdict, rules) else State.WAITING
    comment.save(update_fields=["state"])
    settle([comment])
    return comment


@transaction.atomic
def report(comment: Comment, *, why: str, address: str, rules: Rules, now: datetime) -> bool:
    """Note a reader's complaint; as many as the rules say bring the comment before the desk. One address counts once for
    a comment; False where it had counted."""
    reporter = rates.hashed("reporter", address, now=now)
    _, new = Report.objects.get_or_create(
        comment=comment, reporter=reporter, defaults={"why": why, "made_at": now}
    )
    if new:
        row = Comment.objects.filter(pk=comment.pk)
        row.update(report_count=F("report_count") + 1)
        row.filter(report_count__gte=rules.flag_after).update(flagged=True)
    return new
