"""The buttons of a story: which verb may be done by whom in which state, what it asks, and what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.desk import actions, confirm_forms, workflow
from articles.desk.timeline import Timeline
from articles.models import State, Status


@dataclass(frozen=True)
class Situation:
    """One piece, one user, one moment (UTC): what the buttons depend on."""

    article: Any
    user: Any
    now: datetime
    timeline: Timeline

    @property
    def state(self) -> State:
        return self.article.state_at(self.now)

    @property
    def approved(self) -> bool:
        return workflow.is_approved(self.article)

    @property
    def changed(self) -> bool:
        """Whether the working copy says something else than what is public, or nothing is public."""
        live = self.timeline.live
        return live is None or live.revision.content != self.article.recorded.content

    def has(self, deed: str) -> bool:
        return workflow.may(self.user, deed, self.article)


@dataclass(frozen=True)
class Verb:
    """`deed` is what the user's role has to allow. `fits` says whether the story's state allows it; `run` does it with what the form's `arguments` give.
    In `explain`, {noun} becomes what the piece is called.
    `shows` is what the confirmation page shows readers will see: "story", "gone" or ""."""

    name: str
    label: str
    deed: str
    fits: Callable[[Situation], bool]
    run: Callable[..., object]
    done: str
    explain: str = ""
    update_label: str = ""
    form: type = confirm_forms.Nothing
    shows: str = ""
    direct: bool = False
    style: str = ""

    def may(self, situation: Situation) -> bool:
        """Whether this user may do it now: asked for the button, and again at the address behind it."""
        return situation.has(self.deed) and self.fits(situation)

    def label_in(self, situation: Situation) -> str:
        return self.update_label if self.update_label and situation.timeline.live else self.label


def _submit(situation: Situation) -> bool:
    return situation.article.status == Status.DRAFT and workflow.may_edit(situation.user, situation.article)


def _request_changes(situation: Situation) -> bool:
    return situation.article.status in (Status.IN_REVIEW, Status.APPROVED)


def _approve(situation: Situation) -> bool:
    open_states = (State.DRAFT, State.IN_REVIEW, State.APPROVED, State.SCHEDULED, State.LIVE)
    return situation.state in open_states and not situation.approved


def _publish(situation: Situation) -> bool:
    if situation.state == State.WITHDRAWN:
        return False
    return situation.changed and (situation.approved or situation.has(workflow.REVIEW))


def _withdraw(situation: Situation) -> bool:
    return situation.state == State.LIVE


def _schedule_withdrawal(situation: Situation) -> bool:
    return situation.state in (State.LIVE, State.SCHEDULED)


def _reopen(situation: Situation) -> bool:
    return situation.state == State.WITHDRAWN


def _settle(situation: Situation) -> bool:
    return any(getattr(situation.article, flag, None) for flag in ("marks", "source_changed_at"))


VERBS = {
    verb.name: verb
    for verb in [
        Verb(
            "submit",
            "Submit for review",
            workflow.SUBMIT,
            _submit,
            actions.submit,
            "Submitted for review.",
            direct=True,
        ),
        Verb(
            "approve",
            "Approve",
            workflow.REVIEW,
            _approve,
            actions.approve,
            "Approved.",
            direct=True,
        ),
        Verb(
            "publish",
            "Publish now…",
            workflow.PUBLISH,
            _publish,
            actions.publish,
            "Public now.",
            "From the moment you confirm, readers see this:",
            update_label="Publish update…",
            form=confirm_forms.PublishForm,
            shows="story",
        ),
        Verb(
            "schedule",
            "Schedule…",
            workflow.PUBLISH,
            _publish,
            actions.publish,
            "Scheduled.",
            "At the time you choose, readers see this:",
            update_label="Schedule update…",
            form=confirm_forms.ScheduleForm,
            shows="story",
        ),
        Verb(
            "request-changes",
            "Request changes…",
            workflow.REVIEW,
            _request_changes,
            actions.request_changes,
            "Sent back with your reason.",
            "The {noun} goes back to its author as a draft, with your reason on top.",
            form=confirm_forms.ReasonForm,
        ),
        Verb(
            "withdraw",
            "Withdraw…",
            workflow.PUBLISH,
            _withdraw,
            actions.withdraw,
            "Withdrawn.",
            "From the moment you confirm, its address answers with this page, and the {noun} is in no list:",
            form=confirm_forms.WithdrawForm,
            shows="gone",
            style="danger",
        ),
        Verb(
            "schedule-withdrawal",
            "Schedule withdrawal…",
            workflow.PUBLISH,
            _schedule_withdrawal,
            actions.withdraw,
            "The withdrawal is scheduled.",
            "From the time you choose, its address answers with this page, and the {noun} is in no list:",
            form=confirm_forms.ScheduleWithdrawalForm,
            shows="gone",
        ),
        Verb(
            "reopen",
            "Reopen as a draft",
            workflow.REVIEW,
            _reopen,
            actions.reopen,
            "It is a draft again; readers still see that it was withdrawn.",
            direct=True,
        ),
        Verb(
            "settle",
            "Flags are dealt with",
            workflow.EDIT_ANY,
            _settle,
            actions.settle,
            "The flags are down.",
            direct=True,
        ),
    ]
}


def offered(situation: Situation) -> list[dict]:
    """The buttons for this user now, in order; the story's next step stands out."""
    verbs = [verb for verb in VERBS.values() if verb.may(situation)]
    following = _next_step({verb.name for verb in verbs}, situation)
    return [
        {
            "name": verb.name,
            "label": verb.label_in(situation),
            "direct": verb.direct,
            "style": "main" if verb.name == following else verb.style,
        }
        for verb in verbs
    ]


def _next_step(names: set[str], situation: Situation) -> str:
    order = {
        State.DRAFT: ["submit", "approve", "publish"],
        State.IN_REVIEW: ["approve"],
        State.WITHDRAWN: ["reopen"],
    }.get(situation.state, ["publish", "approve"])
    return next((name for name in order if name in names), "")
