"""Presentation for the pages of publications."""

from datetime import date

from django import template
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.reports.models.kind import ReportKind

register = template.Library()


@register.simple_tag
def issue_date(day: date) -> SafeString:
    """<time>3 November 2026</time>: a date of issue is of no time zone."""
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), format_date(day, "j F Y"))


@register.filter
def kind_of_report(kind: str) -> str:
    """ "special_issue" is "Special issue"."""
    return str(ReportKind(kind).label) if kind in ReportKind.values else ""


@register.filter
def is_address(text: str) -> bool:
    return text.startswith(("http://", "https://"))
