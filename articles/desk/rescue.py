"""Automatic saves: a copy of what is being typed, kept beside the working copy of a story or another piece and never in
it."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from articles.desk.trade import Trade, trade_of
from articles.models import Snapshot
from articles.publishing.revisions import READINGS, record

EVERY = timedelta(minutes=1)  # at most, for each editor and piece


@transaction.atomic
def autosave(*, piece: Any, data: QueryDict, by) -> Snapshot | None:
    """Keep what the form says now. None when it is what is kept already, or the last copy is less than a minute old."""
    type(piece)._default_manager.select_for_update().only("pk").get(pk=piece.pk)
    mine = piece.revisions.filter(kind=Snapshot.Kind.AUTOSAVE, by=by).first()
    if mine and timezone.now() - mine.created_at < EVERY:
        return None
    saved, typed = _saved_and_typed(piece, data)
    if typed == saved or (mine and mine.content == typed):
        return None
    return record(piece, kind=Snapshot.Kind.AUTOSAVE, content=typed, by=by, why="While typing")


@transaction.atomic
def rescue(*, piece: Any, data: QueryDict, by) -> Snapshot:
    """Keep a copy that lay in the editor's browser, so that it can be compared with the working copy and taken."""
    typed = _saved_and_typed(piece, data)[1]
    return record(
        piece, kind=Snapshot.Kind.AUTOSAVE, content=typed, by=by, why="From the copy in the browser"
    )


@transaction.atomic
def rescue_new(*, trade: Trade, data: QueryDict, by) -> Any:
    """A draft from the browser's copy of a piece that was never saved."""
    typed = trade.form.content(data, trade.form.blank)
    piece = trade.model(created_by=by)
    piece.save()
    READINGS[trade.model].apply(piece, typed | {"headline": typed["headline"] or "Untitled"})
    record(piece, by=by, why="From the copy in the browser")
    return piece


def _saved_and_typed(piece: Any, data: QueryDict) -> tuple[dict, dict]:
    saved = READINGS[type(piece)].snapshot(piece)
    return saved, trade_of(piece).form.content(data, saved)
