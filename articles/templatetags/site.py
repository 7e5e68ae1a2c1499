"""Presentation for the public pages. Every tag is a thin shell over a tested function of `articles.site`."""

from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info

from articles.publishing.picture_markup import picture_parts
from articles.site.bylines import Group, groups
from articles.site.kept import kept, key_of
from articles.site.moments import as_moment, machine_readable
from articles.site.relative import label, next_change, next_midnight

DATE = "j F Y"
DATE_AND_TIME = "j F Y, H:i"
IN_FULL = "l j F Y, H:i T"
ON_TOP = frozenset({"retraction", "editors_note"})  # what changes how the whole story must be read

RELATIVE_START = '<time datetime="{}" data-relative="{}" title="{}">'
ABSOLUTE = '<time datetime="{}" title="{}">{}</time>'

register = template.Library()


@register.simple_tag(takes_context=True)
def relative_time(context, moment: datetime | str) -> SafeString:
    """<time>5 minutes ago</time>, and the page may be kept only until the words change."""
    clock = context["clock"]
    moment = as_moment(moment)
    change = next_change(moment, clock.now)
    if change is not None:
        clock.until(change)
    printed = print_date(moment, timezone.get_current_timezone_name(), get_language())
    return format_html("{}{}</time>", printed.relative_start, label(moment, clock.now) or printed.date)


@register.simple_tag
def published_date(moment: datetime | str, with_time: bool = False) -> SafeString:
    """<time>3 November 2026</time> in the site's time zone, with the hour where a page tells it."""
    printed = print_date(as_moment(moment), timezone.get_current_timezone_name(), get_language())
    return printed.date_and_time_element if with_time else printed.date_element


@register.simple_tag(takes_context=True)
def today(context) -> SafeString:
    """The date line of the masthead; the page may be kept only until midnight where the site is."""
    clock = context["clock"]
    local = timezone.localtime(clock.now)
    clock.until(next_midnight(clock.now, timezone.get_current_timezone()))
    return format_html(
        '<time datetime="{}">{}</time>', local.date().isoformat(), format_date(local, "l j F Y")
    )


@register.inclusion_tag("site/_picture.html")
def picture(pic: dict | None, sizes: str = "100vw", loading: str = "lazy", caption: bool = True) -> dict:
    """The one renderer of a published picture: wherever it stands, its credit stands with it."""
    return picture_parts(pic, sizes=sizes, loading=loading, caption=caption)


@register.simple_tag(takes_context=True)
def fragment(context, partial: str, **given) -> SafeString:
    """`{% include partial with … only %}`, rendered once for each content given; see `articles.site.kept`.

    For what depends on nothing else: no clock, no request. In DEBUG nothing is kept: edits show at once.
    """

    def make() -> SafeString:
        return context.template.engine.get_template(partial).render(context.new(given))

    if settings.DEBUG:
        return make()
    return kept(key_of(partial, timezone.get_current_timezone_name(), get_language(), given), make)


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


class PrintedDate(NamedTuple):
    """One moment in every form the pages print it in."""

    date: str
    relative_start: SafeString  # the start tag; the words inside depend on now
    date_element: SafeString
    date_and_time_element: SafeString


@lru_cache(maxsize=4096)
def print_date(moment: datetime, zone: str, language: str | None) -> PrintedDate:
    """Formatting is the dearest part of a card, and the same dates stand on many pages: format each once.

    `zone` and `language` are those active now; they are part of what the words depend on. datetime attributes
    are global dates and times as HTML has them, in UTC.
    """
    local = timezone.localtime(moment)
    machine = machine_readable(moment)
    date, full = format_date(local, DATE), format_date(local, IN_FULL)
    return PrintedDate(
        date,
        format_html(RELATIVE_START, machine, date, full),
        format_html(ABSOLUTE, machine, full, date),
        format_html(ABSOLUTE, machine, full, format_date(local, DATE_AND_TIME)),
    )
