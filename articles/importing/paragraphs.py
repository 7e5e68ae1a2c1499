"""Paragraphs for text that has none: blank lines part them, single line ends are line breaks."""

import html
import re

# Elements that stand on their own line; text beside them is not part of their paragraph.
_BLOCKS = [
    "address",
    "article",
    "aside",
    "blockquote",
    "caption",
    "col",
    "colgroup",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "video",
    "audio",
]
_VOID = {"hr", "col"}
_HOLD_PARAGRAPHS = {
    "",
    "article",
    "aside",
    "blockquote",
    "div",
    "details",
    "footer",
    "header",
    "main",
    "section",
}
_BLOCK_TAG = re.compile(rf"(</?(?:{'|'.join(_BLOCKS)})\b[^<>]*>)", re.IGNORECASE)
_TAG_NAME = re.compile(r"</?([a-z0-9]+)", re.IGNORECASE)
_COMMENTS_ONLY = re.compile(r"(?:<!--(?:(?!-->).)*-->\s*)+", re.DOTALL)


def paragraphs(text: str, *, escape: bool = False) -> str:
    """Loosely marked HTML with <p> and <br> where its line ends mean them. `escape`: the text is plain, no HTML."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if escape:
        return _wrapped(html.escape(text, quote=False))
    out: list[str] = []
    within: list[str] = []
    for piece in _BLOCK_TAG.split(text):
        if _BLOCK_TAG.fullmatch(piece):
            _step(within, piece)
            out.append(piece)
        elif (within[-1] if within else "") in _HOLD_PARAGRAPHS:
            out.append(_wrapped(piece))
        else:
            out.append(piece)
    return "".join(out)


def _step(within: list[str], tag: str) -> None:
    """Keep `within`, the names of the open blocks. A stray closing tag closes nothing."""
    found = _TAG_NAME.match(tag)
    if found is None:
        return
    name = found[1].casefold()
    if not tag.startswith("</"):
        if name not in _VOID and not tag.endswith("/>"):
            within.append(name)
    elif name in within:
        while within.pop() != name:
            pass


def _wrapped(text: str) -> str:
    return "\n".join(_paragraph(part) for part in re.split(r"\n\s*\n", text.strip()) if part.strip())


def _paragraph(part: str) -> str:
    part = part.strip()
    return part if _COMMENTS_ONLY.fullmatch(part) else f"<p>{part.replace(chr(10), '<br>' + chr(10))}</p>"
