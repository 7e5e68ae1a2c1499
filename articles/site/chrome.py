"""What stands around every page: masthead, navigation, "Latest" and "Trending". Read once an edition by a process,
and set as HTML once for as long as its words hold ("5 minutes ago")."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from articles.models.published import PublishedArticle
from articles.models.section import Section
from articles.models.times import FOREVER
from articles.publishing.edition import EditionState
from articles.publishing.search_sections import SectionNames
from articles.site import features, listing, sections, trending
from articles.site.clock import Clock
from authors.models import Author
from newsroom.masthead.models import Masthead

LATEST = 7
MOST_NAMED = 2000  # authors, partners, tags


@dataclass(frozen=True)
class Chrome:
    masthead: Masthead
    sections: sections.Sections
    latest: list[PublishedArticle]
    trending: list[PublishedArticle]
    trending_until: datetime
    loaded_at: datetime
    known: dict[tuple[type[Model], str], dict] = field(default_factory=dict)
    html: dict[str, SafeString] = field(default_factory=dict)

    def named(self, model: type[Model], keys: Iterable, field_name: str = "pk") -> list:
        """The authors, partners or tags of these numbers or slugs, in that order. Those that a page of this edition has
        shown are remembered."""
        keys = list(dict.fromkeys(keys))
        known = self.known.setdefault((model, field_name), {})
        missing = [key for key in keys if key not in known]
        if missing:
            if len(known) > MOST_NAMED:
                known.clear()
                missing = keys
            known.update(model._default_manager.in_bulk(missing, field_name=field_name))
        return [known[key] for key in keys if key in known]

    def authors(self, numbers: Iterable[int]) -> list[Author]:
        return self.named(Author, numbers)

    def set_once(self, name: str, render: Callable[[], SafeString]) -> SafeString:
        """HTML that follows from the frame alone, set once an edition."""
        if name not in self.html:
            self.html[name] = render()
        return self.html[name]

    @cached_property
    def loaded(self) -> list[tuple[features.Feature, Any]]:
        """Each feature with what it shows on every page; feeds need none of it."""
        return [(feature, feature.load(self.loaded_at)) for feature in features.FEATURES]

    @cached_property
    def section_names(self) -> SectionNames:
        return SectionNames(self.sections.by_id.values())

    @cached_property
    def pins(self) -> listing.Pins:
        """What the desk holds at the head of lists; feeds don't ask."""
        return listing.pins(self.loaded_at)

    @property
    def places(self) -> list[dict]:
        """Links beside the sections: {"path", "label"}."""
        return [place for feature, loaded in self.loaded for place in feature.places(loaded)]


@dataclass
class Furniture:
    """The frame of every page as HTML, true from `clock.now` until `clock.valid_until` (UTC)."""

    frame: Chrome
    clock: Clock
    side: str = ""
    foot: str = ""
    heads: dict[str, SafeString] = field(default_factory=dict)

    def head(self, current: Section | None = None, below: bool = False) -> SafeString:
        """The masthead, with the current section marked in the navigation; a page `below` it is inside it."""
        path = current.path + "/" * below if current else ""
        if path not in self.heads:
            self.heads[path] = render_to_string(
                "site/_masthead.html",
                {
                    "masthead": self.frame.masthead,
                    "nav": self.frame.sections.navigation_at(path),
                    "places": self.frame.places,
                    "clock": self.clock,
                },
            )
        return self.heads[path]


class Remembered:
    """What this process keeps from one request to the next."""

    frame: tuple[str, Chrome] | None = None  # under its key
    furniture: Furniture | None = None


def around(edition: EditionState, now: datetime) -> Chrome:
    """The frame for this edition and hour."""
    key = f"{edition.key}/{trending.hour_of(now)}"
    known = Remembered.frame
    if known is None or known[0] != key:
        known = Remembered.frame = (key, _load(now))
    return known[1]


def furniture(frame: Chrome, now: datetime) -> Furniture:
    """The frame as HTML. What was set earlier is used again while it is true."""
    known = Remembered.furniture
    if known and known.frame is frame and known.clock.now <= now < known.clock.valid_until:
        return known
    made = Remembered.furniture = _render(frame, now)
    return made


def forget() -> None:
    """Drop what this process remembers: for tests."""
    Remembered.frame = Remembered.furniture = None


def _load(now: datetime) -> Chrome:
    found = sections.load()
    return Chrome(
        masthead=Masthead.current(),
        sections=found,
        latest=listing.read("front", now, size=LATEST, sections=found).rows,
        trending=trending.rows(now),
        trending_until=trending.next_hour(now),
        loaded_at=now,
    )


def _render(frame: Chrome, now: datetime) -> Furniture:
    clock = Clock(now, FOREVER)
    clock.until(frame.trending_until)
    first = "".join(feature.side(loaded) for feature, loaded in frame.loaded)
    latest = render_to_string("site/_latest.html", {"latest": frame.latest, "clock": clock})
    most_read = render_to_string("site/_trending.html", {"trending": frame.trending})
    made = Furniture(
        frame=frame,
        clock=clock,
        side=mark_safe(first + latest + most_read),  # noqa: S308  both come from our templates, escaped there
        foot=render_to_string(
            "site/_footer.html",
            {"masthead": frame.masthead, "nav": frame.sections.navigation, "places": frame.places},
        ),
    )
    made.head()  # now, since the date it prints bounds how long all of it holds
    return made
