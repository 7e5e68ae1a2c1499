"""Rendering a public page: what every page's template is given beside its own."""

from django.conf import settings
from django.shortcuts import render

from articles.site import chrome

FEEDS = [
    ("feed.rss", "application/rss+xml", "RSS"),
    ("feed.atom", "application/atom+xml", "Atom"),
    ("feed.json", "application/feed+json", "JSON Feed"),
]


def absolute(path: str) -> str:
    """The full address of one of our paths; other addresses stay."""
    return path if path.startswith(("http://", "https://")) else f"{settings.SITE_URL}{path}"


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


def show(request, template: str, *, page: dict, status: int = 200, **context):
    """Render a public page in its frame. `request.clock` comes from public_page."""
    frame = chrome.around(request.edition, request.clock.now)
    request.clock.until(frame.trending_until)
    return render(
        request,
        template,
        {
            "masthead": frame.masthead,
            "nav": frame.sections.navigation,
            "latest": frame.latest,
            "trending": frame.trending,
            "clock": request.clock,
            "page": page,
            **context,
        },
        status=status,
    )
