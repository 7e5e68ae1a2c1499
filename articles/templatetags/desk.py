"""Presentation for the desk. Every tag is a thin shell over a tested function of `articles.desk`."""

from django import template
from django.utils import timezone

from articles.desk.dashboard import dashboard
from articles.desk.times import briefly, spelled_out

register = template.Library()
register.filter("briefly", briefly)
register.filter("spelled_out", spelled_out)


@register.simple_tag
def desk_dashboard(user) -> dict:
    return dashboard(user, timezone.now())
