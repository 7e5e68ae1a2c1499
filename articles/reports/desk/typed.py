"""How the publication's form is read for what is rescued. A file is no text: it is kept apart, or chosen again."""

from contextlib import suppress

from django import forms
from django.http import QueryDict

from articles.desk.typed import FormReading, bylines, existing, text
from articles.models import Article, Image
from articles.reports.contents import TEXT_FIELDS
from articles.reports.models import Report, ReportKind
from authors.models import Partner
from newsroom.lib import identifiers


def _others(data: QueryDict, content: dict) -> None:
    """The date, the cover, and the libraries' numbers: in their proper form if they have one, else as they were typed."""
    if "dated" in data:
        with suppress(forms.ValidationError):
            dated = forms.DateField(required=False).clean(text(data.get("dated", "")))
            content["dated"] = dated.isoformat() if dated else ""
    if "cover" in data:
        covers = existing(Image, data.getlist("cover")[-1:])
        content["images"] = [{"image": number, "caption": "", "alt": ""} for number in covers]
    for name, proper in identifiers.PROPER.items():
        with suppress(ValueError):
            content[name] = proper(content[name])


REPORT_FORM = FormReading(
    blank={
        **dict.fromkeys(TEXT_FIELDS, ""),
        "kind": ReportKind.REPORT.value,
        "dated": "",
        "partner": None,
        "file": None,
        "images": [],
        "bylines": [],
        "articles": [],
    },
    texts=TEXT_FIELDS,
    lengths={
        name: length
        for name in TEXT_FIELDS
        if (length := getattr(Report._meta.get_field(name), "max_length", None))
    },
    kinds=ReportKind.values,
    links={"partner": Partner},
    lists=[
        ("bylines", "bylines", bylines),
        ("articles", "stories", lambda rows: existing(Article, [row.get("article") for row in rows])),
    ],
    others=_others,
)
