"""What differs between two revisions' contents, field by field, words marked as taken out or put in."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.desk.times import briefly
from articles.models import Correction, Kind, Role
from articles.publishing.references import References
from newsroom.lib.html import plain_text

LABELS = {
    "headline": "Headline",
    "standfirst": "Standfirst",
    "body": "Body",
    "section": "Section",
    "bylines": "Bylines",
    "partner": "Partner",
    "images": "Pictures",
    "tags": "Tags",
    "corrections": "Corrections",
    "kind": "Type of work",
    "language": "Language",
    "slug": "Address",
    "source_url": "Original’s address",
}
# A word of a spaced script, one character of a script without spaces, a run of spaces, or one sign.
_TOKEN = re.compile(r"[぀-ヿ㐀-鿿가-힣]|[^\W぀-ヿ㐀-鿿가-힣]+|\s+|.", re.DOTALL)
_TAGS = re.compile(r"(?=<(?:p|h\d|ul|ol|li|figure|blockquote)\b)")
LONGEST = 4000  # tokens of a passage compared word by word; beyond it passages are shown whole
CONTEXT = 60  # characters kept around an unchanged passage


@dataclass(frozen=True)
class Difference:
    """One field that differs. `html` is safe: it holds nothing but escaped text, <del>, <ins> and <br>."""

    field: str
    label: str
    html: SafeString


def differences(old: dict, new: dict, references: References | None = None) -> list[Difference]:
    """What `new` says otherwise than `old`, in the order in which an editor reads a story."""
    if all(old[name] == new[name] for name in LABELS):
        return []
    return marked_fields(old, new, LABELS, in_words, references or References.load([old, new]))


def marked_fields(
    old: dict, new: dict, labels: dict[str, str], said: Callable[[str, Any, Any], str], references
) -> list[Difference]:
    """The fields of `labels` that differ, each with its words marked. `said(name, value, references)` gives a value as an
    editor reads it."""
    return [
        Difference(
            name,
            label,
            _body(old[name], new[name])
            if name == "body"
            else marked_words(said(name, old[name], references), said(name, new[name], references)),
        )
        for name, label in labels.items()
        if old[name] != new[name]
    ]


def _body(old: str, new: str) -> SafeString:
    before, after = plain_text(old).split("\n\n"), plain_text(new).split("\n\n")
    if before == after:  # only links, emphasis, pictures: the markup itself is shown
        before, after = _TAGS.split(old), _TAGS.split(new)
    return marked_paragraphs(before, after)


def marked_paragraphs(before: list[str], after: list[str]) -> SafeString:
    """Paragraph by paragraph, so that a long story costs little; those that did not change are left out."""
    pieces = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append('<span class="desk-same">…</span>')
        else:
            pieces.append(marked_words("\n".join(before[i:j]), "\n".join(after[k:m])))
    return mark_safe("<br>".join(pieces))  # noqa: S308  each piece is escaped by marked_words


def marked_words(old: str, new: str) -> SafeString:
    """`new` with what left in <del> and what came in <ins>, everything escaped."""
    return mark_safe("".join(_spans(old, new)).replace("\n", "<br>"))  # noqa: S308  escaped in _spans


def _spans(old: str, new: str) -> Iterator[str]:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) > LONGEST or len(after) > LONGEST:
        yield from _wrapped(old, new)
        return
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield escape(_shortened("".join(before[i:j])))
        else:
            yield from _wrapped("".join(before[i:j]), "".join(after[k:m]))


def _wrapped(old: str, new: str) -> Iterator[str]:
    if old:
        yield f"<del>{escape(old)}</del>"
    if new:
        yield f"<ins>{escape(new)}</ins>"


def _shortened(text: str) -> str:
    return text if len(text) <= CONTEXT * 3 else f"{text[:CONTEXT]} … {text[-CONTEXT:]}"


def in_words(name: str, value, references: References) -> str:
    """A field's value as an editor reads it: names, not numbers."""
    if name == "section":
        return _named(references.sections, value)
    if name == "partner":
        return _named(references.partners, value)
    if name == "kind":
        return str(Kind(value).label) if value in Kind.values else value
    if name in IN_LINES:
        return "\n".join(IN_LINES[name](value, references))
    return value


def _bylines(value: list, _references: References) -> Iterable[str]:
    return [f"{line['name']} ({Role(line['role']).label.lower()})" for line in value]


def _images(value: list, references: References) -> Iterable[str]:
    for use in value:
        name = _named(references.images, use["image"])
        yield " — ".join(filter(None, [name, use["caption"], use["alt"]]))


def _corrections(value: list, _references: References) -> Iterable[str]:
    return [
        f"{Correction.Kind(entry['kind']).label}, {briefly(datetime.fromisoformat(entry['dated']))}: {entry['text']}"
        for entry in value
    ]


IN_LINES = {
    "bylines": _bylines,
    "images": _images,
    "corrections": _corrections,
    "tags": lambda value, _references: [", ".join(value)],
}


def _named(known: Mapping[int, object], number: int | None) -> str:
    if number is None:
        return ""
    return str(known[number]) if number in known else f"no. {number}, which is gone"
