"""What stands around every page: masthead, navigation, "Latest" and "Trending". Read once an edition by a process."""

from dataclasses import dataclass
from datetime import datetime

from articles.models.published import PublishedArticle
from articles.publishing.edition import EditionState
from articles.site import listing, sections, trending
from newsroom.masthead.models import Masthead

LATEST = 7


@dataclass(frozen=True)
class Chrome:
    masthead: Masthead
    sections: sections.Sections
    latest: list[PublishedArticle]
    trending: list[PublishedArticle]
    trending_until: datetime


_memo: dict[str, Chrome] = {}  # one entry: the newest


def around(edition: EditionState, now: datetime) -> Chrome:
    """The frame for this edition and hour."""
    key = f"{edition.key}/{trending.hour_of(now)}"
    frame = _memo.get(key)
    if frame is None:
        frame = _load(now)
        _memo.clear()
        _memo[key] = frame
    return frame


def forget() -> None:
    """Drop what this process remembers: for tests."""
    _memo.clear()


def _load(now: datetime) -> Chrome:
    return Chrome(
        masthead=Masthead.current(),
        sections=sections.load(),
        latest=listing.read("front", now, size=LATEST).rows,
        trending=trending.rows(now),
        trending_until=trending.next_hour(now),
    )
