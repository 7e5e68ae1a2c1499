"""What is public and what is coming, read from the door's ledger for an editor's eyes."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from articles.models import FOREVER, LedgerEntry


@dataclass(frozen=True)
class Timeline:
    """A piece's entries of its ledger (LedgerEntry) around one moment. `current` may be a withdrawal's tombstone."""

    current: Any
    coming: list[Any] = field(default_factory=list)

    @property
    def live(self) -> Any:
        return self.current if self.current and not self.current.withdrawn else None

    @property
    def tombstone(self) -> Any:
        return self.current if self.current and self.current.withdrawn else None


def timeline_at(article, moment: datetime) -> Timeline:
    """What is in force at `moment` (UTC) and what begins after it, in order. One query."""
    if article.pk is None:
        return Timeline(None)
    entries = list(article.publications.filter(live_until__gt=moment).select_related("revision"))
    current = [entry for entry in entries if entry.live_from <= moment]
    return Timeline(
        current[-1] if current else None, [entry for entry in entries if entry.live_from > moment]
    )


def ends(publication: LedgerEntry) -> datetime | None:
    """When the publication's time is over, or None for one without an end."""
    return publication.live_until if publication.live_until < FOREVER else None
