"""The comments on a story's page: what is put under it, and what its structured data says of them."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache, lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language

from articles.comments.rules import Policies, Rules, Standing, standing
from articles.comments.site.forms import CommentForm
from articles.comments.site.reading import Found, Shown, comments_under, counts_under
from articles.comments.site.structured import structured
from articles.models.published import PublishedArticle
from articles.site.chrome import Chrome
from articles.site.clock import Clock
from articles.site.features import Feature, Part
from articles.site.frame import FEEDS

KEPT = 2000  # comments with their answers; about 3 KB each


class Remembered:
    """The policies that this process read for the frame that it shows: both are true for one edition."""

    policies: tuple[Chrome, Policies] | None = None


def rules_for(row: PublishedArticle, frame: Chrome) -> Rules:
    """The rules of the story's section. Asks the database once an edition."""
    known = Remembered.policies
    if known is None or known[0] is not frame:
        known = Remembered.policies = (frame, Policies.load())
    section = frame.sections.by_id.get(row.section_id or 0)
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


def counts_on_cards(rows: Sequence[PublishedArticle], frame: Chrome, now: datetime) -> dict[int, SafeString]:
    """The way to each story's comments, with how many there are; none where they are off. One query."""
    on = [row for row in rows if standing(rules_for(row, frame), "", row.published_at, now).shown]
    counts = counts_under(row.article_id for row in on)
    return {row.article_id: _way(row.path, row.headline, counts.get(row.article_id, 0)) for row in on}


@lru_cache(maxsize=KEPT)
def _way(path: str, headline: str, count: int) -> SafeString:
    words = {"path": path, "headline": headline, "count": count}
    return SafeString(render_to_string("comments/_way.html", words).strip())


def rendered(
    row: PublishedArticle, frame: Chrome, found: Found, stands: Standing, whole: bool = False
) -> SafeString:
    """The heading, the comments and the form; the `whole` list is a page of its own, with no link to the rest."""
    write = f"{row.path}comments/write/"
    look = (frame.masthead.name, write, stands.open, get_current_timezone_name(), get_language() or "")
    words = {
        "article": row,
        "found": found,
        "branches": [branch_html(head, *look) for head in found.branches],
        "stands": stands,
        "fields": empty_fields() if stands.open else "",
        "write": write,
        "rest": f"{row.path}comments/" if found.more and not whole else "",
        "whole": whole,
    }
    return SafeString(render_to_string("comments/_comments.html", words))


@lru_cache(maxsize=KEPT)
def branch_html(
    head: Shown, newsroom: str, write: str, is_open: bool, zone: str, language: str
) -> SafeString:
    """A comment with the answers to it. It follows from these values alone, so one that was set for an earlier edition
    is used again."""
    words = {"comment": head, "newsroom": newsroom, "write": write, "open": is_open}
    return SafeString(render_to_string("comments/_comment.html", words))


@cache
def empty_fields() -> SafeString:
    """The empty form's fields: the same under every story."""
    return SafeString(render_to_string("comments/_fields.html", {"form": CommentForm()}))


def feeds_of(row: PublishedArticle) -> list[dict]:
    return [
        {"title": f"Comments on {row.headline} ({name})", "url": f"{row.path}comments/{file}", "type": kind}
        for file, kind, name in FEEDS[:1]
    ]


COMMENTS = Feature(below_story=comments_below, stylesheet="comments/comments.css", on_cards=counts_on_cards)
