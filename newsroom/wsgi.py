"""The WSGI application: `gunicorn newsroom.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django = get_wsgi_application()

from articles.site.shelf import Shelf  # noqa: E402  (models can be imported once Django is set up)

application = Shelf(django)
