"""The addresses of feeds: one view for every list and every format."""

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect

from articles.site import chrome, listing, subjects, surrogate
from articles.site.feeds import atom, jsonfeed, rss
from articles.site.feeds.entries import ITEMS, Entry, Feed, entries_of
from articles.site.frame import absolute
from articles.site.pagecache import public_page

WRITERS = {"rss": rss, "atom": atom, "json": jsonfeed}


@public_page
def feed(request, kind: str, form: str, name: str = ""):
    """The newest stories of a list in full, as RSS, Atom or JSON Feed."""
    frame = chrome.around(request.edition, request.clock.now)
    subject = subjects.find(kind, frame, name)
    file = f"feed.{form}"
    if subject.moved:
        return HttpResponsePermanentRedirect(f"{subject.moved}{file}")
    rows = listing.read(
        subject.list, request.clock.now, size=ITEMS, bodies=True, sections=frame.sections
    ).rows
    if not rows and not subject.always:
        raise Http404
    keys = [surrogate.key_of(subject.list), "feed", *surrogate.of_rows(rows)]
    return written_as(form, described(subject, file, request, frame), entries_of(rows), keys)


def written_as(form: str, described: Feed, entries: list[Entry], keys: list[str]) -> HttpResponse:
    """The answer that holds a feed, in the format `form`; `keys` are what it is made of, for Surrogate-Key."""
    response = HttpResponse(WRITERS[form].render(described, entries), content_type=WRITERS[form].CONTENT_TYPE)
    response["Surrogate-Key"] = surrogate.header(keys)
    return response


def described(subject: subjects.Subject, file: str, request, frame: chrome.Chrome) -> Feed:
    masthead = frame.masthead
    title = masthead.name if subject.list == "front" else f"{subject.title} — {masthead.name}"
    return Feed(
        title=title,
        home=absolute(subject.path),
        address=absolute(f"{subject.path}{file}"),
        updated=request.edition.changed_at,
        description=subject.description or masthead.description or masthead.tagline,
        language=settings.LANGUAGE_CODE,
        publisher=masthead.publisher,
        logo=absolute(masthead.logo.url) if masthead.logo else "",
    )
