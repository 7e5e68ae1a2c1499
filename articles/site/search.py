"""The search page, what is suggested while somebody types, and what tells browsers of both (OpenSearch 1.1)."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from articles.models.published import ListingEntry, PublishedArticle
from articles.models.search import SearchDocument
from articles.publishing.edition import EditionState
from articles.publishing.search_engine import languages
from articles.site import chrome, reading, surrogate
from articles.site.archive import LISTS, NAMES, ArchiveFilter
from articles.site.cards import found_html
from articles.site.frame import page_about, show
from articles.site.pagecache import public_page
from articles.site.search_facets import chosen, facets
from articles.site.search_find import BOUND, DATE, RELEVANCE, Cursor, Found, find, sought
from articles.site.search_snippets import Marker, language
from articles.site.search_suggest import suggestions
from newsroom.lib.search_query import LONGEST, Query, parse
from newsroom.lib.search_words import language_of
from newsroom.lib.text import clean_line


class Remembered:
    """What this process keeps from one request to the next: the languages of this edition's stories."""

    languages: tuple[str, list[str]] | None = None


def forget() -> None:
    """Drop what this process remembers: for tests."""
    Remembered.languages = None


@public_page
def search(request):
    now = request.clock.now
    frame = chrome.around(request.edition, now)
    asked = _asked(request)
    narrowing = ArchiveFilter(
        {name: asked[name] for name in NAMES if name in asked},
        queryset=ListingEntry.objects.none(),
        now=now,
        sections=frame.sections,
    )
    spoken = _languages(request.edition)
    query = frame.section_names.told(parse(asked.get("q", ""), spoken), spoken)
    sort = DATE if asked.get("sort") == DATE else RELEVANCE
    found = _found(query, narrowing, frame, request.GET.get("cursor", ""), sort, now)
    results = _results(found, query, now, frame)
    return show(
        request,
        "site/search.html",
        page=page_about(
            title=f"{query.text} – Search" if query.text else "Search",
            path="/search/",
            robots="noindex, follow",
        ),
        keys=["search", *surrogate.of_rows([row for row, _ in results])],
        query=query,
        asked=asked,
        sort=sort,
        other_sort=f"?{urlencode(asked | {'sort': RELEVANCE if sort == DATE else DATE})}",
        filter=narrowing,
        fields=narrowing.fields_html(frame),
        searched=bool(query or narrowing.data),
        found=found,
        ranked=BOUND,
        results=[html for _, html in results],
        facets=facets(found, asked, frame),
        chosen=chosen(asked, _lists(narrowing), frame),
        further=f"?{urlencode({**asked, 'cursor': found.further})}" if found.further else "",
        first=f"?{urlencode(asked)}" if request.GET.get("cursor") else "",
    )


def _asked(request) -> dict[str, str]:
    """The parameters given, in the one form that links repeat."""
    asked = {name: request.GET[name] for name in ("q", "sort", *NAMES) if request.GET.get(name)}
    if "q" in asked:
        asked["q"] = clean_line(asked["q"].replace("\x00", " ")[:LONGEST])
    if asked.get("sort") not in (DATE, RELEVANCE):
        asked.pop("sort", None)
    return {name: value.encode(errors="replace").decode() for name, value in asked.items() if value}


def _lists(narrowing: ArchiveFilter) -> dict[str, str]:
    """The names of the lists that were asked for and are known, by their parameters."""
    cleaned = getattr(narrowing.form, "cleaned_data", {}) if narrowing.data else {}
    return {name: cleaned[name] for name in LISTS if cleaned.get(name)}


def _found(
    query: Query, narrowing: ArchiveFilter, frame: chrome.Chrome, cursor: str, sort: str, now
) -> Found:
    nothing = Found.nothing()
    cleaned: dict = {}
    lists: dict[str, int] = {}
    if narrowing.data and narrowing.form.is_valid():
        cleaned, lists = narrowing.form.cleaned_data, narrowing.asked()
    if narrowing.errors:
        return nothing
    try:
        place = Cursor.decode(cursor) if cursor else None
    except ValueError:
        narrowing.form.add_error(None, "That page of the search does not exist. Start again from the form.")
        return nothing
    if query.unwanted and not query:
        return nothing
    within = [frame.section_names.marks(name) for name in lists]
    return find(sought(query, within, cleaned.get("from"), cleaned.get("to")), now, sort=sort, cursor=place)


def _results(
    found: Found, query: Query, now, frame: chrome.Chrome
) -> list[tuple[PublishedArticle, SafeString]]:
    """The stories of the page, from the rows that are public now, each with its HTML. One query."""
    by_key = reading.numbered(found.keys, now)
    marker = Marker(query)
    rows = [by_key[key] for key in found.keys if key in by_key]
    for row in rows:
        row.section = frame.sections.by_id.get(row.section_id or 0)
    return [(row, _result(row, marker)) for row in rows]


def _result(row: PublishedArticle, marker: Marker) -> SafeString:
    stems_of = language(row.language)
    words = marker.passage(row.body_html, stems_of)
    return found_html(
        row,
        marker.marked(row.headline, stems_of),
        words or marker.marked(row.standfirst or row.teaser, stems_of),
    )


def _languages(edition: EditionState) -> list[str]:
    known = Remembered.languages
    if known is None or known[0] != edition.key:
        own = language_of(settings.LANGUAGE_CODE)
        known = (edition.key, list(dict.fromkeys([own, *languages(SearchDocument)])))
        Remembered.languages = known
    return known[1]


@public_page
def suggest(request):
    """{"suggestions": [{"kind", "label", "path"}]}: what readers may read, by the words that are being typed."""
    frame = chrome.around(request.edition, request.clock.now)
    found = suggestions(request.GET.get("q", ""), request.clock.now, frame)
    return JsonResponse({"suggestions": found}, headers={"X-Robots-Tag": "noindex"})


@public_page
def description(request):
    """How browsers search this site from their own search box."""
    frame = chrome.around(request.edition, request.clock.now)
    text = render_to_string(
        "site/opensearch.xml",
        {"masthead": frame.masthead, "site": settings.SITE_URL, "language": settings.LANGUAGE_CODE},
    )
    return HttpResponse(text, content_type="application/opensearchdescription+xml; charset=utf-8")
