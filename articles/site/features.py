"""Where a feature of its own has its places on the site's pages. The site asks whoever registered when Django started,
and knows nothing of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.safestring import SafeString, mark_safe

from articles.models.published import PublishedArticle


def nothing(*asked: Any) -> Any:
    return []


@dataclass(frozen=True)
class Feature:
    """`load(now)` reads once an edition what every page shows of it; with that, `side` gives its part of the side column
    and `places` its links in the navigation and the foot, as {"path", "label"}.

    `beside_story(row, now)` gives publications that a story belongs to, as {"path", "title", "number"};
    `beside_list(kind, key, now)` HTML for the page of an author or a partner, "" where there is nothing;
    `sitemaps(now)` the addresses of its files in the index. `lists` are its own places in lists such as "author/9", a
    model with `list`, `live_from` and `live_until`: who stands in one alone has a page, too."""

    load: Callable[[datetime], Any] = nothing
    side: Callable[[Any], SafeString | str] = lambda loaded: ""
    places: Callable[[Any], list[dict]] = nothing
    beside_story: Callable[[PublishedArticle, datetime], list[dict]] = nothing
    beside_list: Callable[[str, int, datetime], SafeString | str] = lambda kind, key, now: ""
    sitemaps: Callable[[datetime], list[str]] = nothing
    lists: type[Model] | None = None


FEATURES: list[Feature] = []


def register(feature: Feature) -> None:
    if feature not in FEATURES:
        FEATURES.append(feature)


def beside_story(row: PublishedArticle, now: datetime) -> list[dict]:
    return [found for feature in FEATURES for found in feature.beside_story(row, now)]


def beside_list(kind: str, key: int, now: datetime) -> SafeString:
    parts = (feature.beside_list(kind, key, now) for feature in FEATURES)
    return mark_safe("".join(parts))  # noqa: S308  from templates of ours, escaped there
