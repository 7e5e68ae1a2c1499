"""Feeds of comments: one story's, and the site's newest. No address is in them, nor in what they are made from."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.urls import reverse

from articles.comments.models import Comment, Mode
from articles.comments.site.part import rules_for
from articles.comments.site.place import place_at
from articles.comments.site.reading import public, summary
from articles.comments.words import as_html
from articles.models.published import PublishedArticle
from articles.site import chrome, surrogate
from articles.site.feed_views import described, written_as
from articles.site.feeds.entries import Entry, Person, tag_uri
from articles.site.frame import absolute
from articles.site.pagecache import public_page
from articles.site.subjects import Subject

NEWEST = 40


@public_page
def of_story(request, path, form):
    """The newest comments under one story."""
    place = place_at(request, path, f"comments/feed.{form}")
    if isinstance(place, HttpResponse):
        return place
    row = place.row
    subject = Subject(f"comments/{row.article_id}", f"{row.path}comments/", f"Comments on “{row.headline}”")
    newest = public(request.clock.now).filter(thread=row.article_id)[:NEWEST]
    return _answer(request, place.frame, form, subject, [(comment, row) for comment in newest])


@public_page
def newest(request, form):
    """The newest comments of the whole site, of stories that are live in sections that show comments."""
    now = request.clock.now
    frame = chrome.around(request.edition, now)
    rows = {}
    found = list(public(now)[: NEWEST * 2])
    for row in (
        PublishedArticle.objects.live(now).filter(article_id__in={c.thread_id for c in found}).for_cards()
    ):
        if rules_for(row, frame).mode != Mode.OFF:
            rows[row.article_id] = row
    told = [(comment, rows[comment.thread_id]) for comment in found if comment.thread_id in rows][:NEWEST]
    subject = Subject("comments", "/", "Comments", "What readers write.")
    return _answer(request, frame, form, subject, told)


def _answer(
    request, frame, form: str, subject: Subject, told: list[tuple[Comment, PublishedArticle]]
) -> HttpResponse:
    address = "comments/feed" if subject.list == "comments" else "feed"
    feed = described(subject, f"{address}.{form}", request, frame)
    keys = [surrogate.key_of(subject.list), "feed", *surrogate.of_rows(row for _, row in told)]
    return written_as(form, feed, list(_entries(told)), keys)


def _entries(told: Iterable[tuple[Comment, PublishedArticle]]) -> Iterable[Entry]:
    for comment, row in told:
        yield Entry(
            id=tag_uri(comment.pk, "comment"),
            url=absolute(reverse("comments:comment", args=[comment.pk])),
            title=f"{comment.name} on “{row.headline}”",
            summary=summary(comment.text),
            html=as_html(comment.text),
            published=comment.created_at,
            updated=comment.created_at,
            people=(Person(comment.name),),
        )
