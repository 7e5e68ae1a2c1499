"""Made-up readers and what they write."""

from itertools import count

from django.utils import timezone

from articles.comments.models import Comment, Correspondent, State, Thread
from articles.comments.moderating import settle

_numbers = count(1)
# What a browser sends with a form of ours.
OURS = {"headers": {"Origin": "https://news.example", "Sec-Fetch-Site": "same-origin"}}


def make_correspondent(mail: str = "", *, confirmed: bool = True, **fields) -> Correspondent:
    return Correspondent.objects.create(
        mail=mail or f"reader{next(_numbers)}@mail.example",
        confirmed_at=timezone.now() if confirmed else None,
        **fields,
    )


def make_comment(article, *, state: str = State.APPROVED, parent: Comment | None = None, **fields) -> Comment:
    """A comment by somebody whose address is confirmed; approved and so public, if the story is."""
    number = next(_numbers)
    thread, _ = Thread.objects.get_or_create(article=article)
    at = fields.pop("created_at", timezone.now())
    comment = Comment.objects.create(
        **{
            "thread": thread,
            "parent": parent,
            "correspondent": fields.pop("correspondent", None) or make_correspondent(),
            "name": f"Reader {number}",
            "text": f"What reader {number} thinks.",
            "state": state,
            "created_at": at,
            "root_at": parent.root_at if parent else at,
            "ticket": f"ticket-{number}",
        }
        | fields
    )
    settle([comment])
    comment.refresh_from_db()
    return comment


def filled_in(**fields) -> dict:
    """What a reader types."""
    return {
        "name": "Ana Ruiz",
        "mail": "ana@mail.example",
        "text": "The tide tables disagree.\n\nSee https://tide.example/2026.",
        "topic": "",
    } | fields
