"""What every reader yields and what every import answers: plain values, no database.

A reader (tabular, wxr, feed) turns bytes into records; the store is the one writer. In between stands nothing
but these classes, so a reader's test is "bytes in, values out" and a new format is one new module.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from enum import StrEnum
from functools import cache, cached_property
from typing import Any

from articles.importing.digest import Digest

NAMED_PER_WARNING = 50  # a warning names this many items; the count goes on. Keeps reports small at any size.


class UnreadableInput(Exception):
    """The input as a whole could not be read; nothing was written. The message says why, in plain words."""


class Status(StrEnum):
    """The states an article may arrive in. PUBLISHED with a date to come means scheduled for that moment."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"


@dataclass(frozen=True)
class ImportedAuthor:
    """A person as the source knows them. `login` is the source's own key; it is never shown."""

    name: str
    sort_name: str = ""
    slug: str = ""
    login: str = ""
    affiliation: str = ""
    title: str = ""
    bio: str = ""
    email: str = ""
    website: str = ""
    orcid: str = ""


@dataclass(frozen=True)
class ImportedByline:
    """One name under one headline, as printed. `role` is one of authors.bylines.ROLES."""

    name: str
    role: str = "text"
    author: ImportedAuthor | None = None


@dataclass(frozen=True)
class ImportedSection:
    """A section and those above it, outermost first. `kind`: region, topic or "" where nothing was said."""

    name: str
    slug: str = ""
    kind: str = ""
    description: str = ""
    parents: tuple["ImportedSection", ...] = ()


@dataclass(frozen=True)
class ImportedTag:
    """A term the source declares, used or not."""

    name: str
    slug: str = ""


@dataclass(frozen=True)
class ImportedImage:
    """A picture by the file name or address the source gives; the bytes are looked for by the store."""

    file: str = ""
    url: str = ""
    source: str = ""
    source_id: str = ""
    title: str = ""
    caption: str = ""
    alt: str = ""
    credit_kind: str = ""
    credit: str = ""
    credit_url: str = ""
    photographer: str = ""
    holder: str = ""
    licence: str = ""


@dataclass(frozen=True)
class ImportedComment:
    """A reader's comment as its source had it. `parent` is the source_id of what it answers, however deep; `text` is
    plain, its paragraphs parted by empty lines. `state`: approved, waiting, spam or rejected."""

    source_id: str
    name: str
    text: str
    mail: str = ""
    state: str = "waiting"
    parent: str = ""
    written_at: datetime | None = None


@dataclass(frozen=True)
class ImportedArticle:
    """One article as its source gave it.

    Times are aware and in UTC, or None where the source has none. `path` is the public path at the
    source, decoded, with its slashes ("/2019/12/18/a-slug/"), or "". `body_html` is not yet sanitised:
    that happens when it is stored. `images` follow the body; `body_images` stand in it, at the
    figures marked data-picture with their place in the tuple. `item` names the record in reports
    ("line 7", "post 216"); it and `warnings` are about the record, not part of what the article says. Nor are
    `comments`: one more is no change of the article. `digest` is what was worked out of the body beforehand, if it was.
    """

    source: str
    source_id: str
    headline: str = ""
    body_html: str = ""
    status: Status = Status.DRAFT
    published_at: datetime | None = None
    changed_at: datetime | None = None
    section: ImportedSection | None = None
    tags: tuple[str, ...] = ()
    bylines: tuple[ImportedByline, ...] = ()
    byline_text: str = ""
    standfirst: str = ""
    slug: str = ""
    path: str = ""
    lead_image: ImportedImage | None = None
    images: tuple[ImportedImage, ...] = ()
    body_images: tuple[ImportedImage, ...] = ()
    partner: str = ""
    canonical_url: str = ""
    language: str = ""
    kind: str = ""
    item: str = ""
    warnings: tuple[str, ...] = ()
    comments: tuple[ImportedComment, ...] = ()
    digest: Digest | None = None

    def fingerprint(self) -> str:
        """The same for as long as the source says the same; a time stamp alone is no change.

        Empty fields do not count, so a field added to this class later leaves old fingerprints valid.
        """
        return self._fingerprint

    @cached_property
    def _fingerprint(self) -> str:
        said = _said(self)
        body = said.pop("body_html", "")
        rest = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(f"{rest}\n{body}".encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def pictures(self) -> tuple[ImportedImage, ...]:
        """All of them: the lead, those that follow the body, those in it."""
        lead = (self.lead_image,) if self.lead_image else ()
        return (*lead, *self.images, *self.body_images)


NOT_SAID = {"item", "warnings", "changed_at", "comments", "digest", "_fingerprint"}


def _said(value):
    if type(value) is str:
        return value
    if isinstance(value, tuple):
        return [_said(each) for each in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: _said(each) for name, each in vars(value).items() if each and name not in NOT_SAID}
    return value


def without_nul(value: Any) -> Any:
    """The record, or one like it whose texts hold no NUL: PostgreSQL keeps none, and XML carries none (1.0, 2.2)."""
    if isinstance(value, str):
        return value.replace("\x00", "") if "\x00" in value else value
    if isinstance(value, tuple):
        return tuple(map(without_nul, value)) if value else value
    names = _field_names(value.__class__)
    held = [(name, getattr(value, name)) for name in names]
    changed = {name: kept for name, said in held if (kept := without_nul(said)) != said}
    return replace(value, **changed) if changed else value


@cache
def _field_names(kind: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind)) if hasattr(kind, "__dataclass_fields__") else ()


@dataclass(frozen=True)
class Skipped:
    """Something the source holds that is not ours to take (a page, a menu), named so that nobody wonders."""

    item: str
    reason: str


@dataclass(frozen=True)
class ImportFailure:
    """A record that could not be read; the others go in."""

    item: str
    reason: str


@dataclass(frozen=True)
class Warned:
    """Something worth knowing about the input as a whole, such as a column nobody asked for."""

    item: str
    warning: str


Record = (
    ImportedArticle
    | ImportedAuthor
    | ImportedSection
    | ImportedTag
    | ImportedImage
    | Skipped
    | ImportFailure
    | Warned
)
Records = Iterator[Record]


@dataclass
class Report:
    """What an import did. `also` counts what came along: authors, sections, images, redirects …"""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    failed: int = 0
    failures: list[dict] = field(default_factory=list)
    also: dict[str, int] = field(default_factory=dict)
    dry_run: bool = False
    _warnings: dict[str, dict] = field(default_factory=dict)
    _skips: dict[str, dict] = field(default_factory=dict)

    def fail(self, item: str, reason: str) -> None:
        self.failed += 1
        self.failures.append({"item": item, "reason": reason})

    def skip(self, item: str, reason: str) -> None:
        self.skipped += 1
        _gather(self._skips, reason, item)

    def warn(self, item: str, warning: str, detail: str = "") -> None:
        """Warnings alike are one entry with a count; `detail` (a file name, say) stays with the item."""
        _gather(self._warnings, warning, f"{item}: {detail}" if detail else item)

    def count(self, what: str, number: int = 1) -> None:
        if number:
            self.also[what] = self.also.get(what, 0) + number

    def add(self, other: "Report") -> None:
        """Take up what another report says."""
        for name in ("created", "updated", "unchanged", "skipped", "failed"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.failures += other.failures
        for what, number in other.also.items():
            self.count(what, number)
        for mine, theirs in ((self._warnings, other._warnings), (self._skips, other._skips)):
            for text, entry in theirs.items():
                kept = mine.setdefault(text, {"count": 0, "items": []})
                kept["count"] += entry["count"]
                kept["items"] = (kept["items"] + entry["items"])[:NAMED_PER_WARNING]

    @property
    def exit_code(self) -> int:
        """0 all done, 1 some items failed. 2, nothing could be read, belongs to UnreadableInput."""
        return 1 if self.failed else 0

    @property
    def warnings(self) -> list[dict]:
        return [{"warning": text, **entry} for text, entry in self._warnings.items()]

    @property
    def skips(self) -> list[dict]:
        return [{"reason": text, **entry} for text, entry in self._skips.items()]

    def as_dict(self) -> dict:
        """Ready for JSON; the names are those of the command line's contract."""
        return {
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "skipped": self.skipped,
            "failed": self.failed,
            "failures": self.failures,
            "skips": self.skips,
            "warnings": self.warnings,
            "also": self.also,
            "dry_run": self.dry_run,
        }


def _gather(entries: dict[str, dict], text: str, item: str) -> None:
    entry = entries.setdefault(text, {"count": 0, "items": []})
    entry["count"] += 1
    if len(entry["items"]) < NAMED_PER_WARNING:
        entry["items"].append(item)
