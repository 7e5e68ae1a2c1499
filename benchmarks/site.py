"""The server's application: the project's, with what a process keeps in memory switched off where asked."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

from newsroom.wsgi import application

if os.environ.get("BENCH_CACHE") == "off":
    from articles.site import pagecache, shelf

    pagecache.searches.most = shelf.MOST = 0  # each page is forgotten as soon as it is kept

if os.environ.get("BENCH_CARDS") == "off":
    from articles.site import cards

    cards.KEPT = 0  # each card is forgotten as soon as it is kept

__all__ = ["application"]
