"""Signed notes that readers carry: how old a form is, and which comment a letter confirms (Django's signing)."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing

QUICKEST = 3  # seconds in which nobody reads and sends a form
OLDEST = 6 * 3600  # seconds that a form may lie open
LETTER_LASTS = timedelta(days=3)
_FORM, _LETTER, _AGAIN = (f"articles.comments.{name}" for name in ("form", "letter", "again"))


@dataclass(frozen=True)
class Ticket:
    """A form's number, and when it was handed out. A number is good for one comment."""

    number: str
    signed: str
    age: float

    @property
    def too_fresh(self) -> bool:
        return self.age < QUICKEST

    @property
    def too_old(self) -> bool:
        return self.age > OLDEST


def new_ticket(article_id: int, now: datetime) -> Ticket:
    number = secrets.token_hex(8)
    signed = signing.dumps([article_id, number, int(now.timestamp())], salt=_FORM)
    return Ticket(number, signed, 0.0)


def read_ticket(signed: str, article_id: int, now: datetime) -> Ticket | None:
    """The form's ticket; None for one that is not ours or is another story's."""
    said = _read(signed, _FORM)
    if said is None or said[0] != article_id:
        return None
    return Ticket(said[1], signed, now.timestamp() - said[2])


def letter_key(comment_id: int, number: str, now: datetime) -> str:
    """What the link in a letter carries. It works until LETTER_LASTS is over, and while the comment is unconfirmed."""
    return signing.dumps([comment_id, number, int(now.timestamp())], salt=_LETTER)


def read_letter_key(signed: str, now: datetime) -> tuple[int, str] | None:
    """(comment, number of its form), or None where the link is not ours or is too old."""
    said = _read(signed, _LETTER)
    if said is None or now.timestamp() - said[2] > LETTER_LASTS.total_seconds():
        return None
    return said[0], said[1]


def again_key(comment_id: int) -> str:
    """What lets its writer have the letter sent again, and nothing else."""
    return signing.dumps(comment_id, salt=_AGAIN)


def read_again_key(signed: str) -> int | None:
    try:
        return signing.loads(signed, salt=_AGAIN, max_age=LETTER_LASTS)
    except signing.BadSignature:
        return None


def _read(signed: str, salt: str) -> list | None:
    try:
        return signing.loads(signed, salt=salt)
    except signing.BadSignature:
        return None
