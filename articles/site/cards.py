"""A story's card as HTML. A card is a function of what it shows and of nothing else, so one that was set before is
used again: after a new edition most cards of a page are the ones of the last."""

from collections import OrderedDict
from collections.abc import Callable

from django.template.loader import get_template
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe

from articles.models.published import PublishedArticle

KEPT = 4000  # cards; about 2 KB each
HEADLINE, WORDS = "\x00headline\x00", "\x00words\x00"  # no page holds the sign NUL

_cards: OrderedDict[tuple, SafeString] = OrderedDict()


def card_html(row: PublishedArticle, variant: str = "", level: str = "h2") -> SafeString:
    """The card of a row by `_card.html`. `variant` is the card's form, `level` the element of its headline."""
    return _kept(
        _shown(row, variant, level),
        lambda: get_template("site/_card.html").render({"card": row, "variant": variant, "level": level}),
    )


def found_html(row: PublishedArticle, headline: SafeString, words: SafeString) -> SafeString:
    """The row among those found, by `_found.html`: what was found in it stands in a card that is the same each time."""
    card = _kept(
        _shown(row, "found", ""),
        lambda: get_template("site/_found.html").render({"row": row, "headline": HEADLINE, "words": WORDS}),
    )
    return mark_safe(card.replace(HEADLINE, headline, 1).replace(WORDS, words, 1))  # noqa: S308  both are escaped


def _kept(key: tuple, make: Callable[[], str]) -> SafeString:
    known = _cards.get(key)
    if known is None:
        known = _cards[key] = SafeString(make())
        if len(_cards) > KEPT:
            _cards.popitem(last=False)
    return known


def _shown(row: PublishedArticle, variant: str, level: str) -> tuple:
    """Everything a card's HTML follows from."""
    section = row.section
    return (
        variant,
        level,
        translation.get_language(),
        timezone.get_current_timezone_name(),
        row.path,
        row.headline,
        row.standfirst,
        row.teaser,
        row.kind,
        row.language,
        row.published_at,
        (section.path, section.name) if section else None,
        repr(row.bylines),
        "" if variant == "found" else repr(row.pictures[:1]),
        repr(row.partner_credit),
        row.card_foot,
    )
