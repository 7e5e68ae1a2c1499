"""/syndication/<token>/…: what one partner may republish."""

from django.urls import re_path

from articles.syndication import outbound

app_name = "syndication"
urlpatterns = [
    re_path(r"^(?P<token>[A-Za-z0-9_-]{16,64})/feed\.(?P<form>rss|atom|json)$", outbound.feed, name="feed"),
]
