"""The comments under one post of a WordPress export. What other sites sent by themselves is left and counted."""

import re

from articles.importing.base import ImportedComment
from articles.importing.values import clean, line, moment, plain
from articles.importing.wxr_xml import children, name
from newsroom.lib.html import plain_text

STATES = {
    "1": "approved",
    "0": "waiting",
    "hold": "waiting",
    "approve": "approved",
    "spam": "spam",
    "trash": "rejected",
}
AUTOMATIC = "{count} pingbacks and trackbacks were left: other sites’ machines wrote them."
NOT_NUMBERED = "{count} comments were left: they have no number or no words."
NO_PARENT = {"", "0"}
_LINK = re.compile(
    r"""<a\b[^<>]*?\bhref\s*=\s*["']?(https?://[^\s"'<>]+)[^<>]*>([^<]*)</a\s*>""", re.IGNORECASE
)
_PICTURE = re.compile(r"""<img\b[^<>]*?\bsrc\s*=\s*["']?(https?://[^\s"'<>]+)[^<>]*>""", re.IGNORECASE)


def comments_of(item) -> tuple[tuple[ImportedComment, ...], tuple[str, ...]]:
    """The comments of an <item>, oldest first, and warnings about those that were left."""
    found, automatic, unusable = [], 0, 0
    for child in item:
        if name(child) != "wp:comment":
            continue
        said = children(child)
        if line(said.get("wp:comment_type", "")) not in {"", "comment"}:
            automatic += 1
            continue
        comment = _comment(said)
        if comment is None:
            unusable += 1
        else:
            found.append(comment)
    told = [(AUTOMATIC, automatic), (NOT_NUMBERED, unusable)]
    warnings = tuple(text.format(count=count) for text, count in told if count)
    return tuple(sorted(found, key=_in_time)), warnings


def _in_time(comment: ImportedComment) -> tuple[bool, float, int, str]:
    """By date, then by number; those without a date come last."""
    at = comment.written_at.timestamp() if comment.written_at else 0.0
    number = int(comment.source_id) if comment.source_id.isdecimal() else 0
    return comment.written_at is None, at, number, comment.source_id


def _comment(said: dict[str, str]) -> ImportedComment | None:
    number, text = line(said.get("wp:comment_id", "")), _text(said.get("wp:comment_content", ""))
    if not number or not text:
        return None
    parent = line(said.get("wp:comment_parent", ""))
    return ImportedComment(
        source_id=number[:100],
        name=plain(said.get("wp:comment_author", "")),
        text=text,
        mail=line(said.get("wp:comment_author_email", "")),
        state=STATES.get(line(said.get("wp:comment_approved", "")), "waiting"),
        parent="" if parent in NO_PARENT else parent[:100],
        written_at=_date(said),
    )


def _date(said: dict[str, str]):
    text = said.get("wp:comment_date_gmt", "")
    return None if not line(text) or "0000-00-00" in text else moment(text)


def _text(html: str) -> str:
    """The words: line ends are kept, a link keeps its address, markup goes."""
    html = _LINK.sub(_link_in_words, clean(html).replace("\r\n", "\n").replace("\r", "\n"))
    return plain_text(_PICTURE.sub(r" \1 ", html).replace("\n", "<br>"))


def _link_in_words(match: re.Match) -> str:
    words = match[2].strip()
    return match[1] if not words or words in match[1] else f"{words} {match[1]}"
