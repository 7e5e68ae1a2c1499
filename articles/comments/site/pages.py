"""All comments under a story, and the way to one of them. Kept pages: they depend on their address and the edition."""

from django.http import Http404, HttpResponse, HttpResponseRedirect

from articles.comments.site.part import feeds_of, rendered
from articles.comments.site.place import comment_and_place, place_at
from articles.comments.site.reading import ON_PAGE, ON_STORY, comments_under, place_of
from articles.site.frame import page_about, show
from articles.site.pagecache import private_page, public_page

FARTHEST = 100_000  # pages


@public_page
def comments(request, path):
    place = place_at(request, path, "comments/")
    if isinstance(place, HttpResponse):
        return place
    number = page_number(request.GET.get("page", ""))
    row = place.row
    found = comments_under(row.article_id, first=(number - 1) * ON_PAGE, most=ON_PAGE)
    if number > 1 and not found.branches:
        raise Http404
    if place.stands.open and place.stands.closes_at:
        request.clock.until(place.stands.closes_at)
    address = f"{row.path}comments/"
    return show(
        request,
        "comments/page.html",
        page=page_about(
            title=f"Comments on “{row.headline}”", path=address, robots="noindex, follow", feeds=feeds_of(row)
        ),
        keys=[f"article-{row.article_id}"],
        current=row.section,
        below=True,
        article=row,
        list_html=rendered(row, place.frame, found, place.stands, whole=True),
        later=f"?page={number + 1}" if found.more else "",
        earlier=(f"?page={number - 1}" if number > 2 else address) if number > 1 else "",
    )


def page_number(text: str) -> int:
    """1 for the first. Raises Http404 for what is no page."""
    if not text:
        return 1
    if not text.isascii() or not text.isdecimal() or len(text) > 6 or not 1 <= int(text) <= FARTHEST:
        raise Http404
    return int(text)


@private_page
def comment(request, number):
    """To where the comment stands now: what is approved before it moves it on to another page."""
    found, place = comment_and_place(request, number)
    before = place_of(found)
    path = place.row.path
    if before >= ON_STORY:
        page = before // ON_PAGE + 1
        path = f"{path}comments/" + (f"?page={page}" if page > 1 else "")
    return HttpResponseRedirect(f"{path}#comment-{found.pk}")
