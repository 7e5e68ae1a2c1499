"""A WordPress export as a stream of elements: hardened, in level memory, whatever its version.

WXR is RSS 2.0 with elements in http://wordpress.org/export/1.0/ to /1.2/. Entities are not expanded, no DTD is read
and nothing is fetched.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from articles.importing.base import UnreadableInput

WORDPRESS = re.compile(r"https?://(?:www\.)?wordpress\.org/export/1\.\d+/(excerpt/)?")
_SPACES = {
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "": "",
}
_TOP = (
    "item",
    "{*}author",
    "{*}category",
    "{*}tag",
    "{*}term",
    "{*}base_blog_url",
    "{*}base_site_url",
    "link",
    "language",
)
_WHERE = re.compile(r",? line \d+, column \d+$")  # libxml2 ends its sentences so; the line is told first
ENTITIES = "It declares XML entities, which no WordPress export does; it was refused for safety."
NOT_WXR = "It is XML, but not a WordPress export (WXR)."


def elements(stream: BinaryIO) -> Iterator[etree._Element]:
    """The elements of the channel that matter, whole, each gone once the next is asked for.

    Raises UnreadableInput, with the line and the reason, where the file is not well-formed or is no export.
    """
    _skip_white_space(stream)
    context = etree.iterparse(
        _Printable(stream),
        events=("end",),
        tag=_TOP,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for _, element in context:
            if _stands_at_the_top(element):
                yield element
                _forget(element)
        _make_sure(context.root)
    except etree.XMLSyntaxError as error:
        raise UnreadableInput(_plain_words(error)) from error


def name(element: etree._Element) -> str:
    """ "wp:post_id", "excerpt:encoded", "dc:creator", "title"; "" for elements of no concern to us."""
    if not isinstance(element.tag, str):
        return ""
    space, _, local = element.tag[1:].rpartition("}") if element.tag[0] == "{" else ("", "", element.tag)
    if space in _SPACES:
        return _SPACES[space] + local
    match = WORDPRESS.fullmatch(space)
    return (f"excerpt:{local}" if match[1] else f"wp:{local}") if match else ""


def children(element: etree._Element) -> dict[str, str]:
    """The text of each child under its name; of several alike, the first that says something."""
    found: dict[str, str] = {}
    for child in element:
        key = name(child)
        if key and not found.get(key):
            found[key] = child.text or ""
    return found


def _stands_at_the_top(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "channel"


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _make_sure(root: etree._Element | None) -> None:
    if (
        root is None
        or root.tag != "rss"
        or not any(map(WORDPRESS.fullmatch, filter(None, root.nsmap.values())))
    ):
        feed = root is not None and etree.QName(root).localname in {"rss", "RDF", "feed"}
        raise UnreadableInput(NOT_WXR + (" It looks like a feed: import_feed reads those." if feed else ""))
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(dtd.iterentities(), None) is not None:
        raise UnreadableInput(ENTITIES)


def _plain_words(error: etree.XMLSyntaxError) -> str:
    reason = _WHERE.sub("", str(error.msg or error)).strip().rstrip(".")
    if "amplification" in reason:
        return ENTITIES
    hint = " (a bare “&”, which has to be written “&amp;”)" if "EntityRef" in reason else ""
    if "Premature end" in reason or "Document is empty" in reason:
        hint = " (the file is cut short)"
    return f"The file is not well-formed XML. Line {error.lineno or 1}: {reason}{hint}."


class _Printable:
    """A stream without the control characters that authors paste and XML 1.0 (2.2) forbids: a wart, not a fault."""

    FORBIDDEN = bytes(set(range(32)) - {9, 10, 13})

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        start = stream.read(4)
        stream.seek(-len(start), 1)
        self._forbidden = b"" if b"\0" in start or start[:2] in {b"\xff\xfe", b"\xfe\xff"} else self.FORBIDDEN

    def read(self, size: int = -1) -> bytes:
        while chunk := self._stream.read(size):
            kept = chunk.translate(None, self._forbidden)
            if kept:
                return kept
        return b""


def _skip_white_space(stream: BinaryIO) -> None:
    """Blank lines before the XML declaration, which themes print by accident, are no fault of the export."""
    start = stream.read(1 << 12)
    stream.seek(len(start) - len(start.lstrip(b" \t\r\n")))
