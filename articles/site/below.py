"""What other rooms put under a story, such as comments: the site asks whoever registered and knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from articles.models.published import PublishedArticle
from articles.site.chrome import Chrome
from articles.site.clock import Clock


@dataclass(frozen=True)
class Part:
    """HTML for the foot of the story; what it adds to the story's structured data, and the feeds that it has (as
    `page.feeds`)."""

    html: SafeString
    structured: dict = field(default_factory=dict)
    feeds: list[dict] = field(default_factory=list)


Maker = Callable[[PublishedArticle, Chrome, Clock], Part | None]
_makers: list[Maker] = []
stylesheets: list[str] = []


def register(maker: Maker, *, stylesheet: str) -> None:
    """Call from AppConfig.ready. `maker` may ask the database once; what it says must change with the edition, or at
    a moment that it tells the clock."""
    if maker not in _makers:
        _makers.append(maker)
        stylesheets.append(stylesheet)


def parts_below(row: PublishedArticle, frame: Chrome, clock: Clock) -> list[Part]:
    return [part for maker in _makers if (part := maker(row, frame, clock)) is not None]
