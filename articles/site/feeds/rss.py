"""RSS 2.0 with the modules readers and partners read: content:encoded, Dublin Core, Media RSS, atom:link."""

from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime

from articles.site.feeds.entries import Entry, Feed, Picture
from articles.site.feeds.xml import document, element, empty
from articles.site.moments import machine_readable

CONTENT_TYPE = "application/rss+xml; charset=utf-8"
NAMESPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:media="http://search.yahoo.com/mrss/"'
)


def render(feed: Feed, entries: Sequence[Entry]) -> bytes:
    """The feed as RSS 2.0 (https://www.rssboard.org/rss-specification)."""
    updated = max((entry.updated for entry in entries), default=feed.updated)
    head = [
        element("title", feed.title),
        element("link", feed.home),
        element("description", feed.description or feed.title),
        element("language", feed.language),
        element("lastBuildDate", rfc822(updated)),
        empty("atom:link", href=feed.address, rel="self", type="application/rss+xml"),
    ]
    if feed.logo:
        image = element("url", feed.logo) + element("title", feed.title) + element("link", feed.home)
        head.append(f"<image>{image}</image>")
    opening, closing = f'<rss version="2.0" {NAMESPACES}>\n<channel>', "</channel>\n</rss>"
    return document(opening, *head, *map(_item, entries), closing)


def rfc822(moment: datetime) -> str:
    """Sun, 01 Mar 2026 12:00:00 +0000 (RFC 822 with a year of four digits)."""
    return format_datetime(moment.astimezone(UTC))


def _item(entry: Entry) -> str:
    parts = [
        element("title", entry.title),
        element("link", entry.url),
        element("guid", entry.id, isPermaLink="false"),
        element("pubDate", rfc822(entry.published)),
        element("description", entry.summary),
        *(element("dc:creator", person.name) for person in entry.people),
        *(element("category", name) for name in _categories(entry)),
    ]
    if entry.updated != entry.published:
        parts.append(element("dcterms:modified", machine_readable(entry.updated)))
    if entry.language:
        parts.append(element("dc:language", entry.language))
    if entry.canonical:
        parts.append(empty("atom:link", rel="canonical", href=entry.canonical))
    if entry.partner and entry.source:
        parts.append(element("dc:source", f"{entry.partner}: {entry.source}"))
    if entry.enclosure:
        file = entry.enclosure
        parts.append(empty("enclosure", url=file.url, length=str(file.size), type=file.type))
    parts += [_media(picture) for picture in entry.pictures]
    parts.append(element("content:encoded", entry.html))
    return "<item>\n" + "\n".join(parts) + "\n</item>"


def _categories(entry: Entry) -> list[str]:
    state = ["withdrawn"] if entry.withdrawn else []
    return [name for name in dict.fromkeys([*state, entry.section, *entry.tags]) if name]


def _media(picture: Picture) -> str:
    """Media RSS 1.5.1: the picture, and who is credited. Caption and text alternative stand in the text: several
    readers take media:description for the story's own."""
    attributes = {"url": picture.url, "type": picture.type, "medium": "image"}
    if picture.width:
        attributes |= {"width": str(picture.width), "height": str(picture.height)}
    opening = empty("media:content", **attributes).removesuffix("/>") + ">"
    credit = element("media:credit", picture.credit) if picture.credit else ""
    return f"{opening}{credit}</media:content>"
