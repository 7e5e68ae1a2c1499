"""A reader's words: tidied when they come in, made into paragraphs and links by us when they are shown."""

import re
import unicodedata
from html import escape

from newsroom.lib.html_addresses import link_address, link_host
from newsroom.lib.text import clean_line

LONGEST_NAME = 80  # characters
LONGEST_TEXT = 5000
MOST_MARKS = 4  # on one letter: more is a tower of accents that runs over other people's lines
LONGEST_SHOWN = 60  # characters of an address that are printed
REL = "nofollow ugc noopener"

_LINE_END = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_EMPTY_LINES = re.compile(r"\n{3,}")
_MARKS = re.compile(
    r"[^\W\d_]?(?:[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f])+"
)
# What a reader types as an address. Signs that end a sentence are not part of it.
_ADDRESS = re.compile(r"https?://[^\s<>\"“”„«»{}|\\^`]+", re.IGNORECASE)
_AFTER = ".,;:!?…'’"
_PAIRS = {")": "(", "]": "["}


def clean_name(text: str) -> str:
    """One line without control or reordering characters; "" when nothing in it can be seen."""
    return _fewer_marks(clean_line(text))


def clean_text(text: str) -> str:
    """Lines without control or reordering characters, at most one empty line between two; "" when nothing can be seen."""
    lines = (clean_line(line) for line in _LINE_END.split(text))
    return _fewer_marks(_EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip())


def _fewer_marks(text: str) -> str:
    return text if text.isascii() else _MARKS.sub(lambda run: run[0][: MOST_MARKS + 1], text)


def as_html(text: str) -> str:
    """Paragraphs and line breaks as typed, addresses as links. Nothing in it is markup of the writer's."""
    return "".join(
        f"<p>{'<br>'.join(_line(line) for line in part.split(chr(10)))}</p>"
        for part in re.split(r"\n{2,}", text)
        if part.strip()
    )


def links_in(text: str) -> list[str]:
    """The addresses that would be links."""
    return [address for _, address in _parts(text) if address]


def hosts_in(text: str) -> list[str]:
    return [link_host(address) for address in links_in(text)]


def mail_key(mail: str) -> str:
    """The form in which an address is known: in small letters, its host as DNS compares it."""
    return unicodedata.normalize("NFC", mail.strip()).lower()


def _line(line: str) -> str:
    return "".join(_link(words, address) if address else escape(words) for words, address in _parts(line))


def _parts(text: str):
    """(words, address) in order; the address is "" where the words are no link."""
    place = 0
    for match in _ADDRESS.finditer(text):
        typed = _without_ending(match[0])
        address = link_address(typed)
        if address is None or not link_host(address):
            continue
        yield text[place : match.start()], ""
        yield typed, address
        place = match.start() + len(typed)
    yield text[place:], ""


def _without_ending(typed: str) -> str:
    """Without the sentence's own signs: a bracket belongs to the address only where it was opened in it."""
    while typed and (
        typed[-1] in _AFTER
        or (typed[-1] in _PAIRS and typed.count(typed[-1]) > typed.count(_PAIRS[typed[-1]]))
    ):
        typed = typed[:-1]
    return typed


def _link(typed: str, address: str) -> str:
    shown = typed if len(typed) <= LONGEST_SHOWN else f"{typed[: LONGEST_SHOWN - 1]}…"
    return f'<a href="{escape(address)}" rel="{REL}">{escape(shown)}</a>'
