"""The server's application: the project's, with the fragments it keeps in memory switched off where asked."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

from newsroom.wsgi import application

if os.environ.get("BENCH_FRAGMENTS") == "off":
    from articles.site import kept

    kept.MOST = 0  # every fragment is forgotten before the next is kept

__all__ = ["application"]
