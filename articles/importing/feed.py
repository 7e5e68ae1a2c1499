"""Feeds: RSS, Atom and JSON Feed as articles; bytes in, records out, nothing fetched.

Full content is preferred to summaries. What is no feed at all raises UnreadableInput; a feed with faults gives what
can be read of it, and a warning.
"""

import io
from calendar import timegm
from dataclasses import replace
from datetime import UTC, datetime
from time import struct_time

import feedparser

from articles.importing import json_feed, values
from articles.importing.base import (
    ImportedArticle,
    ImportedAuthor,
    ImportedByline,
    ImportFailure,
    Records,
    Skipped,
    Status,
    UnreadableInput,
    Warned,
)
from articles.importing.feed_media import lead_image
from articles.importing.feed_values import body_and_standfirst, identity, without_tracking
from articles.importing.inputs import Source, opened
from articles.importing.values import line, plain
from articles.importing.xml_safety import refuse_growing

LARGEST = 50 << 20  # bytes
HARMLESS = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)


def read(file: Source, *, source: str, address: str = "", status: Status = Status.DRAFT) -> Records:
    """The items of a feed, newest first as it lists them. `address` is where it was found, for relative links;
    `status` is what its articles arrive as.

    Raises UnreadableInput, before the first record, for what is no feed.
    """
    with opened(file) as stream:
        content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise UnreadableInput(f"The feed is larger than {LARGEST >> 20} MB.")
    records = (
        json_feed.records(content, source=source, address=address)
        if json_feed.looks_like_json(content)
        else _xml_records(content, source=source, address=address)
    )
    seen: set[str] = set()
    for record in records:
        if isinstance(record, ImportedArticle):
            if record.source_id in seen:
                yield Skipped(record.item, "Its id appeared before in this feed; the first counts.")
                continue
            seen.add(record.source_id)
            record = replace(record, status=status)
        yield record


def _xml_records(content: bytes, *, source: str, address: str) -> Records:
    parsed = _parsed(content, address)
    fault = parsed.get("bozo_exception")
    if fault is not None and not isinstance(fault, HARMLESS):
        yield Warned("the feed", f"It has faults and was read as far as possible: {line(str(fault))[:200]}.")
    for number, entry in enumerate(parsed.entries, start=1):
        item = f"item {number}"
        try:
            yield _article(entry, parsed.feed, source=source, item=item)
        except ValueError as error:
            yield ImportFailure(item, str(error))


def _parsed(content: bytes, address: str) -> feedparser.FeedParserDict:
    """feedparser's reading of these bytes. A stream, because bytes or text might be taken for a file's name. The type
    is said because headers without one make it take what declares no encoding for ISO 8859-1 instead of UTF-8."""
    headers = {"content-location": address, "content-type": "application/xml"} if address else {}
    refuse_growing(content)
    try:
        parsed = feedparser.parse(
            io.BytesIO(content),
            sanitize_html=False,
            response_headers=headers,
        )
    except (ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError) as error:
        raise UnreadableInput(
            f"The feed could not be read: {line(str(error))[:200] or type(error).__name__}."
        ) from error
    if parsed.entries or (parsed.version and not parsed.get("bozo")):
        return parsed
    fault = parsed.get("bozo_exception")
    reason = f" ({line(str(fault))[:200]})" if fault else ""
    raise UnreadableInput(f"This is no feed (RSS, Atom or JSON Feed){reason}.")


def _article(
    entry: feedparser.FeedParserDict, feed: feedparser.FeedParserDict, *, source: str, item: str
) -> ImportedArticle:
    link = without_tracking(entry.get("link", ""))
    headline = plain(_text(entry, "title"))
    body, standfirst = body_and_standfirst(_contents(entry), _summary(entry))
    if not headline and not body:
        raise ValueError("It has neither a headline nor a text.")
    published = _moment(entry, "published_parsed") or _moment(entry, "updated_parsed")
    bylines, byline_text = _bylines(entry)
    return ImportedArticle(
        source=source,
        source_id=identity(entry.get("id", ""), link, headline or plain(body) or body, published),
        headline=headline,
        body_html=body,
        published_at=published,
        changed_at=_moment(entry, "updated_parsed"),
        tags=tuple(
            dict.fromkeys(
                filter(
                    None, (plain(tag.get("label") or tag.get("term") or "") for tag in entry.get("tags", []))
                )
            )
        ),
        bylines=bylines,
        byline_text=byline_text,
        standfirst=standfirst,
        lead_image=lead_image(entry),
        canonical_url=link,
        language=line(_detail(entry, "title").get("language") or feed.get("language") or ""),
        item=f"{item} ({headline[:60]})" if headline else item,
    )


def _text(entry: feedparser.FeedParserDict, name: str) -> str:
    value = entry.get(name, "")
    return value if isinstance(value, str) else ""


def _detail(entry: feedparser.FeedParserDict, name: str) -> dict:
    detail = entry.get(f"{name}_detail")
    return detail if isinstance(detail, dict) else {}


def _contents(entry: feedparser.FeedParserDict) -> list[tuple[str, str]]:
    """(type, text) of each full content."""
    return [(each.get("type", ""), each.get("value") or "") for each in entry.get("content", [])]


def _summary(entry: feedparser.FeedParserDict) -> tuple[str, str]:
    return _detail(entry, "summary").get("type", "text/html"), _text(entry, "summary")


def _moment(entry: feedparser.FeedParserDict, name: str) -> datetime | None:
    """feedparser gives UTC. A date outside the calendar of computers is none."""
    parsed = dict.get(entry, name)  # its own .get() answers one date for another
    if not isinstance(parsed, struct_time):
        return None
    try:
        moment = datetime.fromtimestamp(timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment if moment.year in values.YEARS else None


def _bylines(entry: feedparser.FeedParserDict) -> tuple[tuple[ImportedByline, ...], str]:
    """Several authors are names; a single one may be a printed line of several ("A and B"), to be parsed."""
    people = [person for person in entry.get("authors", []) if _person_name(person)]
    if len(people) == 1 and not people[0].get("href"):
        return (), _person_name(people[0])
    return tuple(_byline(person) for person in people), ""


def _person_name(person: dict) -> str:
    name = plain(person.get("name") or "")
    return "" if "@" in name and " " not in name else name


def _byline(person: dict) -> ImportedByline:
    name = _person_name(person)
    author = ImportedAuthor(
        name, website=values.web_address(person.get("href") or ""), email=line(person.get("email") or "")
    )
    return ImportedByline(name, author=author)
