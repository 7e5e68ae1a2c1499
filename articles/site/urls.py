"""The site's addresses, in the order in which they are tried."""

from django.urls import path, re_path

from articles.site import (
    archive,
    beacon,
    corrections,
    feed_views,
    people,
    search,
    sitemaps,
    stories,
    versions,
    views,
    well_known,
)

FEED = r"feed\.(?P<form>rss|atom|json)$"
STORY = r"^(?P<path>\d{4}/\d{2}/\d{2}/[^/]+)/"  # 2026/11/24/slug/
MONTH = r"^sitemap-(?P<year>\d{4})-(?P<month>\d{2})"

app_name = "site"
urlpatterns = [
    path("", views.front, name="front"),
    # one story: what is read most is tried first
    re_path(rf"{STORY}$", stories.article, name="article"),
    re_path(rf"{STORY}history/$", versions.history, name="history"),
    # for machines
    path("robots.txt", well_known.robots, name="robots"),
    path("favicon.ico", well_known.favicon, name="favicon"),
    path(".well-known/security.txt", well_known.security, name="security"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-sections.xml", sitemaps.lists, name="sitemap-sections"),
    path("sitemap-news.xml", sitemaps.news, name="sitemap-news"),
    re_path(rf"{MONTH}\.xml$", sitemaps.month_file, name="sitemap-month"),
    re_path(rf"{MONTH}-(?P<number>\d{{1,4}})\.xml$", sitemaps.month_file, name="sitemap-month-part"),
    path("opensearch.xml", search.description, name="opensearch"),
    path("beacon/", beacon.beacon, name="beacon"),
    # feeds: every list has one in three formats
    re_path(rf"^{FEED}", feed_views.feed, {"kind": "front"}, name="front-feed"),
    re_path(rf"^authors/(?P<name>[^/]+)/{FEED}", feed_views.feed, {"kind": "author"}, name="author-feed"),
    re_path(rf"^tags/(?P<name>[^/]+)/{FEED}", feed_views.feed, {"kind": "tag"}, name="tag-feed"),
    re_path(rf"^partners/(?P<name>[^/]+)/{FEED}", feed_views.feed, {"kind": "partner"}, name="partner-feed"),
    re_path(rf"^(?P<name>.+)/{FEED}", feed_views.feed, {"kind": "section"}, name="section-feed"),
    # people, topics, partners
    path("authors/", people.authors, name="authors"),
    path("authors/<str:slug>/", views.author, name="author"),
    path("tags/<str:slug>/", views.tag, name="tag"),
    path("partners/<str:slug>/", views.partner, name="partner"),
    # everything there is
    path("archive/", archive.archive, name="archive"),
    path("search/", search.search, name="search"),
    path("search/suggest/", search.suggest, name="search-suggest"),
    path("corrections/", corrections.corrections, name="corrections"),
    # /<section>/<subsection>/ comes last: any path that nothing above has taken
    path("<path:path>/", views.section, name="section"),
]
