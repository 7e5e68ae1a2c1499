"""The picture of a feed's item and its credit: Media RSS, enclosures, podcast images."""

from collections.abc import Iterator

import feedparser

from articles.importing.base import ImportedImage
from articles.importing.values import plain, web_address

PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")


def lead_image(entry: feedparser.FeedParserDict) -> ImportedImage | None:
    """The widest picture the item offers, else its thumbnail, with the credit given beside it."""
    found = max(_pictures(entry), key=lambda pair: pair[0], default=None)
    if not found:
        return None
    return ImportedImage(
        url=found[1],
        credit=" / ".join(dict.fromkeys(_credits(entry)))[:300],
        holder=plain(_first_text(entry.get("media_copyright")))[:200],
        caption=plain(_first_text(entry.get("media_description"))),
        licence=web_address(_first_text(entry.get("media_license")))[:200],
    )


def _pictures(entry: feedparser.FeedParserDict) -> Iterator[tuple[int, str]]:
    """(how good, address): full pictures by width, before enclosures, before thumbnails."""
    for media in _dicts(entry.get("media_content")):
        if _is_picture(media):
            yield 1_000_000 + _number(media.get("width")), web_address(str(media.get("url") or ""))
    for enclosure in _dicts(entry.get("enclosures")):
        if _is_picture(enclosure):
            yield 500_000, web_address(str(enclosure.get("href") or enclosure.get("url") or ""))
    for thumbnail in _dicts(entry.get("media_thumbnail")):
        yield _number(thumbnail.get("width")), web_address(str(thumbnail.get("url") or ""))
    image = entry.get("image")
    if isinstance(image, dict) and image.get("href"):
        yield 0, web_address(str(image["href"]))


def _is_picture(media: dict) -> bool:
    address = web_address(str(media.get("url") or media.get("href") or ""))
    kind = str(media.get("medium") or media.get("type") or "")
    if not address:
        return False
    return (
        kind == "image"
        or kind.startswith("image/")
        or (not kind and address.lower().partition("?")[0].endswith(PICTURES))
    )


def _credits(entry: feedparser.FeedParserDict) -> Iterator[str]:
    for credit in _dicts(entry.get("media_credit")):
        name = plain(str(credit.get("content") or ""))
        if name:
            yield name


def _first_text(value) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("content") or value.get("href") or ""
    return value if isinstance(value, str) else ""


def _dicts(value) -> list[dict]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _number(value) -> int:
    text = str(value or "")
    return min(int(text), 100_000) if text.isascii() and text.isdigit() and len(text) < 8 else 0
