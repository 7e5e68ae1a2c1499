"""Sitemaps (https://www.sitemaps.org/protocol.html): an index, a file for each month of stories, one for the lists,
and the news of two days. Stories that are listed elsewhere or ask not to be listed are in none."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Concat
from django.http import Http404, HttpResponse
from taggit.models import Tag

from articles.models.published import ListingEntry
from articles.site import chrome, features, surrogate
from articles.site.feeds.xml import document, element
from articles.site.frame import absolute
from articles.site.moments import machine_readable
from articles.site.pagecache import public_page
from authors.models import Author, Partner

MOST = 50_000  # addresses in one file
NEWS_REACH = timedelta(days=2)
MOST_NEWS = 1000
OURS = {"row__canonical_url": "", "row__robots": ""}
URLSET = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
IMAGE = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


@dataclass(frozen=True)
class Month:
    """A month of UTC with at least one story of ours, and how many files its stories need."""

    first: datetime
    files: int


@public_page
def index(request):
    names = [
        f"/sitemap-{month.first:%Y-%m}{f'-{number}' if number > 1 else ''}.xml"
        for month in months(request.clock.now)
        for number in range(1, month.files + 1)
    ]
    others = [name for feature in features.FEATURES for name in feature.sitemaps(request.clock.now)]
    names = ["/sitemap-sections.xml", "/sitemap-news.xml", *others, *names]
    entries = "\n".join(f"<sitemap>{element('loc', absolute(name))}</sitemap>" for name in names)
    return answer(f"<sitemapindex {URLSET}>\n{entries}\n</sitemapindex>\n")


@public_page
def month_file(request, year: str, month: str, number: str = "1"):
    """The stories of one month (UTC), each with its pictures; `number` counts the files of a crowded one."""
    if not 1 <= int(month) <= 12 or not 1 <= int(year) < 9999 or int(number) < 1:
        raise Http404
    first = datetime(int(year), int(month), 1, tzinfo=UTC)
    entries = ListingEntry.objects.live("front", request.clock.now).filter(
        published_at__gte=first, published_at__lt=_next_month(first)
    )
    begin = (int(number) - 1) * MOST
    rows = list(
        entries.filter(**OURS).values_list(
            "row__path", "row__published_at", "row__updated_at", "row__pictures", "row__body_pictures"
        )[begin : begin + MOST]
    )
    if not rows:
        raise Http404
    return answer(urlset((_story(*row) for row in rows), IMAGE))


@public_page
def lists(request):
    """The pages of lists that hold something: the front page, sections, authors, topics, partners."""
    now = request.clock.now
    found = [
        *chrome.around(request.edition, now).sections.by_id.values(),
        *with_something_live(Author.objects.filter(merged_into=None), "author", now),
        *with_something_live(Partner.objects.all(), "partner", now),
    ]
    paths = ["/", *(thing.get_absolute_url() for thing in found)]
    paths += [f"/tags/{tag.slug}/" for tag in with_something_live(Tag.objects.all(), "tag", now, "slug")]
    return answer(urlset(url_entry(path) for path in paths[:MOST]))


@public_page
def news(request):
    """Google News: what was published in the last two days. The page holds until the oldest of it is too old. On a
    quiet weekend it names the front page alone, as an address without news, because a file of none is not valid."""
    now = request.clock.now
    masthead = chrome.around(request.edition, now).masthead
    rows = list(
        ListingEntry.objects.live("front", now)
        .filter(published_at__gt=now - NEWS_REACH, **OURS)
        .values_list("row__path", "row__published_at", "row__headline", "row__language")[:MOST_NEWS]
    )
    if rows:
        request.clock.until(rows[-1][1] + NEWS_REACH)
    entries = [_news(masthead.name, *row) for row in rows] or [url_entry("/")]
    return answer(urlset(entries, NEWS))


def with_something_live(things, kind: str, now: datetime, key: str = "pk"):
    """Those of `things` (a queryset) whose list "kind/key" holds a live story, or something of a feature's. One query,
    one index look a thing and kind."""
    name = Concat(Value(f"{kind}/"), Cast(OuterRef(key), CharField()))
    lists: list[Any] = [ListingEntry, *(feature.lists for feature in features.FEATURES if feature.lists)]
    live = (Exists(each.objects.filter(list=name, live_from__lte=now, live_until__gt=now)) for each in lists)
    return things.filter(reduce(or_, map(Q, live)))


# The newest story of ours, then the newest before its month began, and so on: each step is one look into the listing
# index, so the cost goes with the months and not with the stories.
_MONTHS = """
WITH RECURSIVE month(newest) AS (
  SELECT ({newest})
  UNION ALL
  SELECT ({older}) FROM month WHERE newest IS NOT NULL
)
SELECT newest, (
  SELECT COUNT(*) FROM articles_listingentry entry
  WHERE entry.list = 'front' AND entry.published_at >= {begin} AND entry.published_at <= month.newest
) FROM month WHERE newest IS NOT NULL
"""
_NEWEST = """
SELECT entry.published_at FROM articles_listingentry entry
JOIN articles_publishedarticle story ON story.id = entry.row_id
WHERE entry.list = 'front' AND entry.live_from <= %s AND entry.live_until > %s
  AND story.canonical_url = '' AND story.robots = '' {before}
ORDER BY entry.published_at DESC LIMIT 1
"""
_MONTH_BEGINS = {
    "sqlite": "strftime('%%Y-%%m-01 00:00:00', newest)",
    "postgresql": "date_trunc('month', newest AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'",
}


def months(now: datetime) -> list[Month]:
    """The months with stories of ours, newest first. One query."""
    begin = _MONTH_BEGINS[connection.vendor]
    sql = _MONTHS.format(
        newest=_NEWEST.format(before=""),
        older=_NEWEST.format(before=f"AND entry.published_at < {begin}"),
        begin=begin,
    )
    moment = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(sql, [moment] * 4)
        rows = cursor.fetchall()
    return [Month(_month_of(newest), max(1, -(-count // MOST))) for newest, count in rows]


def _month_of(newest: datetime | str) -> datetime:
    moment = datetime.fromisoformat(newest) if isinstance(newest, str) else newest.astimezone(UTC)
    return datetime(moment.year, moment.month, 1, tzinfo=UTC)


def _next_month(first: datetime) -> datetime:
    return (first + timedelta(days=32)).replace(day=1)


def urlset(entries: Iterable[str], namespace: str = "") -> str:
    """A sitemap of these entries."""
    return f"<urlset {URLSET} {namespace}>\n" + "\n".join(entries) + "\n</urlset>\n"


def url_entry(path: str, *parts: str) -> str:
    return f"<url>{element('loc', absolute(path))}{''.join(parts)}</url>"


def _story(path: str, published_at: datetime, updated_at: datetime | None, pictures, body_pictures) -> str:
    addresses = dict.fromkeys(shown["src"] for shown in pictures + body_pictures if shown["src"])
    images = picture_entries(addresses)
    return url_entry(path, element("lastmod", machine_readable(updated_at or published_at)), *images)


def picture_entries(addresses: Iterable[str]) -> Iterator[str]:
    for address in addresses:
        yield f"<image:image>{element('image:loc', absolute(address))}</image:image>"


def _news(name: str, path: str, published_at: datetime, headline: str, language: str) -> str:
    publication = element("news:name", name) + element("news:language", _news_language(language))
    return url_entry(
        path,
        f"<news:news><news:publication>{publication}</news:publication>",
        element("news:publication_date", machine_readable(published_at)),
        element("news:title", headline),
        "</news:news>",
    )


def _news_language(language: str) -> str:
    """Two or three letters (ISO 639), but zh-cn and zh-tw for the two Chinese scripts, as Google News has it."""
    language = (language or settings.LANGUAGE_CODE).lower()
    if language.startswith("zh"):
        return "zh-tw" if "hant" in language or language.endswith(("tw", "hk", "mo")) else "zh-cn"
    return language.split("-")[0]


def answer(text: str) -> HttpResponse:
    """A sitemap as a response."""
    response = HttpResponse(document(text.removesuffix("\n")), content_type="application/xml; charset=utf-8")
    response["Surrogate-Key"] = surrogate.header(["sitemap"])
    return response
