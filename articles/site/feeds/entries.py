"""What a feed holds, whatever its format: plain values with full addresses, made from published rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from html import escape
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from articles.models.published import PublishedArticle
from articles.site.bylines import groups
from articles.site.frame import absolute
from articles.site.moments import as_moment, printed_date
from newsroom.lib.html import absolute_links

ITEMS = 20
ON_TOP = frozenset({"retraction", "editors_note"})
KINDS = {
    "correction": "Correction",
    "clarification": "Clarification",
    "editors_note": "Editor’s note",
    "retraction": "Retraction",
}


@dataclass(frozen=True, slots=True)
class Feed:
    """The feed itself. `home` is the page it belongs to, `address` its own; `updated` is used while it is empty."""

    title: str
    home: str
    address: str
    updated: datetime
    description: str = ""
    language: str = "en"
    publisher: str = ""
    logo: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    role: str = "text"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its credit as printed. Width and height are pixels, 0 where unknown."""

    url: str
    type: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that comes with an entry; `size` in bytes."""

    url: str
    type: str
    size: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One story. `id` never changes; `canonical` is where the original stands, "" where that is `url`."""

    id: str
    url: str
    title: str
    summary: str
    html: str
    published: datetime
    updated: datetime
    people: tuple[Person, ...] = ()
    section: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""
    pictures: tuple[Picture, ...] = ()
    partner: str = ""
    source: str = ""
    canonical: str = ""
    enclosure: Enclosure | None = None
    withdrawn: bool = False  # only partners are told: our own feeds hold what is public


def entries_of(rows: Iterable[PublishedArticle]) -> list[Entry]:
    """The entries of these rows, which were read with their bodies and sections."""
    return [entry_of(row) for row in rows]


def entry_of(row: PublishedArticle) -> Entry:
    credit = row.partner_credit
    return Entry(
        id=tag_uri(row.article_id),
        url=absolute(row.path),
        title=row.headline,
        summary=row.standfirst or row.teaser,
        html=full_text(row),
        published=row.published_at,
        updated=row.updated_at or row.published_at,
        people=tuple(
            Person(line["name"], line["role"], absolute(line["path"]) if line.get("path") else "")
            for line in row.bylines
        ),
        section=row.section.name if row.section else "",
        tags=tuple(tag["name"] for tag in row.tags),
        language=row.language,
        pictures=tuple(
            feed_picture(picture) for picture in row.pictures + row.body_pictures if picture["src"]
        ),
        partner=credit.get("name", ""),
        source=credit.get("url", ""),
        canonical=row.canonical_url,
    )


def tag_uri(number: int, kind: str = "article") -> str:
    """A name for the story (or another kind of thing) that outlives its headline, its address and its updates
    (RFC 4151). The year is fixed because a name that held the story's own date would change when an editor corrects
    that date."""
    return f"tag:{_host(settings.SITE_URL)},2026:{kind}/{number}"


@cache
def _host(site_url: str) -> str:
    return urlsplit(site_url).hostname or ""


def full_text(row: PublishedArticle) -> str:
    """The story as HTML that stands alone: pictures with their credits, the words, corrections and the partner's
    line. Every address in it is absolute."""
    top = [note for note in row.corrections if note["kind"] in ON_TOP]
    end = [note for note in row.corrections if note["kind"] not in ON_TOP]
    parts = [figure(picture) for picture in row.pictures[:1]]
    parts += [_byline(row)] if row.bylines else []
    parts += [_correction(note) for note in top]
    parts.append(absolute_links(row.body_html, settings.SITE_URL + row.path))
    parts += [figure(picture) for picture in row.pictures[1:]]
    parts += [_correction(note) for note in end]
    if row.partner_credit:
        parts.append(partner_paragraph(row.partner_credit))
    return "\n".join(part for part in parts if part)


def figure(picture: dict) -> str:
    """A picture that stands alone, with its credit where it has one."""
    credit = escape(picture["credit"])
    if picture["credit_url"]:
        credit = f'<a href="{escape(picture["credit_url"])}">{credit}</a>'
    caption = f"{escape(picture['caption'])} " if picture["caption"] else ""
    size = f' width="{picture["width"]}" height="{picture["height"]}"' if picture["width"] else ""
    image = (
        f'<img src="{escape(absolute(picture["src"]))}" alt="{escape(picture["alt"])}"{size}>'
        if picture["src"]
        else ""
    )
    said = f"<figcaption>{caption}<small>{credit}</small></figcaption>" if caption or credit else ""
    return f"<figure>{image}{said}</figure>"


def _byline(row: PublishedArticle) -> str:
    printed = " · ".join(
        f"{group.words} " + "".join(person.joint + _name(person) for person in group.people)
        for group in groups(row.bylines)
    )
    return f"<p>{printed}</p>"


def _name(person) -> str:
    name = escape(person.name)
    return f'<a href="{escape(absolute(person.path))}">{name}</a>' if person.path else name


def _correction(note: dict) -> str:
    dated = timezone.localtime(as_moment(note["dated"]))
    head = f"{KINDS.get(note['kind'], 'Note')} ({printed_date(dated)}):"
    return f"<p><strong>{head}</strong> {escape(note['text'])}</p>"


def partner_paragraph(credit: dict) -> str:
    text = escape(credit["text"])
    return f'<p><a href="{escape(credit["url"])}">{text}</a></p>' if credit["url"] else f"<p>{text}</p>"


def feed_picture(picture: dict) -> Picture:
    return Picture(
        url=absolute(picture["src"]),
        type=_type_of(picture),
        width=picture["width"],
        height=picture["height"],
        alt=picture["alt"],
        caption=picture["caption"],
        credit=picture["credit"],
    )


def _type_of(picture: dict) -> str:
    """The type of the fallback, which is the last of the last source."""
    return picture["sources"][-1]["type"] if picture["sources"] else "image/jpeg"
