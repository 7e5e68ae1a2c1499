"""Presentation for the desk. Every tag is a thin shell over a tested function of `articles.desk`."""

from django import template
from django.utils import timezone

from articles.desk.dashboard import Block, dashboard, entrances
from articles.desk.times import briefly, spelled_out

register = template.Library()
register.filter("briefly", briefly)
register.filter("spelled_out", spelled_out)


@register.simple_tag
def desk_dashboard(user) -> list[Block]:
    return dashboard(user, timezone.now())


@register.simple_tag
def desk_kinds(user) -> list[dict]:
    return entrances(user)
