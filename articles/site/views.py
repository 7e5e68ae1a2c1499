"""Front page, section pages and articles. Each view finds, decides, renders; what is public is decided below it."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from taggit.models import Tag

from articles.models.published import PublishedArticle
from articles.site import chrome, listing
from articles.site.frame import page_about, show
from articles.site.pagecache import public_page
from authors.models import Author, Partner

PACKAGE = 4
NEXT_STORIES = 3


@public_page
def front(request):
    now = request.clock.now
    frame = chrome.around(request.edition, now)
    pins = listing.pinned("front", now)
    page = listing.read("front", now, size=listing.PAGE * 2, skip=frozenset(row.article_id for row in pins))
    rows = pins + page.rows
    return show(
        request,
        "site/front.html",
        page=page_about(
            title=frame.masthead.name,
            path="/",
            description=frame.masthead.description or frame.masthead.tagline,
            feeds_under="/",
        ),
        lead=rows[0] if rows else None,
        packages=packages(rows[1:], frame.sections),
    )


def packages(rows: list[PublishedArticle], sections) -> list[dict]:
    """The rows grouped under their top sections, in the order in which each first appears, no story twice."""
    groups: dict = {}
    for row in rows:
        top = sections.by_path.get(row.section.path.split("/")[0]) if row.section else None
        groups.setdefault(top, []).append(row)
    return [{"section": section, "cards": cards[:PACKAGE]} for section, cards in groups.items()]


@public_page
def section(request, path):
    now = request.clock.now
    frame = chrome.around(request.edition, now)
    found = frame.sections.by_path.get(path)
    if found is None:
        raise Http404
    before = request.GET.get("before", "")
    pins = [] if before else listing.pinned(f"section/{found.pk}", now)
    page = read_or_404(
        f"section/{found.pk}", now, before=before, skip=frozenset(row.article_id for row in pins)
    )
    rows = pins + page.rows
    return show(
        request,
        "site/section.html",
        page=page_about(
            title=found.name,
            path=found.get_absolute_url(),
            description=found.description,
            feeds_under=found.get_absolute_url(),
            robots="noindex, follow" if before else "",
        ),
        section=found,
        children=[child for child in frame.sections.by_path.values() if child.parent_id == found.pk],
        lead=rows[0] if rows and not before else None,
        cards=rows if before else rows[1:],
        older=f"?before={page.older}" if page.older else "",
        newer=found.get_absolute_url() if before else "",
    )


def read_or_404(name: str, now, **options) -> listing.Page:
    """listing.read, where a cursor that is none is a page that does not exist."""
    try:
        return listing.read(name, now, **options)
    except ValueError as error:
        raise Http404(str(error)) from error


@public_page
def article(request, path):
    now = request.clock.now
    path = f"/{path}/"
    row = (
        PublishedArticle.objects.in_force(now).filter(path=path).select_related("section", "partner").first()
    )
    if row is None:
        return elsewhere_or_gone(request, path)
    if row.withdrawn:
        return gone(request, row)
    following = following_stories(row, now)
    return show(
        request,
        "site/article.html",
        page=page_about(
            title=row.headline, path=row.path, description=row.standfirst or row.teaser, robots=row.robots
        ),
        article=row,
        authors=credited(row),
        next_stories=following,
    )


def elsewhere_or_gone(request, path: str):
    """A story that is not in force at `path`: it moved, its time is over, or it was never there."""
    now = request.clock.now
    last = (
        PublishedArticle.objects.filter(path=path, live_from__lte=now)
        .order_by("-live_from")
        .for_cards()
        .first()
    )
    if last is None:
        raise Http404
    here = PublishedArticle.objects.in_force(now).filter(article_id=last.article_id).only("path").first()
    if here is not None:
        return HttpResponsePermanentRedirect(here.path)
    return gone(request, last)


def gone(request, row: PublishedArticle):
    """410 (RFC 9110, 15.5.11): it was here, it is not any more, and why."""
    return show(
        request,
        "410.html",
        status=410,
        page=page_about(title=row.headline, path=row.path, robots="noindex"),
        headline=row.headline,
        reason=row.public_reason,
    )


def following_stories(row: PublishedArticle, now) -> list[PublishedArticle]:
    """The next older stories of the same section."""
    if row.section_id is None:
        return []
    place = listing.Cursor(row.published_at, row.article_id).encode()
    return listing.read(f"section/{row.section_id}", now, before=place, size=NEXT_STORIES).rows


def credited(row: PublishedArticle) -> list[Author]:
    """The authors of the byline who have a page, in its order."""
    numbers = [line["author"] for line in row.bylines if line["author"]]
    found = Author.objects.in_bulk(numbers) if numbers else {}
    return [found[number] for number in dict.fromkeys(numbers) if number in found]


@public_page
def author(request, slug):
    found = get_object_or_404(Author, slug=slug)
    if found.merged_into_id:
        return HttpResponsePermanentRedirect(found.merged_into.get_absolute_url())
    return list_page(
        request, "author", f"author/{found.pk}", found.get_absolute_url(), found.name, author=found
    )


@public_page
def partner(request, slug):
    found = get_object_or_404(Partner, slug=slug)
    return list_page(
        request, "partner", f"partner/{found.pk}", found.get_absolute_url(), found.name, partner=found
    )


@public_page
def tag(request, slug):
    found = get_object_or_404(Tag, slug=slug)
    return list_page(
        request, "tag", f"tag/{found.slug}", reverse("site:tag", args=[slug]), found.name, tag=found
    )


def list_page(request, kind: str, name: str, path: str, title: str, **context):
    """A page headed by a person, a partner or a topic, with the stories listed under it."""
    before = request.GET.get("before", "")
    page = read_or_404(name, request.clock.now, before=before)
    if not page.rows and not before and kind == "tag":
        raise Http404
    return show(
        request,
        f"site/{kind}.html",
        page=page_about(title=title, path=path, feeds_under=path, robots="noindex, follow" if before else ""),
        cards=page.rows,
        older=f"?before={page.older}" if page.older else "",
        newer=path if before else "",
        **context,
    )
