"""The contents page of the whole site."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path

from newsroom import health
from newsroom.media import media

handler404 = "articles.site.errors.not_found"  # the others are Django's own, with our templates

urlpatterns = [
    # probes
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    # the desk
    path("admin/", admin.site.urls),
    # partners
    path("syndication/", include("articles.syndication.urls")),
    # readers
    path("", include("articles.reports.urls")),
    path("", include("articles.comments.site.urls")),
    path("", include("articles.site.urls")),
]
if settings.MEDIA_URL.startswith("/"):  # otherwise another host serves them
    urlpatterns.insert(0, re_path(rf"^{settings.MEDIA_URL.lstrip('/')}(?P<path>.+)$", media, name="media"))
