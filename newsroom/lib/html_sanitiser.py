"""The one sanitiser of bodies, on nh3 (an HTML5 parser and allow-lists).

Whatever goes in, what comes out is in one normal form: allowed tags only, attribute values in double quotes, every
other "<" and ">" escaped. The changes made after the parser has spoken rely on that form.
"""

import html as entities
import re
from collections.abc import Collection

import nh3

from newsroom.lib.html_addresses import link_address, link_host, picture_address

INLINE = frozenset({
    "a", "abbr", "br", "cite", "code", "em", "q", "rp", "rt", "ruby", "s", "strong", "sub", "sup", "time",
    "u"
})  # fmt: skip
BLOCKS = frozenset({
    "blockquote", "caption", "dd", "details", "dl", "dt", "figcaption", "figure", "h2", "h3", "h4", "hr",
    "li", "ol", "p", "pre", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"
})  # fmt: skip
TAGS = INLINE | BLOCKS | {"img"}

# Old and finer tags take the name of the one we keep.
RENAMED = {
    "h1": "h2", "h5": "h4", "h6": "h4", "b": "strong", "i": "em", "strike": "s", "del": "s", "ins": "u",
    "tt": "code", "kbd": "code", "samp": "code", "acronym": "abbr", "menu": "ul", "dir": "ul",
}  # fmt: skip
# Boxes say nothing to a reader: one that holds a run of text becomes a paragraph, the others vanish.
BOXES = frozenset({
    "address", "article", "aside", "center", "div", "fieldset", "footer", "form", "header", "hgroup",
    "legend", "main", "nav", "section"
})  # fmt: skip
# These go with all they hold: code, foreign markup, form controls, and text meant for browsers that lack something.
DROPPED_WHOLE = frozenset({
    "applet", "audio", "button", "canvas", "datalist", "embed", "iframe", "map", "math", "noembed",
    "noframes", "noscript", "object", "option", "plaintext", "script", "select", "style", "svg",
    "template", "textarea", "title", "video", "xmp"
})  # fmt: skip

_ATTRIBUTES = {
    "*": {"dir", "lang"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "blockquote": {"cite"},
    "figure": {"data-image"},
    "img": {"alt", "data-image", "height", "src", "width"},
    "ol": {"reversed", "start"},
    "q": {"cite"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_PROPER = {
    "colspan": r"[1-9][0-9]{0,2}",
    "data-image": r"[0-9]{1,18}",
    "datetime": r"[0-9TZPYMWDHS:+., -]{1,40}",
    "dir": r"ltr|rtl|auto",
    "height": r"[0-9]{1,5}",
    "lang": r"[A-Za-z0-9-]{1,35}",
    "rowspan": r"[1-9][0-9]{0,2}",
    "scope": r"row|col|rowgroup|colgroup",
    "start": r"-?[0-9]{1,6}",
    "width": r"[0-9]{1,5}",
}
_PROPER_VALUES = {name: re.compile(pattern, re.ASCII) for name, pattern in _PROPER.items()}


def _attribute(tag: str, name: str, value: str) -> str | None:
    """The value as it may stay, None to drop the attribute. The cleaner calls it for each allowed attribute."""
    if name == "href":
        return link_address(value)
    if name in ("src", "cite"):
        return picture_address(value)
    if name == "reversed":
        return ""
    proper = _PROPER_VALUES.get(name)
    return value if proper is None or proper.fullmatch(value) else None


def _cleaner(tags: Collection[str], **more) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(tags),
        clean_content_tags=set(DROPPED_WHOLE),
        attributes={tag: names for tag, names in _ATTRIBUTES.items() if tag == "*" or tag in tags},
        attribute_filter=_attribute,
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel"},
        **more,
    )


_EXTERNAL = "noopener external"
_BODY = _cleaner(TAGS | RENAMED.keys() | BOXES)
_LINE = _cleaner(INLINE, tag_attribute_values={"a": {"rel": {_EXTERNAL}}})
_VALUES = r'(?: [a-z-]++="[^"]*+")*'
_ASCII_UNPRINTABLE = {
    number: " " if number in (11, 12) else None for number in (*range(9), *range(11, 13), *range(14, 32), 127)
}
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_TO_RENAME = re.compile(rf"<(/?)({'|'.join(RENAMED)})(?=[ >])")
_BLOCK_NAMES = "|".join(sorted(BLOCKS | BOXES))
_BOX_NAMES = "|".join(sorted(BOXES))
_BOX = re.compile(rf"</?(?:{_BOX_NAMES})[ >]")
_TEXT_BOX = re.compile(
    rf"<({_BOX_NAMES})({_VALUES})>((?:[^<]++|<(?!/?(?:{_BLOCK_NAMES})[ >]))*)</\1>",
)
_OTHER_BOX = re.compile(rf"</?(?:{_BOX_NAMES})(?:{_VALUES})>")
_LINK = re.compile(rf"<a({_VALUES})>")
_HREF = re.compile(r' href="([^"]*)"')
_DEAD_LINK = re.compile(r"<a(?: (?:title|lang|dir)=\"[^\"]*+\")*>(.*?)</a>", re.DOTALL)
_LOST_PICTURE = re.compile(r'<img(?: (?!src=)[a-z-]++="[^"]*+")*>')
_NOTHING = rf"(?:\s|&nbsp;|<br>|</?(?:{'|'.join(sorted(INLINE - {'br'}))})(?:{_VALUES})>)*"
_EMPTY_PARAGRAPH = re.compile(rf"<p(?:{_VALUES})>{_NOTHING}</p>")
_EMPTY_FIGURE = re.compile(rf"<figure(?: (?:lang|dir)=\"[^\"]*+\")*>{_NOTHING}</figure>")

_PRE_START = re.compile(rf"(<pre{_VALUES}>)\n+")
_BLOCK_END = re.compile(r"</(?:p|li|h[234]|td|th|dt|dd|figcaption)>|<br>")
_SPACE = re.compile(r"[ \t\n\r]+")

_MOST_PASSES = 8
_MANY_TAGS = 4000
_DEEPEST = 1000
_OPENING_OR_CLOSING = re.compile(r"<(/?)(?!(?:br|hr|img|p|li|td|tr|col|input|link|meta|wbr)\b)[a-zA-Z]")


def sanitise(html: str, *, own_hosts: Collection[str] = ()) -> str:
    """The body with nothing in it but the allowed tags, attributes and addresses. `sanitise` of it is itself.

    Links to hosts other than `own_hosts` get rel="noopener external". Empty paragraphs and pictures without an
    address that may be used are taken out. What does not come to rest after a few rounds, or is nested absurdly
    deep, is not a body anyone wrote: its text alone is kept.
    """
    has_links = "<a" in html or "<A" in html
    hosts = frozenset(host.casefold() for host in own_hosts if has_links)
    if _is_at_rest(html, hosts):
        return html
    before = html
    if not _is_too_deep(html):
        for _ in range(_MOST_PASSES):
            after = _tidied(_BODY.clean(printable(before)), hosts)
            if after == before:
                _clean.add(after, hosts)
                return after
            before = after
    return _as_paragraphs(before)


_MOST_REMEMBERED = 1000  # more than an import has in one batch
_LONGEST_REMEMBERED = 100_000  # characters


class _Clean:
    """The last bodies that came to rest and are clean, each with the hosts that were our own. An import's body comes
    twice within a moment, to the desk and to the door."""

    def __init__(self) -> None:
        self.lately: set[tuple[str, frozenset[str]]] = set()
        self.earlier: set[tuple[str, frozenset[str]]] = set()

    def add(self, html: str, hosts: frozenset[str]) -> None:
        if len(html) > _LONGEST_REMEMBERED:
            return
        if len(self.lately) >= _MOST_REMEMBERED:
            self.lately, self.earlier = set(), self.lately
        self.lately.add((html, hosts))

    def has(self, html: str, hosts: frozenset[str]) -> bool:
        return (html, hosts) in self.lately or (html, hosts) in self.earlier


_clean = _Clean()


def remember_clean(html: str) -> None:
    """Take another process's word that this is what `sanitise` gave, all hosts being foreign. Only for one of ours."""
    _clean.add(html, frozenset())


def _is_at_rest(html: str, hosts: frozenset[str]) -> bool:
    """Whether it is known to be clean: with these hosts, or with none and no link of it leads to one of them."""
    if _clean.has(html, hosts):
        return True
    return _clean.has(html, frozenset()) and not any(_leads_to(link, hosts) for link in _LINK.finditer(html))


def _leads_to(link: re.Match, hosts: frozenset[str]) -> bool:
    address = _HREF.search(link[1])
    return address is not None and link_host(address[1]) in hosts


def inline_only(html: str) -> str:
    """A sanitised fragment without paragraphs, lists or pictures, on one line: what a caption may hold."""
    cleaned = _LINE.clean(_BLOCK_END.sub(" ", html))
    return _SPACE.sub(" ", _unlinked(cleaned)).strip()


def printable(text: str) -> str:
    """Without the characters XML 1.0 forbids and a lone half of a surrogate pair; a form feed is a space."""
    if text.isascii():
        return text.translate(_ASCII_UNPRINTABLE)  # the same, ten times as fast
    return _UNPRINTABLE.sub(lambda match: " " if match[0] in "\x0b\x0c" else "", text)


def _tidied(html: str, hosts: frozenset[str]) -> str:
    html = printable(html)  # numeric entities bring control characters back
    html = _TO_RENAME.sub(lambda tag: f"<{tag[1]}{RENAMED[tag[2]]}", html)
    if _BOX.search(html):
        html = _TEXT_BOX.sub(r"<p\2>\3</p>", html)
        html = _OTHER_BOX.sub("\n", html)
    if "<a" in html:
        html = _unlinked(_LINK.sub(lambda link: _with_rel(link, hosts), html))
    if "<img" in html:
        html = _LOST_PICTURE.sub("", html)
    if "<pre" in html:
        html = _PRE_START.sub(r"\1", html)  # the parser takes one new line each time it reads them
    if "<figure" in html:
        html = _EMPTY_FIGURE.sub("", html)
    return _EMPTY_PARAGRAPH.sub("", html).strip()


def _with_rel(link: re.Match, hosts: frozenset[str]) -> str:
    address = _HREF.search(link[1])
    host = link_host(address[1]) if address else ""
    return f'<a{link[1]} rel="{_EXTERNAL}">' if host and host not in hosts else link[0]


def _unlinked(html: str) -> str:
    """Words whose link was refused stay, the link does not."""
    return _DEAD_LINK.sub(r"\1", html)


def _is_too_deep(html: str) -> bool:
    """Whether parsing would take for ever: the parser's time grows with the square of the depth."""
    if html.count("<") < _MANY_TAGS:
        return False
    depth = deepest = 0
    for tag in _OPENING_OR_CLOSING.finditer(html):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest > _DEEPEST


def _as_paragraphs(html: str) -> str:
    text = entities.unescape(re.sub(r"<[^<>]*>", "\n", html))
    lines = (" ".join(line.split()) for line in printable(text).splitlines())
    return _BODY.clean("".join(f"<p>{entities.escape(line, quote=False)}</p>" for line in lines if line))
