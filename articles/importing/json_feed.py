"""JSON Feed 1 and 1.1 (jsonfeed.org/version/1.1) as records."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urljoin

from articles.importing import values
from articles.importing.base import (
    ImportedArticle,
    ImportedAuthor,
    ImportedByline,
    ImportedImage,
    ImportFailure,
    Records,
    UnreadableInput,
    Warned,
)
from articles.importing.feed_values import body_and_standfirst, identity, without_tracking
from articles.importing.inputs import encoding_of, opened, text_of
from articles.importing.json_stream import NotJSON, value_of
from articles.importing.values import line, plain, web_address

BAD_DATE = "Its date could not be read."


def looks_like_json(content: bytes) -> bool:
    return content.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1] in {b"{", b"["}


def records(content: bytes, *, source: str, address: str = "") -> Records:
    """The items. Raises UnreadableInput for what is no JSON Feed."""
    feed = _feed(content)
    if "jsonfeed.org/version/" not in str(feed.get("version", "")):
        yield Warned("the feed", "It does not say which version of JSON Feed it is.")
    for number, item in enumerate(feed["items"], start=1):
        label = f"item {number}"
        try:
            if not isinstance(item, dict):
                raise ValueError("It is not an object.")
            yield _article(item, feed, source=source, label=label, address=address)
        except ValueError as error:
            yield ImportFailure(label, str(error))


def _feed(content: bytes) -> dict:
    with opened(content) as stream:
        text = text_of(stream, encoding_of(stream)).read().lstrip("\ufeff")
    try:
        feed = value_of(text)
    except NotJSON as error:
        raise UnreadableInput(f"The feed cannot be read. {error}") from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise UnreadableInput("It is JSON, but no JSON Feed: it has no list of items.")
    return feed


def _article(item: dict, feed: dict, *, source: str, label: str, address: str) -> ImportedArticle:
    link = without_tracking(_joined(address, _text(item, "url")))
    headline = plain(_text(item, "title"))
    body, standfirst = body_and_standfirst(
        [("text/html", _text(item, "content_html")), ("text/plain", _text(item, "content_text"))],
        ("text/plain", _text(item, "summary")),
    )
    if not headline and not body:
        raise ValueError("It has neither a headline nor a text.")
    published, changed, warnings = _dates(item)
    return ImportedArticle(
        source=source,
        source_id=identity(_text(item, "id"), link, headline or plain(body) or body, published),
        headline=headline,
        body_html=body,
        published_at=published,
        changed_at=changed,
        tags=tuple(
            dict.fromkeys(filter(None, (plain(tag) for tag in _list(item, "tags") if isinstance(tag, str))))
        ),
        bylines=tuple(_bylines(item)) or tuple(_bylines(feed)),
        standfirst=standfirst,
        lead_image=_lead_image(item, address),
        canonical_url=without_tracking(_text(item, "external_url")) or link,
        language=line(_text(item, "language") or _text(feed, "language")),
        item=f"{label} ({headline[:60]})" if headline else label,
        warnings=warnings,
    )


def _dates(item: dict) -> tuple:
    """(published, changed, warnings): a feed whose dates are rubbish still has stories."""
    found: list[datetime | None] = []
    warnings: tuple[str, ...] = ()
    for name in ("date_published", "date_modified"):
        try:
            found.append(values.moment(item.get(name)))
        except ValueError:
            found.append(None)
            warnings = (BAD_DATE,)
    return found[0] or found[1], found[1], warnings


def _bylines(holder: dict) -> Iterator[ImportedByline]:
    """Version 1.1 has `authors`, version 1 `author`; an item without inherits the feed's."""
    people = _list(holder, "authors") or [holder.get("author")]
    for person in people:
        name = plain(_text(person, "name")) if isinstance(person, dict) else ""
        if name:
            yield ImportedByline(name, author=ImportedAuthor(name, website=web_address(_text(person, "url"))))


def _joined(address: str, reference: str) -> str:
    """A reference as it is meant at this address, or "" for one that cannot be read: a story is more than its links."""
    try:
        return urljoin(address, reference)
    except ValueError:
        return ""


def _lead_image(item: dict, address: str) -> ImportedImage | None:
    attached = (
        _text(each, "url")
        for each in _list(item, "attachments")
        if isinstance(each, dict) and _text(each, "mime_type").startswith("image/")
    )
    for candidate in (_text(item, "image"), _text(item, "banner_image"), *attached):
        found = web_address(_joined(address, candidate)) if candidate else ""
        if found:
            return ImportedImage(url=found)
    return None


def _text(holder: dict, name: str) -> str:
    value = holder.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)


def _list(holder: dict, name: str) -> list:
    value = holder.get(name)
    return value if isinstance(value, list) else []
