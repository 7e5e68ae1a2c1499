"""The project's own settings; BENCH_CACHE=off takes the page cache away, so that each request renders its page."""

import os

from newsroom.settings import *  # noqa: F403

if os.environ.get("BENCH_CACHE") == "off":
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
