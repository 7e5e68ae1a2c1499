"""The yardstick: Django with no middleware and no app, one view that returns recorded bytes with recorded headers."""

import os
import pickle
from pathlib import Path

from django.conf import settings

settings.configure(
    DEBUG=False,
    SECRET_KEY="signs-nothing",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF="benchmarks.bare",
    MIDDLEWARE=[],
    INSTALLED_APPS=[],
    USE_I18N=False,
)

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.urls import re_path  # noqa: E402

# {(address, asked conditionally): (status, headers, body)}
RECORDED = pickle.loads(Path(os.environ["BENCH_RECORDED"]).read_bytes())  # our own file of a minute ago


def recorded(request):
    status, headers, body = RECORDED[request.get_full_path(), "HTTP_IF_NONE_MATCH" in request.META]
    response = HttpResponse(body, status=status)
    for name, value in headers:
        response.headers[name] = value
    if status == 304:
        del response.headers["Content-Type"]
    return response


urlpatterns = [re_path("", recorded)]
application = get_wsgi_application()
