"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from collections.abc import Sequence

from articles.site.feeds.entries import Enclosure, Entry, Feed, Person
from articles.site.moments import machine_readable

CONTENT_TYPE = "application/feed+json; charset=utf-8"
VERSION = "https://jsonfeed.org/version/1.1"


def render(feed: Feed, entries: Sequence[Entry]) -> bytes:
    """The feed as JSON Feed. What the format has no word for stands in extensions that begin with "_newsroom"."""
    document = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "description": feed.description,
        "icon": feed.logo,
        "authors": [{"name": feed.publisher}] if feed.publisher else [],
        "language": feed.language,
        "items": [_item(entry) for entry in entries],
    }
    kept = {name: value for name, value in document.items() if value or name == "items"}
    return json.dumps(kept, ensure_ascii=False).encode(errors="replace")


def _item(entry: Entry) -> dict:
    """`external_url` is the partner's original where the story is listed there."""
    lead = entry.pictures[0] if entry.pictures else None
    item = {
        "id": entry.id,
        "url": entry.url,
        "external_url": entry.canonical or entry.source,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
        "date_published": machine_readable(entry.published),
        "date_modified": machine_readable(entry.updated),
        "authors": [_author(person) for person in entry.people],
        "tags": [name for name in dict.fromkeys([entry.section, *entry.tags]) if name],
        "language": entry.language,
        "image": lead.url if lead else "",
        "attachments": [_attachment(entry.enclosure)] if entry.enclosure else [],
        "_newsroom_story": _extension(entry),
    }
    return {name: value for name, value in item.items() if value}


def _attachment(file: Enclosure) -> dict:
    return {"url": file.url, "mime_type": file.type, "size_in_bytes": file.size, "title": file.title}


def _author(person: Person) -> dict:
    return {"name": person.name, "url": person.url} if person.url else {"name": person.name}


def _extension(entry: Entry) -> dict:
    """Who did what, who is credited for each picture, and whose the original is."""
    extension = {
        "bylines": [{"name": person.name, "role": person.role} for person in entry.people],
        "pictures": [
            {"url": picture.url, "credit": picture.credit, "caption": picture.caption}
            for picture in entry.pictures
        ],
        "canonical_url": entry.canonical,
        "partner": entry.partner,
        "withdrawn": entry.withdrawn,
    }
    return {name: value for name, value in extension.items() if value}
