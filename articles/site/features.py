"""Where a feature of its own has its places on the site's pages. The site asks whoever registered when Django started,
and knows nothing of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.utils.safestring import SafeString, mark_safe

from articles.models.published import PublishedArticle
from articles.site.clock import Clock

if TYPE_CHECKING:
    from articles.site.chrome import Chrome


@dataclass(frozen=True)
class Part:
    """HTML for the foot of a story; what it adds to the story's structured data, and the feeds that it has (as
    `page.feeds`)."""

    html: SafeString
    structured: dict = field(default_factory=dict)
    feeds: list[dict] = field(default_factory=list)


def nothing(*asked: Any) -> Any:
    return []


@dataclass(frozen=True, kw_only=True)
class Feature:
    """`load(now)` reads once an edition what every page shows of it; with that, `side` gives its part of the side column
    and `places` its links in the navigation and the foot, as {"path", "label"}.

    `below_story(row, frame, clock)` gives what stands at the foot of a story, or None; it may ask the database once, and
    what it says changes with the edition or at a moment that it tells the clock. `stylesheet` is the static file of it.
    `on_cards(rows, frame, now)` gives HTML for the foot of the cards of a section page, by the article's number.
    `beside_story(row, now)` gives publications that a story belongs to, as {"path", "title", "number"};
    `beside_list(kind, key, now)` HTML for the page of an author or a partner, "" where there is nothing;
    `sitemaps(now)` the addresses of its files in the index. `lists` are its own places in lists such as "author/9", a
    model with `list`, `live_from` and `live_until`: who stands in one alone has a page, too."""

    load: Callable[[datetime], Any] = nothing
    side: Callable[[Any], SafeString | str] = lambda loaded: ""
    places: Callable[[Any], list[dict]] = nothing
    below_story: "Callable[[PublishedArticle, Chrome, Clock], Part | None]" = lambda row, frame, clock: None
    stylesheet: str = ""
    on_cards: "Callable[[Sequence[PublishedArticle], Chrome, datetime], dict[int, SafeString]]" = (
        lambda rows, frame, now: {}
    )
    beside_story: Callable[[PublishedArticle, datetime], list[dict]] = nothing
    beside_list: Callable[[str, int, datetime], SafeString | str] = lambda kind, key, now: ""
    sitemaps: Callable[[datetime], list[str]] = nothing
    lists: type[Model] | None = None


FEATURES: list[Feature] = []


def register(feature: Feature) -> None:
    if feature not in FEATURES:
        FEATURES.append(feature)


def below_story(row: PublishedArticle, frame: "Chrome", clock: Clock) -> list[Part]:
    parts = (feature.below_story(row, frame, clock) for feature in FEATURES)
    return [part for part in parts if part is not None]


def stylesheets() -> list[str]:
    """The static files of what stands below stories."""
    return [feature.stylesheet for feature in FEATURES if feature.stylesheet]


def set_on_cards(rows: Sequence[PublishedArticle], frame: "Chrome", now: datetime) -> None:
    """Put at the foot of each row's card what the features have there."""
    for feature in FEATURES:
        found = feature.on_cards(rows, frame, now)
        for row in rows:
            row.card_foot += found.get(row.article_id, SafeString())


def beside_story(row: PublishedArticle, now: datetime) -> list[dict]:
    return [found for feature in FEATURES for found in feature.beside_story(row, now)]


def beside_list(kind: str, key: int, now: datetime) -> SafeString:
    parts = (feature.beside_list(kind, key, now) for feature in FEATURES)
    return mark_safe("".join(parts))  # noqa: S308  from templates of ours, escaped there
