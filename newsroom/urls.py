"""The contents page of the whole site."""

from django.conf import settings
from django.conf.urls.static import static
from django.contrib import admin
from django.urls import include, path

from newsroom import health

handler404 = "articles.site.errors.not_found"  # the others are Django's own, with our templates

urlpatterns = [
    # probes
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    # the desk
    path("admin/", admin.site.urls),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    # partners
    path("syndication/", include("articles.syndication.urls")),
    # readers
    path("", include("articles.site.urls")),
]
