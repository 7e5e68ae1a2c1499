"""Two editors, one piece: the second save never overwrites the first, and loses nothing of what was typed."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import QueryDict

from articles.desk.trade import trade_of
from articles.models import Snapshot
from articles.publishing.revisions import READINGS, record, restore


@transaction.atomic
def rescue_stale_save(
    *, piece: Any, data: QueryDict, by, attached: Callable[[], dict] = dict
) -> Snapshot | None:
    """Call with the posted form before anything is saved, the piece's row being locked by it until the transaction
    ends. Where somebody else changed the piece since the form was made, the typed text is kept as a revision of the
    kind "conflict", which is given; None where nothing stands in the way of saving. `attached` keeps what came with the
    form as a file and gives it as content; it is asked only then."""
    piece = type(piece)._default_manager.select_for_update().get(pk=piece.pk)
    if piece.head is None or not is_stale(piece, data.get("based_on", "")):
        return None
    typed = trade_of(piece).form.content(data, READINGS[type(piece)].snapshot(piece)) | attached()
    if typed == piece.recorded.content:
        return None
    return record(
        piece,
        kind=Snapshot.Kind.CONFLICT,
        content=typed,
        by=by,
        why=f"Typed while revision {piece.recorded.number} was being saved",
    )


def is_stale(story, based_on: str) -> bool:
    """Whether the working copy (a story's or another piece's) says something else than the revision the form was made
    from."""
    if based_on == str(story.recorded.number):
        return False
    base = story.revisions.filter(number=int(based_on)).first() if based_on.isdecimal() else None
    return base is None or base.content != story.recorded.content


def take(*, article, revision, by):
    """Make the working copy say what this revision says. What it said stays in a revision of its own."""
    with transaction.atomic():
        story = type(article).objects.select_for_update().get(pk=article.pk)
        restored = restore(story, revision, by=by)
    article.refresh_from_db()
    return restored
