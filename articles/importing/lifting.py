"""Lines that archives keep inside the body and that have a field of their own here.

A leading "image credit: …", "image source: …" or "Photo: …", a leading "By …" or "Authors: …" and a trailing
"From our partner …" are lifted out, but only where the line is short and stands alone in its paragraph: a
sentence that merely begins so stays where it is.
"""

import html
import re
from typing import NamedTuple

from authors.bylines import parse_byline

EDGE = 2000  # characters at either end of a body that are looked at
SHORT = 200  # characters a line may have
LEADING_LINES = 3  # a credit, a byline and one more, in any order

_BLOCK = r"(?:p|div|h[1-6]|figcaption|address)"
_FIRST = re.compile(
    rf"(?:\s|<!--(?:(?!-->).)*-->)*<({_BLOCK})\b[^>]*>(.*?)</\1\s*>\s*", re.DOTALL | re.IGNORECASE
)
_OPENING = re.compile(rf"<{_BLOCK}\b[^>]*>", re.IGNORECASE)
_CLOSING = re.compile(
    r"</[a-z0-9]+\s*>(?:\s|&nbsp;|<!--(?:(?!-->).)*-->|<p>\s*</p>)*$", re.IGNORECASE | re.DOTALL
)
_NOT_A_LINE = re.compile(
    r"<(?:p|div|h[1-6]|img|figure|picture|ul|ol|table|blockquote|iframe|video|audio)\b", re.IGNORECASE
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_LINK = re.compile(r"<a\b[^>]*?\bhref\s*=\s*[\"']?(https?://[^\"'\s>]+)", re.IGNORECASE)

_PICTURE = r"(?:cover|featured|header|file|lead|main)?\s*(?:image|photo(?:graph)?|picture|pic)s?"
_CREDITS = (  # the kind of credit, and how its line begins
    ("courtesy", rf"(?:{_PICTURE}\s*[:,]?\s*)?courtesy(?:\s*:|\s+of\b:?)"),
    ("source", rf"{_PICTURE}\s+sources?\s*:"),
    ("credit", rf"(?:{_PICTURE}\s+)?credits?\s*:|image\s*:"),
    ("photograph", r"(?:file\s+)?(?:photo(?:graph)?|picture)\s*(?::|\s+by\b:?)"),
    ("illustration", r"illustration\s*(?::|\s+by\b:?)"),
)
_CREDIT_LINES = tuple((kind, re.compile(rf"(?:{lead})\s*(\S.*)", re.IGNORECASE)) for kind, lead in _CREDITS)
_BYLINE = re.compile(
    r"(?:by|authors?|author\(s\)|written\s+by|reported\s+by|report\s+by|reporting\s+by|words\s+by|text\s+by"
    r"|story\s+by|words\s+and\s+(?:pictures|photographs|photos)\s+by|translated\s+by)\b\s*:?\s*\S",
    re.IGNORECASE,
)
_PARTNER = re.compile(r"from\s+our\s+partners?\b\s*[:,]?\s*(\S.*)", re.IGNORECASE)
_PARTICLE = re.compile(
    r"d[aeiou]|d[ao]s|del|della|der|den|dem|des|l[ae]|l[ao]s|van|von|zur?|a[fv]|te[nr]|bint?|ibn|al|el|ap|[eyi]"
    r"|and|of|the"
)


class Lifted(NamedTuple):
    """The body without the lines, and what the lines said; "" for what was not there."""

    body_html: str
    byline_text: str = ""
    credit_kind: str = ""
    credit: str = ""
    credit_url: str = ""
    partner: str = ""
    partner_url: str = ""


def lift(body_html: str, *, leave: frozenset[str] = frozenset()) -> Lifted:
    """The lines at both ends of a body, each kind lifted once. A body of only such lines stays as it is.

    `leave` names fields of Lifted whose lines are to stay in the body.
    """
    lifted = _lift_leading(Lifted(body_html), leave)
    if "partner" not in leave:
        lifted = _lift_partner(lifted)
    return lifted if lifted.body_html.strip() else Lifted(body_html)


def _lift_leading(lifted: Lifted, leave: frozenset[str]) -> Lifted:
    for _ in range(LEADING_LINES):
        block = _FIRST.match(lifted.body_html, 0, EDGE)
        if block is None:
            break
        found = _fields_of(block.group(2), lifted)
        if not found or leave & found.keys():
            break
        lifted = lifted._replace(body_html=lifted.body_html[block.end() :], **found)
    return lifted


def _fields_of(inside: str, lifted: Lifted) -> dict[str, str] | None:
    """What a paragraph says, if each of its lines is one of ours and still wanted, else None."""
    if len(inside) > EDGE or _NOT_A_LINE.search(inside):
        return None
    found: dict[str, str] = {}
    for line in _BREAK.split(inside):
        text = _text(line)
        fields = (_credit(line, text) or _byline(text)) if len(text) <= SHORT else None
        if not fields or any(getattr(lifted, name) or name in found for name in fields):
            return None
        found |= fields
    return found


def _credit(line: str, text: str) -> dict[str, str] | None:
    for kind, pattern in _CREDIT_LINES:
        match = pattern.fullmatch(text)
        if match:
            found = {"credit_kind": kind, "credit": match.group(1).rstrip(" .")}
            link = _LINK.search(line)
            return found | {"credit_url": html.unescape(link.group(1))} if link else found
    return None


def _byline(text: str) -> dict[str, str] | None:
    if not _BYLINE.match(text):
        return None
    people = parse_byline(text)
    return {"byline_text": text} if people and all(_like_a_name(person.name) for person in people) else None


def _like_a_name(name: str) -> bool:
    """ "By Monday, Paris had fallen" names nobody: words of names are capitalised, uncased or particles."""
    words = name.split()
    return len(words) <= 7 and all(
        _PARTICLE.fullmatch(word.casefold().strip(".,")) or (not word[0].islower() and not word[0].isdigit())
        for word in words
    )


def _lift_partner(lifted: Lifted) -> Lifted:
    start = max(0, len(lifted.body_html) - EDGE)
    tail = lifted.body_html[start:]
    openings = list(_OPENING.finditer(tail))
    closing = _CLOSING.search(tail)
    if not openings or not closing or openings[-1].end() > closing.start():
        return lifted
    inside = tail[openings[-1].end() : closing.start()]
    match = None if _NOT_A_LINE.search(inside) or "</p" in inside else _PARTNER.fullmatch(_text(inside))
    if not match or len(match.group(1)) > SHORT or match.group(1)[0].islower():
        return lifted  # "From our partner we learned …" is a sentence
    link = _LINK.search(inside)
    return lifted._replace(
        body_html=lifted.body_html[: start + openings[-1].start()].rstrip(),
        partner=match.group(1).rstrip(" ."),
        partner_url=html.unescape(link.group(1)) if link else "",
    )


def _text(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", markup)).split())
