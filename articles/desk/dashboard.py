"""The desk's first page: what waits, what is next, what is mine, what is flagged, of stories and every other kind of piece
together. Each list is short and cheap."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.text import capfirst

from articles.desk import workflow
from articles.desk.trade import STORY, TRADES, Trade, trade_of
from articles.models import Article, LedgerEntry, Significance, Status
from articles.publishing.projection import MOST_SEGMENTS

MOST = 6
LOOKED_THROUGH = 2000  # of the user's own pieces: no index knows which of them are open
OPEN = [Status.DRAFT, Status.IN_REVIEW, Status.APPROVED]


@dataclass(frozen=True)
class Line:
    """One piece in a block: what is said of it and, but for what is flagged, since or from when."""

    piece: Any
    note: str
    when: datetime | None = None

    @property
    def address(self) -> str:
        return trade_of(self.piece).address("change", self.piece.pk)


@dataclass(frozen=True)
class Block:
    """`none` stands where there is no line; `more` are the lists that hold all of them: {"label", "address"}."""

    title: str
    lines: list[Line]
    none: str
    more: list[dict] = field(default_factory=list)


def kinds_of(user) -> list[Trade]:
    """The kinds of piece the user works with."""
    return [
        trade
        for trade in TRADES.values()
        if any(workflow.may(user, deed, trade.model) for deed in ("view", "change"))
    ]


def entrances(user) -> list[dict]:
    """Where the user begins a piece of each kind ("" where they may not), and where all of them are."""
    return [
        {
            "plural": trade.plural,
            "begin": trade.begin,
            "add": trade.address("add") if workflow.may(user, "add", trade.model) else "",
            "all": trade.address("changelist"),
        }
        for trade in kinds_of(user)
    ]


def dashboard(user, now: datetime) -> list[Block]:
    """The blocks this user has a use for, at `now` (UTC). At most six queries for each kind of piece, and one; each by an
    index."""
    kinds = kinds_of(user)

    def those_who_may(deed: str) -> list[Trade]:
        return [trade for trade in kinds if workflow.may(user, deed, trade.model)]

    blocks = []
    if reviewed := those_who_may(workflow.REVIEW):
        blocks.append(_in_state("Waiting for review", "Nothing waits.", reviewed, Status.IN_REVIEW, user))
    if published := those_who_may(workflow.PUBLISH):
        blocks.append(_in_state("Approved, not yet public", "Nothing.", published, Status.APPROVED, user))
    if edited := those_who_may(workflow.EDIT_ANY):
        blocks.append(Block("Next on the clock", next_on_the_clock(edited, now), "Nothing is scheduled."))
    if kinds:
        mine = [piece for trade in kinds for piece in _own(trade, user)]
        none = "Nothing of yours is open."
        blocks.append(Block("Mine, not yet public", _newest(mine), none, _all_of(kinds, "?whose=mine")))
    if STORY in edited:
        flagged = [Line(story, _flags(story)) for story in _pieces(STORY, user).filter(flagged=True)[:MOST]]
        blocks.append(Block("Flagged", flagged, "Nothing is flagged.", _all_of([STORY], "?flag=any")))
    return blocks


def next_on_the_clock(kinds: list[Trade], now: datetime) -> list[Line]:
    """What is published, updated or withdrawn next after `now` (UTC), soonest first. Two queries for each kind."""
    entries = [(entry, trade) for trade in kinds for entry in _coming(trade, now)]
    entries.sort(key=lambda pair: pair[0].live_from)
    return [
        Line(getattr(entry, trade.door.piece), _note(trade, _change(entry)), entry.live_from)
        for entry, trade in entries[:MOST]
    ]


def _coming(trade: Trade, now: datetime) -> list[LedgerEntry]:
    """Found by the public side's index of times. A row that only begins because a picture's rights end is nothing that
    was scheduled."""
    door = trade.door
    rows = door.rows._default_manager.filter(live_from__gt=now).order_by("live_from", "id")
    numbers = [
        row // MOST_SEGMENTS
        for row in rows.values_list("pk", flat=True)[: MOST * 10]
        if not row % MOST_SEGMENTS
    ][:MOST]
    found = (
        door.ledger._default_manager.select_related(door.piece).defer(f"{door.piece}__body").in_bulk(numbers)
    )
    return [found[number] for number in numbers if number in found]


def _change(entry: LedgerEntry) -> str:
    if entry.withdrawn:
        return "withdrawal"
    return "" if entry.significance == Significance.FIRST else "update"


def _in_state(title: str, none: str, kinds: list[Trade], status: Status, user) -> Block:
    found = [piece for trade in kinds for piece in _pieces(trade, user).filter(status=status)[:MOST]]
    return Block(title, _newest(found), none, _all_of(kinds, f"?state={status.value}"))


def _own(trade: Trade, user) -> list[Any]:
    own = trade.model._default_manager.filter(created_by=user.pk).order_by("-pk").values_list("pk", flat=True)
    return list(_pieces(trade, user).filter(pk__in=list(own[:LOOKED_THROUGH]), status__in=OPEN)[:MOST])


def _pieces(trade: Trade, user) -> QuerySet[Any]:
    pieces: QuerySet[Any] = trade.model._default_manager.filter(workflow.seen_by(user, trade.model))
    return pieces.defer("body")


def _newest(pieces: list[Any]) -> list[Line]:
    """The pieces that were changed last, whatever their kind."""
    pieces = sorted(pieces, key=lambda piece: piece.changed_at, reverse=True)[:MOST]
    return [
        Line(piece, _note(trade_of(piece), piece.get_status_display().lower()), piece.changed_at)
        for piece in pieces
    ]


def _note(trade: Trade, words: str) -> str:
    """What is no story says what it is."""
    kind = [] if trade is STORY else [trade.noun]
    return capfirst(", ".join(filter(None, [*kind, words])))


def _flags(story: Article) -> str:
    return ", ".join([*story.marks, *(["source changed"] if story.source_changed_at else [])])


def _all_of(kinds: list[Trade], asked: str) -> list[dict]:
    return [
        {"label": f"All these {trade.plural}", "address": f"{trade.address('changelist')}{asked}"}
        for trade in kinds
    ]
