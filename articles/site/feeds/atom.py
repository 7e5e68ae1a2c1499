"""Atom (RFC 4287), with the pictures in Media RSS."""

from collections.abc import Sequence

from articles.site.feeds.entries import Entry, Feed, Person, Picture
from articles.site.feeds.xml import document, element, empty
from articles.site.moments import machine_readable

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
NAMESPACES = (
    'xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0" '
    'xmlns:media="http://search.yahoo.com/mrss/"'
)
WRITERS = frozenset({"text", "interview"})  # the others helped: RFC 4287, 4.2.3 calls them contributors


def render(feed: Feed, entries: Sequence[Entry]) -> bytes:
    """The feed as Atom. Its id is its own address."""
    updated = max((entry.updated for entry in entries), default=feed.updated)
    head = [
        element("id", feed.address),
        element("title", feed.title),
        element("updated", machine_readable(updated)),
        empty("link", rel="self", type="application/atom+xml", href=feed.address),
        empty("link", rel="alternate", type="text/html", href=feed.home),
        f"<author>{element('name', feed.publisher or feed.title)}</author>",
    ]
    head += [element("subtitle", feed.description)] if feed.description else []
    head += [element("logo", feed.logo)] if feed.logo else []
    gone = [_deleted(entry) for entry in entries if entry.withdrawn]
    opening = f'<feed {NAMESPACES} xml:lang="{feed.language}">'
    return document(opening, *head, *gone, *map(_entry, entries), "</feed>")


def _entry(entry: Entry) -> str:
    writers = [person for person in entry.people if person.role in WRITERS]
    if not writers and entry.partner:
        writers = [Person(entry.partner)]
    parts = [
        element("id", entry.id),
        element("title", entry.title),
        element("published", machine_readable(entry.published)),
        element("updated", machine_readable(entry.updated)),
        empty("link", rel="alternate", type="text/html", href=entry.url),
        *(_person("author", person) for person in writers),
        *(_person("contributor", person) for person in entry.people if person not in writers),
    ]
    if entry.canonical and entry.canonical != entry.url:
        parts.append(empty("link", rel="canonical", href=entry.canonical))
    if entry.source and entry.source != entry.canonical:
        parts.append(empty("link", rel="via", href=entry.source, title=entry.partner))
    if entry.enclosure:
        file = entry.enclosure
        parts.append(
            empty(
                "link",
                rel="enclosure",
                type=file.type,
                length=str(file.size),
                href=file.url,
                title=file.title,
            )
        )
    names = dict.fromkeys([*(["withdrawn"] if entry.withdrawn else []), entry.section, *entry.tags])
    parts += [empty("category", term=name) for name in names if name]
    parts += [_media(picture) for picture in entry.pictures]
    parts += [
        element("summary", entry.summary),
        element("content", entry.html, type="html", xml__lang=entry.language),
    ]
    return "<entry>\n" + "\n".join(parts) + "\n</entry>"


def _deleted(entry: Entry) -> str:
    """A tombstone (RFC 6721): readers that know it take the story away; the others read the entry with the reason."""
    opening = empty("at:deleted-entry", ref=entry.id, when=machine_readable(entry.updated)).removesuffix("/>")
    return f"{opening}>{element('at:comment', entry.summary)}</at:deleted-entry>"


def _person(kind: str, person: Person) -> str:
    uri = element("uri", person.url) if person.url else ""
    return f"<{kind}>{element('name', person.name)}{uri}</{kind}>"


def _media(picture: Picture) -> str:
    opening = empty("media:content", url=picture.url, type=picture.type, medium="image").removesuffix("/>")
    return f"{opening}>{element('media:credit', picture.credit)}</media:content>"
