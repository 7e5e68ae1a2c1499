"""The addresses of publications, tried before the site's own."""

from django.urls import path, re_path

from articles.reports.site import download, machines, pages

app_name = "reports"
urlpatterns = [
    path("sitemap-publications.xml", machines.sitemap, name="sitemap"),
    path("publications/", pages.publications, name="publications"),
    re_path(r"^publications/feed\.(?P<form>rss|atom|json)$", machines.feed, name="feed"),
    path("publications/<str:slug>/", pages.publication, name="publication"),
    path("publications/<str:slug>/<str:name>.pdf", download.download, name="download"),
]
