"""Bodies: the one sanitiser, and what is read out of a body: text, excerpts, addresses, figures.

This is the public place of all of it; the sanitiser and the work on figures have a module each.
"""

import html as entities
import re
from functools import lru_cache
from urllib.parse import urljoin

import nh3

from newsroom.lib.foretold import Foretold
from newsroom.lib.html_figures import drop_figures, figures, replace_figures
from newsroom.lib.html_sanitiser import BLOCKS, BOXES, DROPPED_WHOLE, printable, sanitise
from newsroom.lib.text import excerpt

__all__ = [
    "absolute_links",
    "desk_sanitise",
    "drop_figures",
    "excerpt",
    "figures",
    "plain_text",
    "replace_figures",
    "sanitise",
    "subheads",
]


def desk_sanitise(html: str) -> str:
    """What the editor's field does to its text on every save. The door repeats it, knowing our own hosts."""
    return sanitise(html)


# The reading of Chinese and Japanese characters (rt) is not part of the text it stands over.
_TEXT = nh3.Cleaner(
    tags=set(BLOCKS | BOXES | {"br", "dir", "h1", "h5", "h6", "menu"}),
    clean_content_tags=set(DROPPED_WHOLE | {"rp", "rt"}),
    attributes={},
    link_rel=None,
)
_EMPTY_LINES = re.compile(r"\n{3,}")
_BLOCK_TAG = re.compile(r"</?(?!br>)[a-z][^>]*>")


@Foretold
@lru_cache(maxsize=512)  # a body is read for its revision and again at the door
def plain_text(html: str) -> str:
    """The words alone: blocks become paragraphs parted by an empty line, <br> a new line, scripts vanish."""
    blocks = map(_lines, _BLOCK_TAG.split(printable(_TEXT.clean(printable(html)))))
    text = "\n\n".join(block for block in blocks if block)
    return _EMPTY_LINES.sub("\n\n", text) if "\n\n\n" in text else text


def _lines(block: str) -> str:
    """A block's text with one space between words, and a line end for each <br>."""
    if "<br>" not in block and "&" not in block:
        return " ".join(block.split())
    lines = (printable(entities.unescape(line)) if "&" in line else line for line in block.split("<br>"))
    return "\n".join(" ".join(line.split()) for line in lines).strip()


_SUBHEAD = re.compile(r"<h2\b[^>]*>(.*?)</h2>", re.DOTALL)


def subheads(html: str, most: int = 6) -> list[str]:
    """The first subheads of a sanitised body, as plain text."""
    found = (plain_text(match[1]) for match in _SUBHEAD.finditer(html))
    return [words for words in found if words][:most]


_TAG_WITH_ATTRIBUTES = re.compile(r"""<[a-zA-Z][a-zA-Z0-9-]*\s(?:[^<>"']++|"[^"]*+"|'[^']*+')*>""")
_ADDRESS = re.compile(r'(\s(?:href|src|cite|poster)=")([^"]*)(")')
_ADDRESS_SET = re.compile(r'(\ssrcset=")([^"]*)(")')
_ABSOLUTE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_PLAIN_PATH = re.compile(
    r"/(?![/.])(?!.*/\.)[\w./-]+\Z", re.ASCII
)  # what urljoin would only set behind the host


@lru_cache(maxsize=256)  # nearly all stories of a feed were in it before its last change
def absolute_links(html: str, base: str) -> str:
    """Every relative link, picture and quotation source made absolute against `base`, for feeds and syndication.

    Expects attribute values in double quotes, as our sanitiser and templates write them; alters nothing else.
    """
    if '="' not in html:
        return html

    root = urljoin(base, "/").removesuffix("/")

    def full(address: str) -> str:
        if _PLAIN_PATH.match(address):
            return root + address
        return address if not address or _ABSOLUTE.match(address) else urljoin(base, address)

    def joined(match: re.Match) -> str:
        return match[1] + entities.escape(full(entities.unescape(match[2]))) + match[3]

    def joined_set(match: re.Match) -> str:
        candidates = [part.strip().split(None, 1) for part in entities.unescape(match[2]).split(", ")]
        parts = (" ".join([full(candidate[0]), *candidate[1:]]) for candidate in candidates if candidate)
        return match[1] + entities.escape(", ".join(parts)) + match[3]

    return _TAG_WITH_ATTRIBUTES.sub(
        lambda tag: _ADDRESS_SET.sub(joined_set, _ADDRESS.sub(joined, tag[0])), html
    )
