"""The comments that readers see. The query behind a story's page is written out, as the story's own is
(articles.site.reading): it answers the switch, the count and the first comments at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.comments.models import Comment, State
from articles.models.published import PublishedArticle
from articles.publishing.edition import stored_moment
from newsroom.lib.text import excerpt

ON_STORY = 20  # comments under a story, before the link to the rest
ON_PAGE = 50

_FOUND = """
SELECT t.switch, t.shown_count, c.id, c.parent_id, c.name, c.text, c.created_at, c.state, c.from_newsroom
FROM comments_thread t LEFT JOIN comments_comment c ON c.thread_id = t.article_id AND c.shown
WHERE t.article_id = %s
ORDER BY c.root_at, COALESCE(c.parent_id, c.id), CASE WHEN c.parent_id IS NULL THEN 0 ELSE 1 END, c.created_at, c.id
LIMIT %s OFFSET %s
"""
_COUNTS = """
SELECT article_id, shown_count FROM comments_thread WHERE article_id IN ({numbers}) AND shown_count > 0
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A comment as a page shows it, with the answers to it that stand on the same page. Two that are equal look alike."""

    id: int
    parent_id: int | None
    name: str
    text: str
    created_at: datetime
    erased: bool
    from_newsroom: bool
    replies: tuple["Shown", ...] = ()


@dataclass(frozen=True)
class Found:
    """`count` are all that readers may see under the story; `branches` those of this page, in order. An answer whose
    own comment stands on the page before is a branch by itself."""

    switch: str = ""
    count: int = 0
    branches: tuple[Shown, ...] = ()
    more: bool = False

    @property
    def comments(self) -> list[Shown]:
        return [each for head in self.branches for each in (head, *head.replies) if not each.erased]


def comments_under(article_id: int, *, first: int = 0, most: int = ON_STORY) -> Found:
    """What stands under a story, oldest branch first, from the comment `first` on (counted from 0). One query. Whether
    the story itself may be read is for the caller to know."""
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, [article_id, most + 1, first])
        records = cursor.fetchall()
    if not records:
        return Found()
    rows = [_shown(record[2:]) for record in records if record[2] is not None]
    return Found(records[0][0], records[0][1], tuple(_branches(rows[:most])), more=len(rows) > most)


def counts_under(article_ids: Iterable[int]) -> dict[int, int]:
    """How many comments readers may see under these stories; those without any are left out. One query."""
    numbers = list(article_ids)
    if not numbers:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS.format(numbers=", ".join(["%s"] * len(numbers))), numbers)
        return dict(cursor.fetchall())


def _shown(record: Sequence) -> Shown:
    number, parent, name, text, created_at, state, from_newsroom = record
    return Shown(
        number, parent, name, text, stored_moment(created_at), state == State.ERASED, bool(from_newsroom)
    )


def _branches(rows: Iterable[Shown]) -> list[Shown]:
    branches: dict[int, list[Shown]] = {}
    for row in rows:
        branch = branches.get(row.parent_id) if row.parent_id else None
        if branch is None:
            branches[row.id] = [row]
        else:
            branch.append(row)
    return [replace(head, replies=tuple(rest)) for head, *rest in branches.values()]


def place_of(comment: Comment) -> int:
    """How many shown comments stand before it under its story. One query."""
    root = comment.root_id
    earlier = Q(root_at__lt=comment.root_at)
    same_time = Q(root_at=comment.root_at)
    before = earlier | (same_time & (Q(parent=None, pk__lt=root) | Q(parent__lt=root)))
    if comment.parent_id:
        older = Q(created_at__lt=comment.created_at) | Q(created_at=comment.created_at, pk__lt=comment.pk)
        before |= Q(pk=root) | (Q(parent=root) & older)
    return Comment.objects.filter(before, thread=comment.thread_id, shown=True).count()


def public(now: datetime) -> QuerySet[Comment]:
    """Comments that readers may read at `now` (UTC): shown, under a story that is live."""
    live = PublishedArticle.objects.live(now).filter(article_id=OuterRef("thread_id"))
    return Comment.objects.filter(Exists(live), shown=True, state=State.APPROVED)


def summary(text: str) -> str:
    return excerpt(text, 30)
