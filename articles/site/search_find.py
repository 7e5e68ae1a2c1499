"""Finding: the newest of what fits are read, counted and ranked, at most BOUND of them, so that a word that stands in
every article costs what another does."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from operator import neg

from django.db import connection
from django.utils import timezone

from articles.models.search import SearchDocument
from articles.publishing.search_document import DAWN, PLACES_A_SECOND, first_place
from articles.publishing.search_engine import (
    LOWEST,
    Sought,
    any_of,
    at_the_head,
    engine,
    hits,
    marked,
)
from newsroom.lib.search_query import Query

KIND = "article"
PAGE = 10
BOUND = 300  # texts that are counted and ranked
OLDER = 100  # older ones with all the words in their headline, ranked beside them
# What a place is worth where all the words stand there; 1 is for standing in the text at all.
IN_HEADLINE, AT_THE_HEAD, SIDE_BY_SIDE, THEME, ONE_IN_HEADLINE = 10, 5, 4, 3, 3
A_DAY = 86_400 << PLACES_A_SECOND
HALF_FRESH = 90  # days after which what is new is worth half as much more than what is old

RELEVANCE, DATE = "relevance", "date"
_CURSOR = re.compile(r"(\d{1,12})-(\d{1,19})", re.ASCII)


@dataclass(frozen=True)
class Found:
    """`keys` are the rows of one page, in order. `total` and `counts` (of lists, and of years under "year/2026") are
    whole where not `bounded`; otherwise those of the newest BOUND."""

    keys: list[int]
    total: int
    bounded: bool
    counts: Counter
    further: str = ""
    ended: bool = False  # there is more, by date alone

    @classmethod
    def nothing(cls) -> "Found":
        return cls([], 0, False, Counter())


@dataclass(frozen=True)
class Cursor:
    """The place after which a page begins: by relevance its score too."""

    score: int
    place: int

    @classmethod
    def decode(cls, text: str) -> "Cursor":
        """Raises ValueError for what is none."""
        match = _CURSOR.fullmatch(text)
        if not match:
            raise ValueError("This is not a page marker.")
        return cls(int(match[1]), min(int(match[2]), 2**63 - 1))

    def encode(self) -> str:
        return f"{self.score}-{self.place}"


def sought(query: Query, lists: Iterable[tuple[str, ...]], begin=None, end=None) -> Sought:
    """What to ask the index: all of `query`, in texts of one of each of `lists`, dated `begin` to `end` (days, both
    included)."""
    found = Sought(query, tuple(lists))
    if begin:
        found = replace(found, low=_first_of(begin))
    if end:
        found = replace(found, high=_first_of(end + timedelta(days=1)))
    return found


def find(asked: Sought, now: datetime, *, sort: str = RELEVANCE, cursor: Cursor | None = None) -> Found:
    """A page of what is public at `now` and fits. Three queries at most, each bounded."""
    if not asked:
        return Found.nothing()
    rows = live_hits(asked, now, BOUND + 1)
    bounded = len(rows) > BOUND
    counts = _counts(rows[:BOUND])
    if sort == DATE or not asked.query:
        page = [(0, place, key) for place, key, _ in rows[: PAGE + 1]]
        if cursor:
            older = replace(asked, high=min(cursor.place, asked.high))
            page = [(0, place, key) for place, key, _ in live_hits(older, now, PAGE + 1)]
        ended = False
    else:
        page = _ranked(asked, rows[:BOUND], bounded, now)
        if cursor:
            page = [entry for entry in page if entry[:2] < (cursor.score, cursor.place)]
        ended = bounded and len(page) <= PAGE
    shown = page[:PAGE]
    further = Cursor(*shown[-1][:2]).encode() if len(page) > PAGE else ""
    return Found([key for *_, key in shown], len(rows[:BOUND]), bounded, counts, further, ended)


def live_hits(
    asked: Sought, now: datetime, most: int, columns: str = "d.place, d.key, d.lists"
) -> list[tuple]:
    """The newest of what fits and is public at `now`, at most so many, with these columns of the document. One query."""
    moment = connection.ops.adapt_datetimefield_value(now)
    return hits(
        SearchDocument,
        columns,
        asked,
        most=most,
        condition="AND d.live_from <= %s AND d.live_until > %s AND d.kind = %s",
        values=[moment, moment, KIND],
    )


def _ranked(asked: Sought, rows: list[tuple], bounded: bool, now: datetime) -> list[tuple[int, int, int]]:
    """(score, place, key) of these and, where more fit, of older ones about the very words; the best first."""
    words = [clause for clause in asked.query.wanted if clause.ways]
    worth = _worth(asked, rows) if words and rows else {}
    if bounded and words:
        about = tuple(marked(clause, "=") for clause in words)
        older = replace(asked, high=rows[-1][0], also=about)
        more = live_hits(older, now, OLDER)
        worth |= {place: IN_HEADLINE for place, *_ in more}
        rows = rows + more
    today = first_place(now) // A_DAY
    scored = [
        (int((1 + worth.get(place, 0)) * _freshness(today - place // A_DAY)), place, key)
        for place, key, _ in rows
    ]
    return sorted(scored, reverse=True)


def _freshness(days: int) -> float:
    """2,000 for what is dated today, half-way to 1,000 after HALF_FRESH days. In whole days, so that the pages of a day
    agree."""
    return 1000 + 1000 * HALF_FRESH / (HALF_FRESH + max(0, days))


def _worth(asked: Sought, rows: list[tuple]) -> dict[int, int]:
    """What each of these rows, by its place, is worth by where the words stand there. One query."""
    words = [clause for clause in asked.query.wanted if clause.ways]
    # Where all of the words are, the query fits too; only its lists and what it leaves out are asked for beside them.
    features = [
        (IN_HEADLINE, [marked(clause, "=") for clause in words]),
        (AT_THE_HEAD, [at_the_head(clause) for clause in words]),
    ]
    if all(len(tokens) == 1 for clause in words for tokens in clause.ways):
        features.append((THEME, [marked(clause, "~") for clause in words]))
    if together := asked.query.together():
        features += [
            (ONE_IN_HEADLINE, [any_of([marked(clause, "=") for clause in words])]),
            (SIDE_BY_SIDE, [any_of([engine().phrase(tokens) for tokens in together.ways])]),
        ]
    places = [place for place, *_ in rows]
    return engine().worth(SearchDocument, [(value, asked.among(parts)) for value, parts in features], places)


def _counts(rows: list[tuple]) -> Counter:
    counted = Counter(" ".join(lists for *_, lists in rows).split())
    counted.update(_years([place for place, *_ in rows]))
    return counted


def _years(places: list[int]) -> dict[str, int]:
    """How many of these places, newest first, lie in each year where the site is."""
    found: dict[str, int] = {}
    zone, begin = timezone.get_current_timezone(), 0
    while begin < len(places):
        year = (DAWN + timedelta(seconds=places[begin] >> PLACES_A_SECOND)).astimezone(zone).year
        first = first_place(datetime(max(year, 2), 1, 1, tzinfo=zone)) if year > 1 else LOWEST
        end = bisect_right(places, -first, lo=begin, key=neg)
        found[f"year/{year}"] = end - begin
        begin = end
    return found


def _first_of(day) -> int:
    return first_place(timezone.make_aware(datetime.combine(day, time.min)))
