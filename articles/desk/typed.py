"""What somebody typed into the form of a piece, as a revision's content, read leniently: a text that is rescued must not
be refused because one of its fields is wrong. What can't be understood stays as the working copy has it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils import timezone

from articles.models import Correction, Image, Kind, Role, Section
from articles.publishing.revisions import TEXT_FIELDS
from authors.models import Author, Partner
from newsroom.lib.html import desk_sanitise

MOST_ROWS = 500
Rows = list[dict]


@dataclass(frozen=True, kw_only=True)
class FormReading:
    """How the form of one kind of piece is read. `blank` is the content of a piece that says nothing yet; `texts` are its
    fields of words, of which `lengths` are cut; `kinds` the values that `kind` may have; `links` its fields that name a
    row; `lists` its inlines, as content's name, prefix, and what makes the value of the rows. `others(data, content)`
    reads what is peculiar to it into the content."""

    blank: dict
    texts: list[str]
    lengths: Mapping[str, int]
    kinds: list[str]
    links: Mapping[str, type[Model]]
    lists: list[tuple[str, str, Callable[[Rows], list]]]
    others: Callable[[QueryDict, dict], None]

    def content(self, data: QueryDict, start: dict) -> dict:
        """The content the form's fields say; fields that were not sent (a read-only one, say) stay as in `start`."""
        content = dict(start)
        for name in self.texts:
            if name in data:
                content[name] = _as_saved(text(data.get(name, ""))[: self.lengths.get(name)], start[name])
        content["body"] = desk_sanitise(content["body"])
        if content["kind"] not in self.kinds:
            content["kind"] = start["kind"]
        for name, model in self.links.items():
            if name in data:
                content[name] = next(iter(existing(model, data.getlist(name)[-1:])), None)
        for name, prefix, read in self.lists:
            if f"{prefix}-TOTAL_FORMS" in data:
                content[name] = read(_rows(data, prefix))
        self.others(data, content)
        return content


def bylines(rows: Rows) -> list[dict]:
    names = dict(
        Author.objects.filter(pk__in=_numbers(row.get("author") for row in rows)).values_list("pk", "name")
    )
    found = []
    for row in rows:
        author = _number(row.get("author"))
        name = (row.get("name") or names.get(author or 0, ""))[:200]
        if name:
            role = row.get("role")
            found.append(
                {
                    "author": author if author in names else None,
                    "role": role if role in Role.values else Role.TEXT.value,
                    "name": name,
                }
            )
    return _once(found, lambda line: (line["author"] or line["name"], line["role"]))


def existing(model: type[Model], values: Iterable[str | None]) -> list[int]:
    """The numbers among the values that are rows of the model, in their order, each once."""
    numbers = list(dict.fromkeys(_numbers(values)))
    there = set(model._default_manager.filter(pk__in=numbers).values_list("pk", flat=True)) if numbers else ()
    return [number for number in numbers if number in there]


def text(value: str) -> str:
    return value.replace("\x00", "").strip()  # PostgreSQL keeps no NUL


def _as_saved(typed: str, saved: str) -> str:
    """A browser's scripts end lines in another way than its forms, which nobody typed."""
    return saved if typed.splitlines() == saved.splitlines() else typed


def _rows(data: QueryDict, prefix: str) -> Rows:
    """The rows of an inline in their order, without those ticked for deletion: {field: what was typed}."""
    total = min(_number(data.get(f"{prefix}-TOTAL_FORMS")) or 0, MOST_ROWS)
    rows: Rows = [{} for _ in range(total)]
    for key in data:
        head, _, name = key.rpartition("-")
        start, _, index = head.rpartition("-")
        if start == prefix and index.isdecimal() and int(index) < total:
            rows[int(index)][name] = text(data.get(key, ""))
    kept = [row for row in rows if not row.get("DELETE")]
    return sorted(kept, key=lambda row: _number(row.get("position")) or 0)


def _images(rows: Rows) -> list[dict]:
    known = existing(Image, [row.get("image") for row in rows])
    uses = [
        {"image": _number(row.get("image")), "caption": row.get("caption", ""), "alt": row.get("alt", "")}
        for row in rows
        if _number(row.get("image")) in known
    ]
    return _once(uses, lambda use: use["image"])


def _corrections(rows: Rows) -> list[dict]:
    return [
        {
            "kind": row["kind"] if row.get("kind") in Correction.Kind.values else Correction.Kind.CORRECTION,
            "text": row["text"],
            "dated": _moment(row.get("dated_0"), row.get("dated_1")).isoformat(),
        }
        for row in rows
        if row.get("text")
    ]


def _tags(data: QueryDict, content: dict) -> None:
    if "tags-sent" in data:
        content["tags"] = sorted({text(name)[:100] for name in data.getlist("tags") if text(name)})


def _once(items: Rows, key: Callable[[dict], Any]) -> Rows:
    return list({key(item): item for item in reversed(items)}.values())[::-1]


def _numbers(values: Iterable[str | None]) -> list[int]:
    return [number for number in map(_number, values) if number is not None]


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isdecimal() and len(value) < 19 else None


def _moment(day: str | None, time: str | None) -> datetime:
    """Date and time as the form's field reads them, in the site's zone, as UTC; now where they are none."""
    try:
        return forms.SplitDateTimeField().clean([day or "", time or "00:00"]).astimezone(UTC)
    except forms.ValidationError:
        return timezone.now()


STORY_FORM = FormReading(
    blank={
        **dict.fromkeys(TEXT_FIELDS, ""),
        "kind": Kind.ANALYSIS.value,
        "section": None,
        "partner": None,
        "tags": [],
        "bylines": [],
        "images": [],
        "corrections": [],
    },
    texts=TEXT_FIELDS,
    lengths={"headline": 300, "slug": 200, "language": 12, "source_url": 700},
    kinds=Kind.values,
    links={"section": Section, "partner": Partner},
    lists=[
        ("bylines", "bylines", bylines),
        ("images", "pictures", _images),
        ("corrections", "corrections", _corrections),
    ],
    others=_tags,
)
