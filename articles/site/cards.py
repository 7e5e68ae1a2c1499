"""A story's card as HTML. A card is a function of what it shows and of nothing else, so one that was set before is
used again: after a new edition most cards of a page are the ones of the last."""

from collections import OrderedDict

from django.template.loader import get_template
from django.utils import timezone, translation
from django.utils.safestring import SafeString

from articles.models.published import PublishedArticle

KEPT = 4000  # cards; about 2 KB each

_cards: OrderedDict[tuple, SafeString] = OrderedDict()


def card_html(row: PublishedArticle, variant: str = "", level: str = "h2") -> SafeString:
    """The card of a row by `_card.html`. `variant` is the card's form, `level` the element of its headline."""
    key = _shown(row, variant, level)
    known = _cards.get(key)
    if known is None:
        drawn = {"card": row, "variant": variant, "level": level}
        known = SafeString(get_template("site/_card.html").render(drawn))
        _cards[key] = known
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
        repr(row.pictures[:1]),
        repr(row.partner_credit),
    )
