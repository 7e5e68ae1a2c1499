"""What a list is about: the front page, a section, a person, a topic or a partner, found by its address. Its page and
its feeds both start here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from taggit.models import Tag

from articles.site.chrome import Chrome
from authors.models import Author, Partner


@dataclass(frozen=True)
class Subject:
    """`list` is the name in the listing index, `path` the page, `moved` where the page went (else "").
    One that is there `always` has a page before its first story."""

    list: str
    path: str
    title: str
    description: str = ""
    thing: Any = None
    moved: str = ""
    always: bool = False


def front(frame: Chrome) -> Subject:
    masthead = frame.masthead
    return Subject("front", "/", masthead.name, masthead.description or masthead.tagline, always=True)


def section(frame: Chrome, path: str) -> Subject:
    found = frame.sections.by_path.get(path)
    if found is None:
        raise Http404
    return Subject(
        f"section/{found.pk}",
        found.get_absolute_url(),
        found.name,
        found.description,
        thing=found,
        always=True,
    )


def author(frame: Chrome, slug: str) -> Subject:
    found = _or_404(frame.named(Author, [slug], field_name="slug"))
    moved = ""
    while found.merged_into:
        found = found.merged_into
        moved = found.get_absolute_url()
    return Subject(
        f"author/{found.pk}",
        found.get_absolute_url(),
        found.name,
        found.bio,
        thing=found,
        moved=moved,
        always=found.kind == Author.Kind.STAFF,
    )


def partner(frame: Chrome, slug: str) -> Subject:
    found = _or_404(frame.named(Partner, [slug], field_name="slug"))
    return Subject(
        f"partner/{found.pk}", found.get_absolute_url(), found.name, found.description, thing=found
    )


def tag(frame: Chrome, slug: str) -> Subject:
    found = _or_404(frame.named(Tag, [slug], field_name="slug"))
    return Subject(f"tag/{found.slug}", reverse("site:tag", args=[found.slug]), found.name, thing=found)


def _or_404(found: list) -> Any:
    if not found:
        raise Http404
    return found[0]


KINDS: dict[str, Callable[..., Subject]] = {
    "front": front,
    "section": section,
    "author": author,
    "partner": partner,
    "tag": tag,
}


def find(kind: str, frame: Chrome, name: str = "") -> Subject:
    """The subject of that kind and name (a path or slug). Raises Http404."""
    return KINDS[kind](frame, name) if name else KINDS[kind](frame)
