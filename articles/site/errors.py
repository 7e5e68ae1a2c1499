"""What a reader sees when a page is not there, in the site's design. It needs no row of the database, and where the
database does not answer it does without."""

from django.db import DatabaseError
from django.http import HttpResponse
from django.template.loader import get_template
from django.utils import timezone

from articles.publishing.edition import current
from articles.site import chrome


def not_found(request, exception=None) -> HttpResponse:
    """404 (RFC 9110, 15.5.5)."""
    html = get_template("404.html").render({"page": {"robots": "noindex"}, **_frame(request)})
    return HttpResponse(html, status=404)


def _frame(request) -> dict:
    now = getattr(request, "now", None) or timezone.now()
    try:
        frame = chrome.around(getattr(request, "edition", None) or current(now), now)
        furniture = chrome.furniture(frame, now)
    except DatabaseError:
        return {}
    return {"masthead": frame.masthead, "furniture": furniture, "head_html": furniture.head()}
