"""The pictures that stand in a body: each a figure of its own, marked so that the store can put a library image there."""

import html
import re
from collections.abc import Callable

from articles.importing.base import ImportedImage
from articles.importing.values import plain

# None of these looks past the next "<" inside a tag, so that no body takes more than a moment.
_FIGURE = re.compile(r"<figure\b([^<>]*)>((?:(?!<figure\b).)*?)</figure\s*>", re.DOTALL | re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p\b[^<>]*>(?:(?!</?p\b|<figure\b).)*</p\s*>", re.DOTALL | re.IGNORECASE)
_IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_LINKED_IMAGE = re.compile(r"<a\b[^<>]*>\s*(<img\b[^<>]*>)\s*</a\s*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))", re.IGNORECASE)
_CAPTION = re.compile(
    r"<figcaption\b[^<>]*>((?:(?!<figcaption\b).)*?)</figcaption\s*>", re.DOTALL | re.IGNORECASE
)
_FOREIGN_MARK = re.compile(r"\sdata-(?:image|picture)\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]*)", re.IGNORECASE)
_SOURCE_ID = re.compile(r"(?:wp-image-|attachment_)(\d+)")
_TAG = re.compile(r"<[^>]*>")

TINY = {"0", "1", "2"}  # pixels: a picture of that size counts readers, it shows nothing
Known = Callable[[str], ImportedImage | None]


def located(body: str, known: Known = lambda source_id: None) -> tuple[str, tuple[ImportedImage, ...]]:
    """The body with its pictures as `<figure data-picture="n">` and the n-th picture of each.

    `known` gives the source's record of a picture by the number in its class ("wp-image-755"). Marks that the
    body brought along are removed: they would point at pictures of ours.
    """
    if "data-" in body:
        body = _FOREIGN_MARK.sub("", body)
    if "<img" not in body.lower():
        return body, ()
    found: list[ImportedImage] = []

    def figure(picture: str, around: str = "", caption: str = "") -> str:
        image = _image_of(picture, around, caption, known)
        if image is None:
            return ""
        found.append(image)
        below = f"<figcaption>{caption}</figcaption>" if caption else ""
        return f'<figure data-picture="{len(found) - 1}">{picture}{below}</figure>'

    pieces, position = [], 0
    for match in _FIGURE.finditer(body):
        pictures = _IMAGE.findall(match[2])
        if len(pictures) == 1:
            caption = _CAPTION.search(match[2])
            pieces += [_out_of_paragraphs(body[position : match.start()], figure)]
            pieces += [figure(pictures[0], match[1], caption[1].strip() if caption else "")]
            position = match.end()
    pieces.append(_out_of_paragraphs(body[position:], figure))
    return "".join(pieces), tuple(found)


def _out_of_paragraphs(body: str, figure: Callable[[str], str]) -> str:
    """A picture among words comes before their paragraph, since no figure stands inside one."""

    def parted(match: re.Match) -> str:
        if "<img" not in match[0].lower():
            return match[0]
        text = _LINKED_IMAGE.sub(r"\1", match[0])
        figures = "".join(figure(picture) for picture in _IMAGE.findall(text))
        words = _IMAGE.sub("", text)
        return figures + (words if html.unescape(_TAG.sub("", words)).strip() else "")

    pieces, position = [], 0
    for match in _PARAGRAPH.finditer(body):
        pieces += [_alone(body[position : match.start()], figure), parted(match)]
        position = match.end()
    return "".join([*pieces, _alone(body[position:], figure)])


def _alone(body: str, figure: Callable[[str], str]) -> str:
    return (
        _IMAGE.sub(lambda match: figure(match[0]), _LINKED_IMAGE.sub(r"\1", body))
        if "<img" in body.lower()
        else body
    )


def _image_of(picture: str, around: str, caption: str, known: Known) -> ImportedImage | None:
    said = {
        match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "")
        for match in _ATTRIBUTE.finditer(picture)
    }
    if said.get("width") in TINY and said.get("height") in TINY:
        return None
    address, alt, caption = said.get("src", "").strip(), plain(said.get("alt", "")), plain(caption)
    if not address or address.startswith("data:"):
        return None
    number = _SOURCE_ID.search(said.get("class", "")) or _SOURCE_ID.search(around)
    image = known(number[1]) if number else None
    if image is None:
        web = address.lower().startswith(("http://", "https://"))
        return ImportedImage(
            url=address if web else "", file="" if web else address, alt=alt, caption=caption
        )
    return ImportedImage(**{**vars(image), "alt": alt or image.alt, "caption": caption or image.caption})
