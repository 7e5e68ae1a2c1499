"""Rendering a public page: what every page's template is given beside its own."""

import re
from collections.abc import Iterable

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import get_template
from django.utils.encoding import iri_to_uri

from articles.models.section import Section
from articles.site import chrome, surrogate

FEEDS = [
    ("feed.rss", "application/rss+xml", "RSS"),
    ("feed.atom", "application/atom+xml", "Atom"),
    ("feed.json", "application/feed+json", "JSON Feed"),
]
_PLAIN_PATH = re.compile(r"/[A-Za-z0-9/_.~-]*")


def absolute(path: str) -> str:
    """The full address of one of our paths, as a URI (RFC 3986); other addresses stay."""
    if _PLAIN_PATH.fullmatch(path):
        return f"{settings.SITE_URL}{path}"
    return path if path.startswith(("http://", "https://")) else f"{settings.SITE_URL}{iri_to_uri(path)}"


def page_about(*, title: str, path: str, description: str = "", feeds_under: str = "", **more) -> dict:
    """The `page` of the templates: title, canonical address, feeds to follow and what `more` adds."""
    return {
        "title": title,
        "description": description,
        "canonical": absolute(path),
        "feeds": [
            {"title": f"{title} ({name})", "url": f"{feeds_under}{file}", "type": kind}
            for file, kind, name in FEEDS
        ]
        if feeds_under
        else [],
        "og": {"type": "website", "url": absolute(path)},
    } | more


def og_picture(picture: dict | None) -> dict:
    """The picture for a page's `og`; {} where there is none to show."""
    if not picture or not picture["src"]:
        return {}
    return {
        "image": absolute(picture["src"]),
        "image_width": picture["width"],
        "image_height": picture["height"],
        "image_alt": picture["alt"],
    }


def show(
    request,
    template: str,
    *,
    page: dict,
    status: int = 200,
    keys: Iterable[str] = (),
    current: Section | None = None,
    below: bool = False,
    **context,
) -> HttpResponse:
    """Render a public page in its frame. `request.clock` comes from public_page; `keys` are what the page is made of,
    for Surrogate-Key; `current` is the section whose place in the navigation is marked, and a page `below` it is not
    the section's own.

    No context processor runs: a page that is kept for everyone may depend on nobody's login."""
    frame = chrome.around(request.edition, request.clock.now)
    furniture = chrome.furniture(frame, request.clock.now)
    request.clock.until(furniture.clock.valid_until)
    html = get_template(template).render(
        {
            "masthead": frame.masthead,
            "furniture": furniture,
            "head_html": furniture.head(current, below),
            "nav": frame.sections.navigation,
            "latest": frame.latest,
            "trending": frame.trending,
            "clock": request.clock,
            "page": page,
            **context,
        }
    )
    response = HttpResponse(html, status=status)
    response["Surrogate-Key"] = surrogate.header([*keys, surrogate.ALL_PAGES])
    return response
