"""What goes through the door, whatever it is: publishing now, scheduling, updating and withdrawing are one operation on
a ledger, with other times. An entry is valid from `live_from` until `live_until`, and no job has to run for it."""

from abc import ABC, abstractmethod
from collections.abc import Set
from datetime import datetime
from typing import Any, Generic, TypeVar, cast

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.text import slugify

from articles.models import FOREVER, LedgerEntry, Significance, Snapshot, Status, Workpiece
from articles.publishing.edition import raise_edition
from newsroom.redirects.moves import keep_old_address

VISIBLE_UPDATES = {
    Significance.UPDATE,
    Significance.CORRECTION,
    Significance.CLARIFICATION,
    Significance.RETRACTION,
}
Entry = TypeVar("Entry", bound=LedgerEntry)


class DoorRefused(ValueError):
    """What was asked cannot be: the message says why in words for an editor."""


class Door(ABC, Generic[Entry]):
    """The door for one kind of piece. A kind says which ledger it has, and how its rows and their places in lists are
    written."""

    ledger: type[Entry]
    rows: type[Model]  # each of a `publication`, which is an entry of the ledger
    places: type[Model]  # each of a `row`
    piece: str  # the field of an entry, and of a revision, that names the piece
    noun: str  # what an editor calls it

    @abstractmethod
    def path_for(self, shown: datetime, content: dict, number: int) -> str:
        """The address of a piece by its content and its number. `shown` is its date."""

    def free_path(self, shown: datetime, content: dict, number: int) -> str:
        """The same, or with a number the first that no other piece has had."""
        others = self.ledger._default_manager.exclude(**{self.piece: number})
        return first_free(self.path_for(shown, content, number), others)

    @abstractmethod
    def write_rows(self, entries: list[Entry], *, fresh: bool = False) -> None:
        """Project these entries and make the public side say exactly that. `fresh`: there are no rows of them yet."""

    def write_anew(self, entries: list[Entry]) -> None:
        """write_rows, with all that a kind keeps beside its rows and leaves alone while it says the same."""
        self.write_rows(entries)

    def settle(self, piece: Any) -> None:
        """What a kind does once the times of the piece's entries stand. The piece is saved."""

    def cut_rows(self, entry: Entry, end: datetime) -> None:
        """End the entry's rows at `end`. They are cut, not projected again: what was read stays as it was read."""
        written = self.rows._default_manager.filter(publication=entry)
        written.filter(live_from__gte=end).delete()
        cut = written.filter(live_until__gt=end)
        self.places._default_manager.filter(row__in=cut.values("pk")).update(live_until=end)
        cut.update(live_until=end)

    @transaction.atomic
    def publish(
        self,
        revision: Snapshot,
        *,
        live_from: datetime | None = None,
        live_until: datetime | None = None,
        published_at: datetime | None = None,
        significance: str = "",
        change_note: str = "",
        by=None,
        by_name: str = "",
        path: str = "",
    ) -> Entry:
        """Make `revision` what the public reads from `live_from` (default now) until `live_until` (default: the piece's
        next scheduled publication or withdrawal, else without end). All times aware. What was in force before ends then.

        A time before now is taken only for a first publication: an archive keeps its dates, but no public record is
        rewritten. `published_at` is the date readers see (default: that of the first publication).
        Raises DoorRefused."""
        piece = self._locked(getattr(revision, f"{self.piece}_id"))
        timeline = list(piece.publications.all())
        now = timezone.now()
        live_from = live_from or now
        if timeline:
            live_from = max(live_from, now)
        live_until = live_until or next_scheduled(timeline, live_from, now)
        if live_until <= live_from:
            raise DoorRefused("The end has to come after the beginning.")
        self._make_room(timeline, live_from, live_until, now)
        first = timeline[0] if timeline else None
        significance = significance or (Significance.UPDATE if first else Significance.FIRST)
        shown = published_at or (shown_date(first, now) if first else None) or live_from
        entry = self.ledger(
            **{self.piece: piece},
            revision=revision,
            path=path or self.free_path(shown, revision.content, piece.pk),
            live_from=live_from,
            live_until=live_until,
            published_at=shown,
            updated_at=live_from if significance in VISIBLE_UPDATES else last_update(timeline, live_from),
            significance=significance,
            change_note=change_note,
            by=by,
            by_name=by_name or name_of(by),
        )
        self._commit(piece, entry, revision)
        piece.status = Status.PUBLISHED
        self._keep_dates(piece)
        return entry

    @transaction.atomic
    def withdraw(
        self, piece: Any, *, reason: str, at: datetime | None = None, by=None, by_name: str = ""
    ) -> Entry:
        """Take a piece away at `at` (aware; default now): from then its address answers 410 with `reason`. Anything
        scheduled after that moment is dropped, so that nothing brings it back unasked. Raises DoorRefused."""
        piece = self._locked(piece.pk)
        timeline = list(piece.publications.all())
        now = timezone.now()
        at = max(at or now, now)
        if not reason.strip():
            raise DoorRefused(f"Readers are told why a {self.noun} was withdrawn: give the reason.")
        before = [entry for entry in timeline if not entry.withdrawn and entry.live_from < at]
        if not before:
            raise DoorRefused(
                "There is nothing in public to withdraw at that time. Cancel what is scheduled instead."
            )
        if any(
            tomb.withdrawn and tomb.live_from <= at < tomb.live_until
            for tomb in timeline
            if tomb.live_from <= now
        ):
            raise DoorRefused(f"This {self.noun} is withdrawn already.")
        self._make_room(timeline, at, FOREVER, now)
        last = before[-1]
        tombstone = self.ledger(
            **{self.piece: piece},
            revision=last.revision,
            path=last.path,
            live_from=at,
            published_at=last.published_at,
            updated_at=last.updated_at,
            withdrawn=True,
            public_reason=reason.strip(),
            significance=Significance.WITHDRAWAL,
            by=by,
            by_name=by_name or name_of(by),
        )
        self._commit(piece, tombstone, last.revision)
        piece.status = Status.WITHDRAWN if at <= now else Status.PUBLISHED
        self._keep_dates(piece)
        return tombstone

    @transaction.atomic
    def cancel(self, entry: Entry) -> None:
        """Take back what is scheduled and has not begun. What it would have ended goes on. Raises DoorRefused."""
        piece = self._locked(getattr(entry, f"{self.piece}_id"))
        now = timezone.now()
        timeline = list(piece.publications.all())
        coming = next((each for each in timeline if each.pk == entry.pk), None)
        if coming is None or coming.live_from <= now:
            raise DoorRefused(
                "That has begun already and can’t be cancelled. Publish an update or withdraw instead."
            )
        before = next((each for each in timeline if each.live_until == coming.live_from), None)
        coming.delete()
        if before:
            before.live_until = coming.live_until
            before.save(update_fields=["live_until"])
            self.write_rows([before])
        if not piece.publications.filter(withdrawn=False).exists():
            piece.status = Status.APPROVED
        raise_edition()
        self._keep_dates(piece)

    def _keep_dates(self, piece: Any) -> None:
        keep_dates(piece)
        self.settle(piece)

    def _locked(self, number: int) -> Any:
        model = cast(type[Workpiece], self.ledger._meta.get_field(self.piece).related_model)
        return model._default_manager.select_for_update().get(pk=number)

    def _commit(self, piece: Any, entry: Entry, revision) -> None:
        entry.save(force_insert=True)
        entry.revision = revision  # type: ignore[attr-defined]  # of the concrete model
        self.write_rows([entry], fresh=True)
        for old in set(piece.publications.exclude(path=entry.path).values_list("path", flat=True)):
            keep_old_address(old_path=old, new_path=entry.path)
        raise_edition()

    def _make_room(self, timeline: list[Entry], begin: datetime, end: datetime, now: datetime) -> None:
        """End what is in force at `begin`, and drop what was to begin before `end` and has not begun."""
        for entry in list(timeline):
            if begin <= entry.live_from < end and entry.live_from > now:
                entry.delete()
                timeline.remove(entry)
            elif entry.live_from < begin < entry.live_until:
                entry.live_until = begin
                entry.save(update_fields=["live_until"])
                self.cut_rows(entry, begin)
            elif entry.live_from == begin < entry.live_until:
                # Begun at this very instant: it was in public for no time at all, and leaves no record.
                entry.delete()
                timeline.remove(entry)


def next_scheduled(timeline: list, begin: datetime, now: datetime) -> datetime:
    coming = [entry.live_from for entry in timeline if entry.live_from > max(begin, now)]
    return min(coming, default=FOREVER)


def shown_date(first: LedgerEntry, now: datetime) -> datetime | None:
    """The first publication's date; None when it was only ever scheduled, so that a new time gives a new date."""
    return first.published_at if first.live_from <= now else None


def last_update(timeline: list, before: datetime) -> datetime | None:
    return max(
        (entry.updated_at for entry in timeline if entry.updated_at and entry.live_from < before),
        default=None,
    )


def keep_dates(piece: Any) -> None:
    """What the desk's lists show: the newest stretch in public, and the date readers see."""
    timeline = list(piece.publications.all())
    shown = [entry for entry in timeline if not entry.withdrawn]
    if shown:
        stretch = shown[-1]
        piece.live_until = stretch.live_until
        for earlier in reversed(shown[:-1]):
            if earlier.live_until != stretch.live_from:
                break
            stretch = earlier
        piece.live_from, piece.published_at = stretch.live_from, shown[0].published_at
    else:
        piece.live_from, piece.live_until, piece.published_at = None, FOREVER, None
    piece.save(update_fields=["status", "live_from", "live_until", "published_at"])


def first_free(path: str, entries: QuerySet, taken: Set[str] = frozenset()) -> str:
    """The path itself, or with the first number that makes it one of its own: /…/slug-2/. Neither `entries` nor `taken`
    has it. Asked by the whole addresses, a few at once: no index answers what an address begins with on every
    database."""
    stem = path.rstrip("/")
    first = 1
    while True:
        candidates = [f"{stem}-{number}/" if number > 1 else path for number in range(first, first + 10)]
        used = {*taken, *entries.order_by().filter(path__in=candidates).values_list("path", flat=True)}
        for candidate in candidates:
            if candidate not in used:
                return candidate
        first += 10


def slug_of(content: dict, number: int) -> str:
    """The last word of a piece's address: what the desk chose, else made from the headline, else the piece's number."""
    return content["slug"] or slugify(content["headline"], allow_unicode=True) or str(number)


def name_of(user) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""
