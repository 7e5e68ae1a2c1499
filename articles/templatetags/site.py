"""Presentation for the public pages. Every tag is a thin shell over a tested function of `articles.site`."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info

from articles.models.published import PublishedArticle
from articles.publishing.picture_markup import picture_parts
from articles.site.bylines import Group, groups
from articles.site.cards import card_html
from articles.site.moments import as_moment, machine_readable, printed_date, printed_day, printed_in_full
from articles.site.relative import label, next_change, next_midnight
from newsroom.lib.html_addresses import web_link

ON_TOP = frozenset({"retraction", "editors_note"})  # what changes how the whole story must be read

register = template.Library()
register.filter(web_link)


@register.simple_tag(takes_context=True)
def relative_time(context, moment: datetime | str) -> SafeString:
    """<time>5 minutes ago</time>, and the page may be kept only until the words change."""
    clock = context["clock"]
    moment = as_moment(moment)
    change = next_change(moment, clock.now)
    if change is not None:
        clock.until(change)
    local = timezone.localtime(moment)
    date = printed_date(local)
    return format_html(
        '<time datetime="{}" data-relative="{}" title="{}">{}</time>',
        machine_readable(moment),
        date,
        printed_in_full(local),
        label(moment, clock.now) or date,
    )


@register.simple_tag
def published_date(moment: datetime | str, with_time: bool = False) -> SafeString:
    """<time>3 November 2026</time> in the site's time zone, with the hour where a page tells it."""
    moment = as_moment(moment)
    local = timezone.localtime(moment)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        machine_readable(moment),
        printed_in_full(local),
        f"{printed_date(local)}, {local:%H:%M}" if with_time else printed_date(local),
    )


@register.simple_tag(takes_context=True)
def today(context) -> SafeString:
    """The date line of the masthead; the page may be kept only until midnight where the site is."""
    clock = context["clock"]
    local = timezone.localtime(clock.now)
    clock.until(next_midnight(clock.now, timezone.get_current_timezone()))
    return format_html('<time datetime="{}">{}</time>', local.date().isoformat(), printed_day(local))


@register.inclusion_tag("site/_picture.html")
def picture(pic: dict | None, sizes: str = "100vw", loading: str = "lazy", caption: bool = True) -> dict:
    """The one renderer of a published picture: wherever it stands, its credit stands with it."""
    return picture_parts(pic, sizes=sizes, loading=loading, caption=caption)


@register.simple_tag
def card(row: PublishedArticle, variant: str = "", level: str = "h2") -> SafeString:
    """The one card of a story, in one of its forms."""
    return card_html(row, variant, level)


@register.filter
def byline_groups(bylines: list[dict]) -> list[Group]:
    return groups(bylines)


@register.filter
def on_top(corrections: list[dict]) -> list[dict]:
    """Retractions and editor's notes: what a reader must know before the first line."""
    return [correction for correction in corrections or [] if correction["kind"] in ON_TOP]


@register.filter
def at_end(corrections: list[dict]) -> list[dict]:
    """Corrections and clarifications: what stands under the story."""
    return [correction for correction in corrections or [] if correction["kind"] not in ON_TOP]


@register.filter
def spaced(word: str) -> str:
    """A stored kind as printed: "editors_note" is "Editor's note"."""
    return "Editor’s note" if word == "editors_note" else word.replace("_", " ").capitalize()


@register.filter
def direction(language: str) -> str:
    """ "rtl" for languages written from right to left, otherwise "ltr" (HTML's dir attribute)."""
    try:
        return "rtl" if get_language_info(language)["bidi"] else "ltr"
    except KeyError:
        return "ltr"
