"""The story at whose foot a reader is, and what may be done there now."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect

from articles.comments.models import Comment, Thread
from articles.comments.rules import Rules, Standing, standing
from articles.comments.site.part import rules_for
from articles.comments.site.reading import public
from articles.models.published import PublishedArticle
from articles.site import chrome, reading, stories


@dataclass(frozen=True)
class Place:
    row: PublishedArticle
    frame: chrome.Chrome
    rules: Rules
    stands: Standing


def place_at(request, path: str, ending: str) -> Place | HttpResponse:
    """The live story at `path` (without its outer slashes), or the answer of its address where it has moved or was
    withdrawn, with `ending` behind it. Raises Http404 where there is none, or where comments are off."""
    row = reading.story_at(f"/{path}/", request.clock.now)
    if row is None or row.withdrawn:
        answer = stories.elsewhere_or_gone(request, f"/{path}/", row)
        return HttpResponsePermanentRedirect(f"{answer.url}{ending}") if answer.status_code == 301 else answer
    return place_of(request, row)


def place_of(request, row: PublishedArticle) -> Place:
    frame = chrome.around(request.edition, request.clock.now)
    row.section = frame.sections.by_id.get(row.section_id or 0)
    rules = rules_for(row, frame)
    switch = Thread.objects.filter(pk=row.article_id).values_list("switch", flat=True).first() or ""
    stands = standing(rules, switch, row.published_at, request.clock.now)
    if not stands.shown:
        raise Http404
    return Place(row, frame, rules, stands)


def comment_and_place(request, number: int) -> tuple[Comment, Place]:
    """A comment that readers may read now, and where. Raises Http404."""
    now = request.clock.now
    comment = public(now).filter(pk=number).first()
    if comment is None:
        raise Http404
    row = PublishedArticle.objects.live(now).filter(article_id=comment.thread_id).first()
    if row is None:
        raise Http404
    return comment, place_of(request, row)
