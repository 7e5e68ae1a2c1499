"""The WSGI application: `gunicorn newsroom.wsgi`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django = get_wsgi_application()

from articles.site.shelf import Shelf  # noqa: E402  (models can be imported once Django is set up)

application = Shelf(django)

# What stands by now lives as long as the process, and what a request makes is gone with it without being searched for:
# the collector looks seldom, and not at all at the former.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 50)
