"""What WordPress keeps in a body beside HTML: block comments, shortcodes, paragraphs that are only line ends."""

import html
import re
from collections.abc import Callable, Iterable

from articles.importing.base import ImportedImage
from articles.importing.paragraphs import paragraphs

_COMMENT_REST = r"(?:(?!-->|<!--).)*-->"
_BLOCK_COMMENT = re.compile(rf"<!--\s*/?wp:{_COMMENT_REST}\n?", re.DOTALL)
_PAGE_COMMENT = re.compile(rf"<!--\s*(?:more|nextpage|noteaser)\b{_COMMENT_REST}", re.DOTALL)
_CAPTION = re.compile(
    r"\[(?:wp_)?caption\b([^\[\]]*)\]((?:(?!\[(?:wp_)?caption\b).)*?)\[/(?:wp_)?caption\]", re.DOTALL
)
_GALLERY = re.compile(r"\[gallery\b([^\[\]]*)\]")
_EMBED = re.compile(
    r"\[(?:embed|youtube|vimeo|audio|video)\b([^\[\]]*)\](?:\s*(https?://[^\[\s]+)\s*\[/(?:embed|audio|video)\])?"
)
_CLOSING = re.compile(r"\[/(?:embed|audio|video)\]")
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\]\"']+))")
_ADDRESS = re.compile(r"https?://[^\s\"'\]]+")
_PICTURE = re.compile(r"(?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a\s*>)?", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p[\s>]", re.IGNORECASE)

Gallery = Callable[[list[str]], Iterable[ImportedImage]]


def body_html(content: str, gallery: Gallery) -> str:
    """The body as plain HTML. `gallery` gives the pictures of these numbers; without numbers, those of the post."""
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    blocks = "<!-- wp:" in content
    if "<!--" in content:
        content = _PAGE_COMMENT.sub("", _BLOCK_COMMENT.sub("", content))
    if "[" in content:
        content = _CAPTION.sub(lambda match: _captioned(match[1], match[2]), content)
        content = _GALLERY.sub(lambda match: _gallery(match[1], gallery), content)
        content = _CLOSING.sub("", _EMBED.sub(_embedded, content))
    content = content.strip()
    return content if blocks or _PARAGRAPH.search(content) else paragraphs(content)


def _attributes(text: str) -> dict[str, str]:
    return {
        match[1]: html.unescape(match[2] or match[3] or match[4] or "") for match in _ATTRIBUTE.finditer(text)
    }


def _captioned(attributes: str, inside: str) -> str:
    """Old exports hold the caption as an attribute, newer ones after the picture."""
    said, picture = _attributes(attributes), _PICTURE.search(inside)
    if picture is None:
        return inside
    caption = said.get("caption") or (inside[: picture.start()] + inside[picture.end() :]).strip()
    return _figure(picture[0], caption, said.get("id", "").removeprefix("attachment_"))


def _gallery(attributes: str, gallery: Gallery) -> str:
    numbers = re.findall(
        r"\d+", _attributes(attributes).get("ids", _attributes(attributes).get("include", ""))
    )
    return "".join(
        _figure(
            f'<img src="{html.escape(image.url or image.file)}" alt="{html.escape(image.alt)}">',
            html.escape(image.caption, quote=False),
            image.source_id,
        )
        for image in gallery(numbers)
    )


def _figure(picture: str, caption: str, number: str) -> str:
    mark = f' id="attachment_{number}"' if number.isdigit() else ""
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f"\n<figure{mark}>{picture}{below}</figure>\n"


def _embedded(match: re.Match) -> str:
    """A film or a sound becomes a link to it: nothing of another site runs in our pages."""
    address = match[2] or next(iter(_ADDRESS.findall(match[1])), "")
    return (
        f'\n\n<a href="{html.escape(html.unescape(address))}">{html.escape(html.unescape(address))}</a>\n\n'
        if address
        else ""
    )
