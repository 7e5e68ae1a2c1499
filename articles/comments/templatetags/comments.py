"""Presentation for comments. Every tag is a thin shell over a tested function."""

from django import template
from django.utils.safestring import SafeString

from articles.comments.words import as_html

register = template.Library()


@register.filter
def paragraphs(text: str) -> SafeString:
    """A comment's words as HTML of our making."""
    return SafeString(as_html(text))
