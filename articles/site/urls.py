"""The site's addresses, in the order in which they are tried."""

from django.urls import path, re_path

from articles.site import feed_views, stories, views

FEED = r"feed\.(?P<form>rss|atom|json)$"

app_name = "site"
urlpatterns = [
    path("", views.front, name="front"),
    # feeds: every list has one in three formats
    re_path(rf"^{FEED}", feed_views.feed, {"kind": "front"}, name="front-feed"),
    re_path(rf"^authors/(?P<name>[^/]+)/{FEED}", feed_views.feed, {"kind": "author"}, name="author-feed"),
    re_path(rf"^tags/(?P<name>[^/]+)/{FEED}", feed_views.feed, {"kind": "tag"}, name="tag-feed"),
    re_path(rf"^partners/(?P<name>[^/]+)/{FEED}", feed_views.feed, {"kind": "partner"}, name="partner-feed"),
    re_path(rf"^(?P<name>.+)/{FEED}", feed_views.feed, {"kind": "section"}, name="section-feed"),
    # people, topics, partners
    path("authors/<str:slug>/", views.author, name="author"),
    path("tags/<str:slug>/", views.tag, name="tag"),
    path("partners/<str:slug>/", views.partner, name="partner"),
    # /2026/11/24/slug/
    re_path(r"^(?P<path>\d{4}/\d{2}/\d{2}/[^/]+)/$", stories.article, name="article"),
    # /<section>/<subsection>/ comes last: any path that nothing above has taken
    path("<path:path>/", views.section, name="section"),
]
