"""From an imported record to what an article of ours says: the content of its revision, and what it lacks."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from articles.importing.base import ImportedArticle, ImportedByline, Report, Status
from articles.importing.known import Known
from articles.importing.media import Media
from articles.models import Kind, Role, Section
from authors.models import Partner
from newsroom.lib.html import desk_sanitise
from newsroom.lib.text import clean_line, slugify_unicode

_BODY_PICTURE = re.compile(r'<figure data-picture="(\d+)">(.*?)</figure>', re.DOTALL)
OUR_PATH = re.compile(r"/\d{4}/\d{2}/\d{2}/[^/]+/")
LONGEST_PATH = 400


@dataclass
class WorkingCopy:
    """What is to be written. `live_from` is None for what stays with the desk (UTC otherwise); `tag_numbers` are
    those of the tags in `content`; `marks` say what the desk would demand and the record lacks."""

    record: ImportedArticle
    content: dict
    live_from: datetime | None
    tag_numbers: list[int]
    fingerprint: str
    marks: list[str] = field(default_factory=list)

    @property
    def path(self) -> str:
        """The public path at the source where it has the form of ours, so that it stays; else ""."""
        path = self.record.path
        return path if OUR_PATH.fullmatch(path) and len(path) < LONGEST_PATH else ""


class Copyist:
    """Writes working copies, with the names and pictures of one run."""

    def __init__(
        self, known: Known, media: Media, partner: Partner | None = None, section: Section | None = None
    ):
        self.known = known
        self.media = media
        self.partner = partner
        self.section = section

    def copy(self, record: ImportedArticle, report: Report) -> WorkingCopy:
        """The working copy of one record. Raises ValueError where there is nothing to take: no headline, no words."""
        headline = clean_line(record.headline)[:300]
        if not headline and not record.body_html.strip():
            raise ValueError("It has neither a headline nor a body.")
        section = self.known.section(record.section, report) or self.section
        partner = self.partner or self.known.partner(clean_line(record.partner), report)
        tags = self.known.tags(record.tags, report)
        content = {
            "headline": headline or "(no headline)",
            "slug": slugify_unicode(record.slug or headline)[:200],
            "standfirst": record.standfirst.strip(),
            "body": desk_sanitise(self._with_pictures(record, report)),
            "kind": record.kind if record.kind in Kind.values else Kind.ANALYSIS,
            "language": record.language[:12],
            "source_url": record.canonical_url[:700],
            "section": section.pk if section else None,
            "partner": partner.pk if partner else None,
            "tags": sorted(name for _, name in tags),
            "bylines": self._bylines(record.bylines, report),
            "images": self._lead(record, report),
            "corrections": [],
        }
        copy = WorkingCopy(
            record,
            content,
            self._live_from(record, report),
            [number for number, _ in tags],
            record.fingerprint(),
        )
        copy.marks = self._marks(copy)
        for mark in copy.marks:
            report.warn(record.item or record.source_id, mark)
        for warning in record.warnings:
            report.warn(record.item or record.source_id, warning)
        return copy

    def _with_pictures(self, record: ImportedArticle, report: Report) -> str:
        """The body with the library's pictures where the record's stood; one that says nothing leaves its place."""

        def ours(match: re.Match) -> str:
            number = int(match[1])
            if number >= len(record.images):
                return ""
            place = f"{record.source_id}#picture-{number}"
            image = self.media.image(record.images[number], record.source, place, record.item, report)
            return f'<figure data-image="{image.pk}">{match[2]}</figure>' if image else ""

        return _BODY_PICTURE.sub(ours, record.body_html) if record.images else record.body_html

    def _lead(self, record: ImportedArticle, report: Report) -> list[dict]:
        if record.lead_image is None:
            return []
        place = f"{record.source_id}#lead"
        image = self.media.image(record.lead_image, record.source, place, record.item, report)
        return [{"image": image.pk, "caption": "", "alt": ""}] if image else []

    def _bylines(self, lines: tuple[ImportedByline, ...], report: Report) -> list[dict]:
        printed, seen = [], set()
        for line in lines:
            name = clean_line(line.name)[:200]
            role = line.role if line.role in Role.values else Role.TEXT
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
            report.warn(record.item, "A published story has no date; it is dated with its import.")
        return moment or timezone.now()

    def _marks(self, copy: WorkingCopy) -> list[str]:
        """What the desk would demand of a new publication and an archive may lack."""
        content = copy.content
        lacks = {
            "No section": content["section"] is None,
            "No byline": not content["bylines"] and content["partner"] is None,
            "No standfirst": not content["standfirst"],
            "No body": not content["body"],
            "A picture without a text alternative": _says_no(copy.record, "alt"),
            "A picture without a credit": _says_no(copy.record, "credit"),
        }
        return [mark for mark, lacking in lacks.items() if lacking]


def _says_no(record: ImportedArticle, name: str) -> bool:
    pictures = [*record.images, *([record.lead_image] if record.lead_image else [])]
    return any(not getattr(picture, name) for picture in pictures)
