"""The site's addresses, in the order in which they are tried."""

from django.urls import path, re_path

from articles.site import views

app_name = "site"
urlpatterns = [
    path("", views.front, name="front"),
    path("authors/<str:slug>/", views.author, name="author"),
    path("tags/<str:slug>/", views.tag, name="tag"),
    path("partners/<str:slug>/", views.partner, name="partner"),
    # /2026/11/24/slug/
    re_path(r"^(?P<path>\d{4}/\d{2}/\d{2}/[^/]+)/$", views.article, name="article"),
    # /<section>/<subsection>/ comes last: any path that nothing above has taken
    path("<path:path>/", views.section, name="section"),
]
