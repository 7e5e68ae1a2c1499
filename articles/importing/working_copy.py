"""From an imported record to what an article of ours says: the content of its revision, and what it lacks."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from articles.importing.base import ImportedArticle, ImportedByline, ImportedImage, Report, Status
from articles.importing.digest import BODY_PICTURE
from articles.importing.known import Known
from articles.importing.media import NO_FILE, Media
from articles.importing.values import foreign_language
from articles.models import Image, Kind, Role, Section
from authors.models import Partner
from newsroom.lib.html import desk_sanitise, excerpt, plain_text
from newsroom.lib.text import clean_line, slugify_unicode

OUR_PATH = re.compile(r"/\d{4}/\d{2}/\d{2}/[\w.~-]+/")
KINDS, ROLES = frozenset(Kind.values), frozenset(Role.values)
LONGEST_PATH = 400
UNDATED = "It is published but has no date; it was dated with its import."


@dataclass
class WorkingCopy:
    """What is to be written. `live_from` is None for what stays with the desk (UTC otherwise); `tag_numbers` are
    those of the tags in `content`; `marks` say what the desk would demand and the record lacks."""

    record: ImportedArticle
    content: dict
    live_from: datetime | None
    tag_numbers: list[int]
    marks: list[str] = field(default_factory=list)

    @property
    def path(self) -> str:
        """The public path at the source where it has the form of ours, so that it stays; else ""."""
        path = unicodedata.normalize("NFC", self.record.path)
        return path if OUR_PATH.fullmatch(path) and len(path) <= LONGEST_PATH else ""


class Copyist:
    """Writes working copies, with the names and pictures of one run. `partner` is everybody's, `section` of those
    whose record names none."""

    def __init__(
        self,
        known: Known,
        media: Media,
        *,
        partner: Partner | None = None,
        section: Section | None = None,
    ):
        self.known = known
        self.media = media
        self.partner = partner
        self.section = section

    def bring_pictures(self, record: ImportedArticle, report: Report) -> None:
        """Take the record's pictures into the library, so that `copy` finds them there."""
        for place, said in placed(record):
            self.media.image(said, record.source, place, record.item, report)

    def copy(self, record: ImportedArticle, report: Report) -> WorkingCopy:
        """The working copy of one record, whose pictures were brought. Raises ValueError where there is nothing to
        take: no headline, no words."""
        if not record.headline.strip() and not record.body_html.strip():
            raise ValueError("It has neither a headline nor a body.")
        pictures = self._pictures(record)
        section = self.known.section(record.section, report) or self.section
        partner = self.partner or self.known.partner(clean_line(record.partner), report)
        tags = self.known.tags(record.tags, report)
        body = _body(record, pictures)
        headline = clean_line(record.headline)[:300]
        content = {
            "headline": headline or excerpt(plain_text(body), 10)[:300] or "(no headline)",
            "slug": slugify_unicode(record.slug or headline, 200),
            "standfirst": record.standfirst.strip(),
            "body": body,
            "kind": record.kind if record.kind in KINDS else Kind.ANALYSIS,
            "language": foreign_language(record.language, settings.LANGUAGE_CODE),
            "source_url": record.canonical_url if len(record.canonical_url) <= 700 else "",
            "section": section.pk if section else None,
            "partner": partner.pk if partner else None,
            "tags": sorted(name for _, name in tags),
            "bylines": self._bylines(record.bylines, report),
            "images": _uses(record, pictures),
            "corrections": [],
        }
        copy = WorkingCopy(record, content, self._live_from(record, report), [number for number, _ in tags])
        copy.marks = _marks(copy, pictures)
        for warning in (*copy.marks, *record.warnings):
            report.warn(record.item or record.source_id, warning)
        return copy

    def _pictures(self, record: ImportedArticle) -> dict[str, Image]:
        """The library's pictures by their place in the record."""
        quiet = Report()  # what there was to say of them was said when they were brought
        found = {
            place: self.media.image(said, record.source, place, record.item, quiet)
            for place, said in placed(record)
        }
        return {place: image for place, image in found.items() if image}

    def _bylines(self, lines: tuple[ImportedByline, ...], report: Report) -> list[dict]:
        printed, seen = [], set()
        for line in lines:
            name = clean_line(line.name)[:200]
            role = line.role if line.role in ROLES else Role.TEXT
            author = (
                self.known.author(line.author, report) if line.author and line.author.name.strip() else None
            )
            if name and (author or name, role) not in seen:
                seen.add((author or name, role))
                printed.append({"author": author, "role": str(role), "name": name})
        return printed

    def _live_from(self, record: ImportedArticle, report: Report) -> datetime | None:
        if record.status != Status.PUBLISHED:
            return None
        moment = record.published_at or record.changed_at
        if moment is None:
            report.warn(record.item or record.source_id, UNDATED)
        return moment or timezone.now()


def placed(record: ImportedArticle) -> Iterator[tuple[str, ImportedImage]]:
    """(place, picture) of each; a picture that its source gives no name is known by its place."""
    if record.lead_image:
        yield f"{record.source_id[:480]}#lead", record.lead_image
    for number, said in enumerate(record.images):
        yield f"{record.source_id[:480]}#picture-{number}", said
    for number, said in enumerate(record.body_images):
        yield f"{record.source_id[:480]}#body-{number}", said


def _body(record: ImportedArticle, pictures: dict[str, Image]) -> str:
    """The clean body with the library's pictures where the record's stood."""
    found = {
        number: pictures.get(f"{record.source_id[:480]}#body-{number}")
        for number in range(len(record.body_images))
    }
    numbers = {number: image.pk for number, image in found.items() if image}
    if record.digest and len(numbers) == len(found):
        return record.digest.with_pictures(numbers)

    def ours(match: re.Match) -> str:
        number = numbers.get(int(match[1]))
        return f'<figure data-image="{number}">' if number else "<figure>"

    return desk_sanitise(BODY_PICTURE.sub(ours, record.body_html) if found else record.body_html)


def _uses(record: ImportedArticle, pictures: dict[str, Image]) -> list[dict]:
    """The lead picture and those that follow the body, each once, with what this use says otherwise."""
    uses: dict[int, dict] = {}
    for place, said in placed(record):
        image = pictures.get(place)
        if image and "#body-" not in place[-13:] and image.pk not in uses:
            caption = said.caption if said.caption != image.caption else ""
            alt = said.alt if said.alt != image.alt else ""
            uses[image.pk] = {"image": image.pk, "caption": caption, "alt": alt}
    return list(uses.values())


def _marks(copy: WorkingCopy, pictures: dict[str, Image]) -> list[str]:
    """What the desk would demand of a new publication and an archive may lack."""
    content = copy.content
    lacks = {
        "No headline": not clean_line(copy.record.headline),
        "No section": content["section"] is None,
        "No byline": not content["bylines"] and content["partner"] is None,
        "No standfirst": not content["standfirst"],
        "No body": not content["body"],
        NO_FILE: any(not image.file for image in pictures.values()),
        "A picture without a text alternative": any(
            not said.alt and not pictures[place].alt
            for place, said in placed(copy.record)
            if place in pictures
        ),
        "A picture without a credit": any(not image.credit_line for image in pictures.values()),
    }
    return [mark for mark, lacking in lacks.items() if lacking]
