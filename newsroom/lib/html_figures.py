"""The figures of a body: found, replaced and taken out by the number of their image.

Works on bodies as `sanitise` writes them, where "<figure" can be nothing but a tag. Every byte
outside the figures concerned stays as it is. A figure never closed reaches to the end of the body.
"""

import html as entities
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from newsroom.lib.html_sanitiser import inline_only

_TAG = re.compile(r'<(/?)figure((?: [a-z-]++="[^"]*+")*)>')
_IMAGE = re.compile(r' data-image="([0-9]{1,18})"')
_CAPTION = re.compile(r"<figcaption[^>]*>(.*)</figcaption>", re.DOTALL)
_CAPTION_TAG = re.compile(r"</?figcaption[^>]*>")
_PICTURE = re.compile(r"<img[^>]*>")
_ALT = re.compile(r' alt="([^"]*)"')

Render = Callable[[int, str, str], str]


@dataclass(slots=True)
class _Figure:
    """One figure that names an image: where it stands in the body, and those found inside it."""

    image: int
    start: int
    inside: int
    end: int = -1
    close: int = -1
    nested: list["_Figure"] = field(default_factory=list)

    def own_html(self, html: str) -> str:
        """What it holds, without the figures nested in it."""
        pieces, position = [], self.inside
        for figure in self.nested:
            if figure.start >= position:
                pieces.append(html[position : figure.start])
                position = figure.end
        pieces.append(html[position : self.close])
        return "".join(pieces)


def figures(html: str) -> list[int]:
    """The numbers of the images the body shows, in order; one shown twice is there twice."""
    return [figure.image for outer in _outer_figures(html) for figure in (outer, *outer.nested)]


def replace_figures(html: str, render: Render) -> str:
    """The body with each figure replaced by `render(image number, caption HTML, alternative text)`.

    The caption is inline HTML, the alternative text is plain. Called once a figure, in the body's order. Figures
    wrongly nested in a figure come after it. Figures that name no image stay.
    """
    return _rewritten(html, lambda figure: render(figure.image, _caption(figure, html), _alt(figure, html)))


def drop_figures(html: str, ids: Collection[int]) -> str:
    """The body without the figures of these images; the others keep every byte."""
    unwanted = set(ids)
    if unwanted.isdisjoint(figures(html)):
        return html

    def kept(figure: _Figure) -> str:
        return "" if figure.image in unwanted else _alone(figure, html)

    return _rewritten(html, kept)


def _rewritten(html: str, text_for: Callable[[_Figure], str]) -> str:
    pieces, position = [], 0
    for outer in _outer_figures(html):
        pieces.append(html[position : outer.start])
        pieces.extend(text_for(figure) for figure in (outer, *outer.nested))
        position = outer.end
    pieces.append(html[position:])
    return "".join(pieces)


def _outer_figures(html: str) -> list[_Figure]:
    """Figures that name an image and stand in no other such figure; those inside are in their `nested`, in order."""
    if "<figure" not in html:
        return []
    outer: list[_Figure] = []
    open_tags: list[_Figure | None] = []  # None: a figure that names no image
    for tag in _TAG.finditer(html):
        if not tag[1]:
            image = _IMAGE.search(tag[2])
            figure = _Figure(int(image[1]), tag.start(), tag.end()) if image else None
            around = [one for one in open_tags if one]
            if figure:
                for one in around:
                    one.nested.append(figure)
                if not around:
                    outer.append(figure)
            open_tags.append(figure)
        elif open_tags and (figure := open_tags.pop()):
            figure.close, figure.end = tag.span()
    for figure in filter(None, open_tags):
        figure.close = figure.end = len(html)
    return outer


def _alone(figure: _Figure, html: str) -> str:
    if not figure.nested:
        return html[figure.start : figure.end]
    return html[figure.start : figure.inside] + figure.own_html(html) + html[figure.close : figure.end]


def _caption(figure: _Figure, html: str) -> str:
    caption = _CAPTION.search(figure.own_html(html))
    return inline_only(_CAPTION_TAG.sub(" ", caption[1])) if caption else ""


def _alt(figure: _Figure, html: str) -> str:
    picture = _PICTURE.search(figure.own_html(html))
    alt = _ALT.search(picture[0]) if picture else None
    return entities.unescape(alt[1]) if alt else ""
