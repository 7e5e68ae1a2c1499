"""Front page, sections, people, topics and partners. Each view finds, decides, renders; what is public is decided
below it."""

from django.http import Http404, HttpResponsePermanentRedirect

from articles.models.published import PublishedArticle
from articles.site import chrome, features, listing, reading, structured, subjects, surrogate
from articles.site.frame import page_about, show
from articles.site.pagecache import public_page
from articles.site.sections import Sections
from newsroom.lib.html import subheads

PACKAGE = 4
FRONT = 60  # stories read for the front page, so that quieter sections have theirs too


@public_page
def front(request):
    now = request.clock.now
    frame = chrome.around(request.edition, now)
    subject = subjects.front(frame)
    pins = listing.pinned(frame.pins.get("front", ()), now)
    page = listing.read(
        "front", now, size=FRONT, skip=frozenset(row.article_id for row in pins), sections=frame.sections
    )
    rows = pins + page.rows
    groups = packages(rows[1:], frame.sections)
    shown = rows[:1] + [card for group in groups for card in group["cards"]]
    return show(
        request,
        "site/front.html",
        page=page_about(
            title=subject.title,
            path="/",
            description=subject.description,
            feeds_under="/",
            json_ld=structured.script(structured.site(frame.masthead)),
        ),
        keys=["front", *surrogate.of_rows(shown)],
        lead=rows[0] if rows else None,
        packages=groups,
    )


def packages(rows: list[PublishedArticle], sections: Sections) -> list[dict]:
    """The rows grouped under their outermost sections, no story twice. Groups stand as the navigation orders them, then
    those it leaves out, then the stories without a section."""
    groups: dict = {}
    for row in rows:
        groups.setdefault(sections.top_of(row.section), []).append(row)
    order = [item["section"] for item in sections.navigation]
    order += [section for section in sections.by_id.values() if section not in order]
    return [
        {"section": section, "cards": groups[section][:PACKAGE]}
        for section in [*order, None]
        if section in groups
    ]


@public_page
def section(request, path):
    now = request.clock.now
    frame = chrome.around(request.edition, now)
    subject = subjects.section(frame, path)
    before = request.GET.get("before", "")
    pins = [] if before else listing.pinned(frame.pins.get(subject.list, ()), now)
    page = read_or_404(
        subject.list,
        now,
        before=before,
        skip=frozenset(row.article_id for row in pins),
        sections=frame.sections,
    )
    rows = pins + page.rows
    features.set_on_cards(rows, frame, now)
    lead = rows[0] if rows and not before else None
    return show(
        request,
        "site/section.html",
        page=head_of(subject, before, structured.section(subject.thing, frame)),
        keys=[surrogate.key_of(subject.list), *surrogate.of_rows(rows)],
        current=subject.thing,
        section=subject.thing,
        children=frame.sections.children_of(subject.thing),
        lead=lead,
        opening=subheads(reading.body_of(lead)) if lead else [],
        cards=rows if before else rows[1:],
        **pages(subject, page, before),
    )


@public_page
def author(request, slug):
    return list_page(request, "author", slug)


@public_page
def partner(request, slug):
    return list_page(request, "partner", slug)


@public_page
def tag(request, slug):
    return list_page(request, "tag", slug)


def list_page(request, kind: str, slug: str):
    """A page headed by a person, a partner or a topic, with the stories listed under it. Without a live story there is
    none, since a tag or a guest may be known from a draft alone; our own staff have their page from the first day."""
    frame = chrome.around(request.edition, request.clock.now)
    subject = subjects.find(kind, frame, slug)
    if subject.moved:
        return HttpResponsePermanentRedirect(subject.moved)
    before = request.GET.get("before", "")
    page = read_or_404(subject.list, request.clock.now, before=before, sections=frame.sections)
    beside = "" if before else features.beside_list(kind, subject.thing.pk, request.clock.now)
    if not page.rows and not beside and not (subject.always and not before):
        raise Http404
    return show(
        request,
        f"site/{kind}.html",
        page=head_of(subject, before, structured.profile(subject.thing) if kind == "author" else None),
        keys=[surrogate.key_of(subject.list), *surrogate.of_rows(page.rows)],
        cards=page.rows,
        beside=beside,
        **pages(subject, page, before),
        **{kind: subject.thing},
    )


def head_of(subject: subjects.Subject, before: str, data: dict | None) -> dict:
    """The `page` of a list: only its first page is for search engines' lists."""
    return page_about(
        title=subject.title,
        path=subject.path,
        description=subject.description,
        feeds_under=subject.path,
        robots="noindex, follow" if before else "",
        json_ld=structured.script(data) if data and not before else "",
    )


def pages(subject: subjects.Subject, page: listing.Page, before: str) -> dict:
    """Where the older and the newest stories of a list are."""
    return {
        "older": f"?before={page.older}" if page.older else "",
        "newer": subject.path if before else "",
    }


def read_or_404(name: str, now, **options) -> listing.Page:
    """listing.read, where a cursor that is none is a page that does not exist."""
    try:
        return listing.read(name, now, **options)
    except ValueError as error:
        raise Http404(str(error)) from error
