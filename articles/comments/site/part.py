"""The comments on a story's page: what is put under it, and what its structured data says of them."""

from functools import cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from articles.comments.rules import Policies, Rules, Standing, standing
from articles.comments.site.forms import CommentForm
from articles.comments.site.reading import Found, comments_under
from articles.comments.site.structured import structured
from articles.models.published import PublishedArticle
from articles.site.below import Part
from articles.site.chrome import Chrome
from articles.site.clock import Clock
from articles.site.frame import FEEDS


class Remembered:
    """The policies that this process read for the frame that it shows: both are true for one edition."""

    policies: tuple[Chrome, Policies] | None = None


def rules_for(row: PublishedArticle, frame: Chrome) -> Rules:
    """The rules of the story's section. Asks the database once an edition."""
    known = Remembered.policies
    if known is None or known[0] is not frame:
        known = Remembered.policies = (frame, Policies.load())
    section = frame.sections.by_id.get(row.section_id)
    return known[1].along([each.pk for each in frame.sections.line_to(section)] if section else [])


def comments_below(row: PublishedArticle, frame: Chrome, clock: Clock) -> Part | None:
    """The first comments, and the form where they are open; None where they are off, or closed with nothing to read."""
    rules = rules_for(row, frame)
    if not standing(rules, "", row.published_at, clock.now).shown:
        return None
    found = comments_under(row.article_id)
    stands = standing(rules, found.switch, row.published_at, clock.now)
    if stands.open and stands.closes_at:
        clock.until(stands.closes_at)
    if not stands.open and not found.branches:
        return None
    return Part(
        rendered(row, frame, found, stands),
        structured=structured(row, found),
        feeds=feeds_of(row) if found.count else [],
    )


def rendered(
    row: PublishedArticle, frame: Chrome, found: Found, stands: Standing, whole: bool = False
) -> SafeString:
    """The heading, the comments and the form; the `whole` list is a page of its own, with no link to the rest."""
    words = {
        "article": row,
        "found": found,
        "stands": stands,
        "newsroom": frame.masthead.name,
        "fields": empty_fields() if stands.open else "",
        "write": f"{row.path}comments/write/",
        "rest": f"{row.path}comments/" if found.more and not whole else "",
        "whole": whole,
    }
    return SafeString(render_to_string("comments/_comments.html", words))


@cache
def empty_fields() -> SafeString:
    """The empty form's fields: the same under every story."""
    return SafeString(render_to_string("comments/_fields.html", {"form": CommentForm()}))


def feeds_of(row: PublishedArticle) -> list[dict]:
    return [
        {"title": f"Comments on {row.headline} ({name})", "url": f"{row.path}comments/{file}", "type": kind}
        for file, kind, name in FEEDS[:1]
    ]
