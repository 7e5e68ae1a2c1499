"""One story: its page, and what its address says when it has moved, ended or been withdrawn."""

from collections.abc import Sequence

from django.http import Http404, HttpResponsePermanentRedirect

from articles.models.published import PublishedArticle
from articles.site import chrome, features, listing, reading, structured, surrogate
from articles.site.features import Part
from articles.site.frame import absolute, og_picture, page_about, show
from articles.site.pagecache import public_page
from articles.site.sections import Sections
from authors.models import Author

NEXT_STORIES = 3


@public_page
def article(request, path):
    now = request.clock.now
    path = f"/{path}/"
    row = reading.story_at(path, now)
    if row is None or row.withdrawn:
        return elsewhere_or_gone(request, path, row)
    frame = chrome.around(request.edition, now)
    row.section = frame.sections.by_id.get(row.section_id or 0)
    authors = frame.authors(line["author"] for line in row.bylines if line["author"])
    following = following_stories(row, now, frame.sections)
    parts = features.below_story(row, frame, request.clock)
    return show(
        request,
        "site/article.html",
        page=head_of(row, authors, frame, parts),
        keys=[f"article-{row.article_id}", *_made_of(row), *surrogate.of_rows(following)],
        current=row.section,
        below=True,
        article=row,
        authors=authors,
        next_stories=following,
        part_of=features.beside_story(row, now),
        parts=parts,
        stylesheets=features.stylesheets(),
    )


def head_of(
    row: PublishedArticle, authors: list[Author], frame: chrome.Chrome, parts: Sequence[Part] = ()
) -> dict:
    """The `page` of a story: canonical address (RFC 6596), OpenGraph and structured data."""
    data = structured.story(row, authors, frame)
    for part in parts:
        data |= part.structured
    og = {
        "type": "article",
        "title": row.headline,
        "url": absolute(row.path),
        "published_time": row.published_at.isoformat(timespec="seconds"),
        "modified_time": (row.updated_at or row.published_at).isoformat(timespec="seconds"),
        "section": row.section.name if row.section else "",
        "tags": [tag["name"] for tag in row.tags],
    } | og_picture(row.lead)
    return page_about(
        title=row.headline,
        path=row.canonical_url or row.path,
        description=row.standfirst or row.teaser,
        robots=row.robots,
        og=og,
        json_ld=structured.script(data),
        feeds=[feed for part in parts for feed in part.feeds],
    )


def elsewhere_or_gone(request, path: str, row: PublishedArticle | None):
    """A story that can't be read at `path`: withdrawn, moved, over, or never there."""
    if row is None:
        now = request.clock.now
        begun = PublishedArticle.objects.filter(path=path, live_from__lte=now)
        row = begun.order_by("-live_from").for_cards().first()
        if row is None:
            raise Http404
        here = PublishedArticle.objects.in_force(now).filter(article_id=row.article_id).first()
        if here is not None and here.path != path:
            return HttpResponsePermanentRedirect(here.path)
    return show(
        request,
        "410.html",
        status=410,  # RFC 9110, 15.5.11: it was here, it is not any more, and why
        page=page_about(title=row.headline, path=row.path, robots="noindex"),
        keys=[f"article-{row.article_id}"],
        headline=row.headline,
        reason=row.public_reason,
    )


def following_stories(row: PublishedArticle, now, sections: Sections | None = None) -> list[PublishedArticle]:
    """The next older stories of the same section. One query."""
    if row.section_id is None:
        return []
    place = listing.Cursor(row.published_at, row.article_id).encode()
    return listing.read(
        f"section/{row.section_id}", now, before=place, size=NEXT_STORIES, sections=sections
    ).rows


def _made_of(row: PublishedArticle) -> list[str]:
    keys = [f"section-{row.section_id}"] if row.section_id else []
    keys += [f"author-{line['author']}" for line in row.bylines if line["author"]]
    return keys + ([f"partner-{row.partner_id}"] if row.partner_id else [])
