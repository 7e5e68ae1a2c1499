"""The addresses that are measured in one archive, as JSON. Run as a process: `python -m benchmarks.places DEEP`."""

import json
import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

import django

django.setup()

from articles.models import ListingEntry, PublishedArticle, Section  # noqa: E402
from articles.site.listing import PAGE  # noqa: E402
from authors.models import Author  # noqa: E402
from newsroom.lib.paging import Cursor  # noqa: E402


def places(deep: int) -> dict[str, str]:
    world = Section.objects.get(path="world")
    name, page = deep_cursor(f"section/{world.pk}", deep)
    row = PublishedArticle.objects.order_by("-published_at")[10]
    author = Author.objects.order_by("pk").first()
    return {
        "front page": "/",
        "section, page 1": world.get_absolute_url(),
        f"section, page {page:,}": f"{world.get_absolute_url()}?before={name}",
        "article": row.path,
        "author": author.get_absolute_url(),
        "full-text feed": "/feed.rss",
        "section’s feed": f"{world.get_absolute_url()}feed.rss",
    }


def deep_cursor(name: str, deep: int) -> tuple[str, int]:
    """The cursor of page `deep` of a list, or of its last whole page, and that page's number."""
    entries = ListingEntry.objects.filter(list=name).order_by("-published_at", "-article_id")
    page = max(2, min(deep, entries.count() // PAGE))
    last_before = entries[(page - 1) * PAGE - 1]
    return Cursor(last_before.published_at, last_before.article_id).encode(), page


if __name__ == "__main__":
    print(json.dumps(places(int(sys.argv[1]))))
