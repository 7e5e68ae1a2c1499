"""States, the moves between them, and the permission each move needs: the one table of the desk's rules."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone

from articles.desk.trade import TRADES
from articles.models import State, Status, Workpiece
from articles.publishing.ledger import DoorRefused

# Deeds. Each kind of piece has a permission of its own for each: see `permission`.
SUBMIT = "submit"
EDIT_ANY = "edit_any"
REVIEW = "review"
PUBLISH = "publish"
CURATE = "articles.curate_front"

# {from: {to: deed that needs a permission}}. A pair that is absent is not allowed. Withdrawn by the clock counts as withdrawn.
TRANSITIONS = {
    Status.DRAFT: {Status.IN_REVIEW: SUBMIT, Status.APPROVED: REVIEW},
    Status.IN_REVIEW: {Status.DRAFT: REVIEW, Status.APPROVED: REVIEW},
    Status.APPROVED: {
        Status.DRAFT: REVIEW,
        Status.IN_REVIEW: SUBMIT,
        Status.APPROVED: REVIEW,
        Status.PUBLISHED: PUBLISH,
    },
    Status.PUBLISHED: {Status.PUBLISHED: PUBLISH, Status.APPROVED: PUBLISH, Status.WITHDRAWN: PUBLISH},
    Status.WITHDRAWN: {Status.DRAFT: REVIEW},
}

IN_WORDS = {
    SUBMIT: "submit {plural} for review",
    EDIT_ANY: "edit the {plural} of others",
    REVIEW: "approve {plural} or request changes",
    PUBLISH: "publish, schedule or withdraw {plural}",
}


class NotReady(DoorRefused):
    """The story lacks something a publication needs. `problems` are all of them at once."""

    def __init__(self, problems: list):
        super().__init__(" ".join(problem.message for problem in problems))
        self.problems = problems


def status_at(article: Workpiece, now: datetime | None = None) -> Status:
    """The status from which a move starts at `now` (UTC): a story whose time ran out is a withdrawn one."""
    gone = article.state_at(now or timezone.now()) == State.WITHDRAWN
    return Status.WITHDRAWN if gone else Status(article.status)


def permission(kind: Workpiece | type[Workpiece], deed: str) -> str:
    """The permission for a deed, Django's own or one of ours, with this kind of piece: "articles.change_article"."""
    return f"{kind._meta.app_label}.{deed}_{kind._meta.model_name}"


def may(user, deed: str, kind: Workpiece | type[Workpiece]) -> bool:
    """Whether the user's role allows the deed with pieces of this kind."""
    return user.has_perm(permission(kind, deed))


def deed_to_move(origin: str, to: str) -> str | None:
    """The deed that this move is, or None where there is no such move."""
    return TRANSITIONS.get(Status(origin), {}).get(Status(to))


def require(user, deed: str, piece: Workpiece) -> None:
    """Raises PermissionDenied, saying in plain words what the user may not do."""
    if not may(user, deed, piece):
        plural = TRADES[type(piece)].plural
        raise PermissionDenied(f"Your role does not let you {IN_WORDS[deed].format(plural=plural)}.")


def check_move(article: Workpiece, to: Status, user) -> None:
    """Raises DoorRefused where the story's state has no such move, PermissionDenied where the user may not make it."""
    origin = status_at(article)
    deed = deed_to_move(origin, to)
    if deed is None:
        raise DoorRefused(
            f"What is “{origin.label.lower()}” can’t become “{Status(to).label.lower()}” from there."
        )
    require(user, deed, article)


def may_see(user, article: Workpiece) -> bool:
    """Contributors see their own stories in the desk, those who may edit any see all."""
    return may(user, EDIT_ANY, article) or article.created_by_id == user.pk


def may_edit(user, article: Workpiece) -> bool:
    """Contributors edit their own drafts; those who may edit any edit all, in any state."""
    if not may(user, "change", article):
        return False
    return may(user, EDIT_ANY, article) or (
        article.created_by_id == user.pk and article.status == Status.DRAFT
    )


def seen_by(user, kind: type[Workpiece]) -> Q:
    """The condition beside may_see, for lists."""
    return Q() if may(user, EDIT_ANY, kind) else Q(created_by=user.pk)


def is_approved(article) -> bool:
    """Whether somebody approved exactly what the working copy says. Approval is of a revision, not of a story."""
    if article.approved_id is None or article.head_id is None:
        return False
    approved = article.approved
    return approved is None or approved.pk == article.head_id or approved.content == article.recorded.content
