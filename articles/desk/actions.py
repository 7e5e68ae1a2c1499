"""The desk's verbs, for a story (here `article`) or another piece that has a trade. Each takes `by=`, checks the table of workflow.py under a lock, keeps a revision that says what was
done, and writes the admin's log. `seen` is the number of the revision the person had before them: what somebody else
changed since then is never approved or published unseen.

All raise PermissionDenied (the role) or DoorRefused (the story's state), with words fit for an editor."""

from datetime import datetime

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from articles.desk import workflow
from articles.desk.times import briefly, spelled_out
from articles.desk.trade import trade_of
from articles.models import LedgerEntry, Snapshot, Status
from articles.publishing.ledger import DoorRefused
from articles.publishing.revisions import record


@transaction.atomic
def submit(*, article, by, seen: int | None = None) -> Snapshot:
    """Hand a draft in for review. Contributors hand in their own."""
    story = _locked(article, seen)
    workflow.check_move(story, Status.IN_REVIEW, by)
    if not workflow.may_edit(by, story):
        raise PermissionDenied("You can submit only your own drafts.")
    return _move(story, Status.IN_REVIEW, by, "Submitted for review")


@transaction.atomic
def request_changes(*, article, by, reason: str, seen: int | None = None) -> Snapshot:
    """Send a story back to its author with a reason."""
    story = _locked(article, seen)
    if not reason.strip():
        raise DoorRefused("Say what has to change: the author reads it.")
    workflow.check_move(story, Status.DRAFT, by)
    if workflow.status_at(story) == Status.WITHDRAWN:
        raise DoorRefused(f"A withdrawn {trade_of(story).noun} is reopened first.")
    story.approved = None
    return _move(story, Status.DRAFT, by, f"Changes requested: {reason.strip()}")


@transaction.atomic
def approve(*, article, by, seen: int | None = None) -> Snapshot:
    """Approve what the working copy says now. A live story stays live: what is approved is its update."""
    return _approve(_locked(article, seen), by)


@transaction.atomic
def reopen(*, article, by, seen: int | None = None) -> Snapshot:
    """Make a withdrawn story a draft again. Readers still see that it was withdrawn."""
    story = _locked(article, seen)
    if workflow.status_at(story) != Status.WITHDRAWN:
        raise DoorRefused(f"Only a withdrawn {trade_of(story).noun} can be reopened.")
    workflow.check_move(story, Status.DRAFT, by)
    story.approved = None
    return _move(story, Status.DRAFT, by, "Reopened")


@transaction.atomic
def publish(
    *,
    article,
    by,
    at: datetime | None = None,
    significance: str = "",
    change_note: str = "",
    also_approve: bool = False,
    seen: int | None = None,
) -> LedgerEntry:
    """Make the working copy public now, or at `at` (aware, in the future). `also_approve`: somebody who may do both
    does both in one step, recorded as both. NotReady lists everything the story lacks."""
    story = _locked(article, seen)
    workflow.require(by, workflow.PUBLISH, story)
    _in_the_future(at)
    if missing := trade_of(story).problems(story.recorded.content, at or timezone.now()):
        raise workflow.NotReady(missing)
    if not workflow.is_approved(story):
        if not also_approve:
            raise DoorRefused(
                f"Nobody has approved what the {trade_of(story).noun} says now. Have it approved first."
            )
        _approve(story, by)
    workflow.check_move(story, Status.PUBLISHED, by)
    update = story.publications.filter(withdrawn=False, live_from__lte=timezone.now()).exists()
    deed = "update" if update else "publication"
    why = f"Scheduled the {deed} for {briefly(at)}" if at else f"Made the {deed}"
    story.approved = record(story, by=by, why=f"{why}: {change_note}" if change_note else why)
    story.save(update_fields=["approved"])
    _take_down_marks(story)
    made = trade_of(story).door.publish(
        story.head, live_from=at, significance=significance, change_note=change_note.strip(), by=by
    )
    _log(story, by, f"Scheduled for {spelled_out(at)}." if at else f"Made public: {made.path}")
    article.refresh_from_db()
    return made


@transaction.atomic
def withdraw(*, article, by, reason: str, at: datetime | None = None, seen: int | None = None) -> LedgerEntry:
    """Take the story away now, or at `at` (aware, in the future). Readers are told `reason`."""
    story = _locked(article, seen)
    workflow.check_move(story, Status.WITHDRAWN, by)
    _in_the_future(at)
    tombstone = trade_of(story).door.withdraw(story, reason=reason, at=at, by=by)
    deed = f"Scheduled the withdrawal for {briefly(at)}" if at else f"Withdrew the {trade_of(story).noun}"
    record(story, by=by, why=f"{deed}: {reason.strip()}")
    _log(story, by, f"{deed}: {reason.strip()}")
    article.refresh_from_db()
    return tombstone


@transaction.atomic
def cancel_scheduled(*, article, by, publication: LedgerEntry) -> None:
    """Take back something scheduled that has not begun."""
    story = _locked(article, None)
    workflow.require(by, workflow.PUBLISH, story)
    if not story.publications.filter(pk=publication.pk).exists():
        raise DoorRefused(f"That belongs to another {trade_of(story).noun}.")
    what = "withdrawal" if publication.withdrawn else "publication"
    when = briefly(publication.live_from)
    trade_of(story).door.cancel(publication)
    story.refresh_from_db()
    record(story, by=by, why=f"Cancelled the {what} scheduled for {when}")
    _log(story, by, f"Cancelled the {what} scheduled for {when}.")
    article.refresh_from_db()


@transaction.atomic
def settle(*, article, by, seen: int | None = None) -> Snapshot:
    """An editor has dealt with what an import lacked or what changed at the source: the flags come down."""
    story = _locked(article, seen)
    workflow.require(by, workflow.EDIT_ANY, story)
    if not story.marks and not story.source_changed_at:
        raise DoorRefused("Nothing is flagged on this story.")
    story.marks, story.source_changed_at = [], None
    story.save(update_fields=["marks", "source_changed_at"])
    revision = record(story, by=by, why="Dealt with what was flagged")
    _log(story, by, "Dealt with what was flagged.")
    article.refresh_from_db()
    return revision


def after_edit(article, before: Snapshot | None, *, by) -> str:
    """What a save means for an approval; gives a sentence for the editor, or "". `before` was the head before the save."""
    changed = before is None or before.content != article.recorded.content
    if not changed or article.status != Status.APPROVED:
        return ""
    if workflow.may(by, workflow.REVIEW, article):
        article.approved = article.head
        article.save(update_fields=["approved"])
        return "You may approve, so the approval now covers your changes."
    article.status, article.approved = Status.IN_REVIEW, None
    article.save(update_fields=["status", "approved"])
    return f"The {trade_of(article).noun} had been approved. It was changed, so it is back in review."


def _approve(story, by) -> Snapshot:
    if story.status == Status.PUBLISHED and workflow.status_at(story) == Status.PUBLISHED:
        workflow.require(by, workflow.REVIEW, story)
        to = Status.PUBLISHED
    else:
        workflow.check_move(story, Status.APPROVED, by)
        to = Status.APPROVED
    revision = _move(story, to, by, "Approved")
    story.approved = revision
    story.save(update_fields=["approved"])
    return revision


def _locked(article, seen: int | None):
    """The story as it is now, held until the transaction ends. Refuses when it says something else than was seen."""
    story = type(article).objects.select_for_update().get(pk=article.pk)
    if story.head is None:
        record(story)
    if seen is None or story.recorded.number == seen:
        return story
    then = story.revisions.filter(number=seen).first()
    if then is None or then.content != story.recorded.content:
        who = story.recorded.by_name or "Somebody"
        raise DoorRefused(
            f"{who} changed this {trade_of(story).noun} at {briefly(story.recorded.created_at)}, after this page was made. "
            f"Nothing was done: look at the {trade_of(story).noun} as it is now and decide again."
        )
    return story


def _move(story, to: Status, by, why: str) -> Snapshot:
    story.status = to
    story.save(update_fields=["status", "approved"])
    revision = record(story, by=by, why=why)
    _log(story, by, f"{why}.")
    return revision


def _take_down_marks(story) -> None:
    """What an import lacked, it lacks no more."""
    if getattr(story, "marks", None):
        story.marks = []
        story.save(update_fields=["marks"])


def _in_the_future(at: datetime | None) -> None:
    if at is not None and at <= timezone.now():
        raise DoorRefused(f"{spelled_out(at)} is over. Choose a time to come, or do it now.")


def _log(story, by, message: str) -> None:
    LogEntry.objects.create(
        user_id=by.pk,
        content_type=ContentType.objects.get_for_model(type(story)),
        object_id=str(story.pk),
        object_repr=str(story)[:200],
        action_flag=CHANGE,
        change_message=message,
    )
