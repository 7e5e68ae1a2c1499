"""What somebody typed into the article's form, as a revision's content, read leniently: a text that is rescued must not
be refused because one of its fields is wrong. What can't be understood stays as the working copy has it."""

from datetime import UTC, datetime

from django import forms
from django.http import QueryDict
from django.utils import timezone

from articles.models import Correction, Image, Kind, Role, Section
from articles.publishing.revisions import TEXT_FIELDS
from authors.models import Author, Partner
from newsroom.lib.html import desk_sanitise

BLANK: dict = {
    **dict.fromkeys(TEXT_FIELDS, ""),
    "kind": Kind.ANALYSIS.value,
    "section": None,
    "partner": None,
    "tags": [],
    "bylines": [],
    "images": [],
    "corrections": [],
}
LENGTHS = {"headline": 300, "slug": 200, "language": 12, "source_url": 700}
MOST_ROWS = 500


def typed_content(data: QueryDict, start: dict) -> dict:
    """The content the form's fields say; fields that were not sent (a read-only one, say) stay as in `start`."""
    content = dict(start)
    for name in TEXT_FIELDS:
        if name in data:
            content[name] = _text(data.get(name, ""))[: LENGTHS.get(name)]
    content["body"] = desk_sanitise(content["body"])
    if content["kind"] not in Kind.values:
        content["kind"] = start["kind"]
    for name, model in (("section", Section), ("partner", Partner)):
        if name in data:
            content[name] = next(iter(_existing(model, [data[name]])), None)
    if "tags-sent" in data:
        content["tags"] = sorted({_text(name)[:100] for name in data.getlist("tags") if _text(name)})
    for name, prefix, read in LISTS:
        if f"{prefix}-TOTAL_FORMS" in data:
            content[name] = read(_rows(data, prefix))
    return content


def _rows(data: QueryDict, prefix: str) -> list[dict]:
    """The rows of an inline in their order, without those ticked for deletion: {field: what was typed}."""
    total = min(_number(data.get(f"{prefix}-TOTAL_FORMS")) or 0, MOST_ROWS)
    rows: list[dict] = [{} for _ in range(total)]
    for key in data:
        head, _, name = key.rpartition("-")
        start, _, index = head.rpartition("-")
        if start == prefix and index.isdecimal() and int(index) < total:
            rows[int(index)][name] = _text(data.get(key, ""))
    kept = [row for row in rows if not row.get("DELETE")]
    return sorted(kept, key=lambda row: _number(row.get("position")) or 0)


def _bylines(rows: list[dict]) -> list[dict]:
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


def _images(rows: list[dict]) -> list[dict]:
    known = _existing(Image, [row.get("image") for row in rows])
    uses = [
        {"image": _number(row.get("image")), "caption": row.get("caption", ""), "alt": row.get("alt", "")}
        for row in rows
        if _number(row.get("image")) in known
    ]
    return _once(uses, lambda use: use["image"])


def _corrections(rows: list[dict]) -> list[dict]:
    return [
        {
            "kind": row["kind"] if row.get("kind") in Correction.Kind.values else Correction.Kind.CORRECTION,
            "text": row["text"],
            "dated": _moment(row.get("dated_0"), row.get("dated_1")).isoformat(),
        }
        for row in rows
        if row.get("text")
    ]


LISTS = [
    ("bylines", "bylines", _bylines),
    ("images", "pictures", _images),
    ("corrections", "corrections", _corrections),
]


def _once(items: list[dict], key) -> list[dict]:
    return list({key(item): item for item in reversed(items)}.values())[::-1]


def _existing(model, values) -> list[int]:
    numbers = _numbers(values)
    return list(model.objects.filter(pk__in=numbers).values_list("pk", flat=True)) if numbers else []


def _numbers(values) -> list[int]:
    return [number for number in map(_number, values) if number is not None]


def _text(value: str) -> str:
    return value.replace("\x00", "").strip()  # PostgreSQL keeps no NUL


def _number(value) -> int | None:
    return int(value) if value and value.isdecimal() and len(value) < 19 else None


def _moment(day: str | None, time: str | None) -> datetime:
    """Date and time as the form's field reads them, in the site's zone, as UTC; now where they are none."""
    try:
        return forms.SplitDateTimeField().clean([day or "", time or "00:00"]).astimezone(UTC)
    except forms.ValidationError:
        return timezone.now()
