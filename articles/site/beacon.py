"""Counting reads without knowing readers: a story's path comes in, one hourly number rises. No cookie is set; the
visitor's address is kept nowhere but as a keyed hash, in the cache, for minutes, so that one visitor counts once."""

import hashlib
import re
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from articles.models.published import PublishedArticle, ReadCount
from articles.site.counting import one_more
from articles.site.trending import hour_of

LONGEST_PATH = 600  # characters
LONGEST_BODY = 4000  # bytes: a letter of another script takes nine in a form's encoding
ONCE = 600  # seconds in which one address counts once for a story
MOST = 60  # reads counted for one address in that time: many people share one at a university or an office
BOTS = re.compile(r"bot|crawl|spider|slurp|preview|headless|lighthouse|python|curl|wget|http", re.IGNORECASE)


@csrf_exempt
@require_POST
def beacon(request: HttpRequest) -> HttpResponse:
    """204 whatever happens: a reader's browser has no use for an answer, and a cheat learns nothing from it."""
    path = path_in(request)
    if path and from_our_page(request) and by_a_person(request):
        count_read(path, request)
    response = HttpResponse(status=204)
    response["Cache-Control"] = "no-store"
    return response


def path_in(request: HttpRequest) -> str:
    """The path that the page sent as a form or as plain text; "" when it is none of a story."""
    try:
        size = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return ""
    if not 0 < size <= LONGEST_BODY:
        return ""
    try:
        text = request.body.decode()
    except UnicodeDecodeError:
        return ""
    path = text if text.startswith("/") else QueryDict(text).get("path", "")
    return path if path.startswith("/") and len(path) <= LONGEST_PATH and "\x00" not in path else ""


def from_our_page(request: HttpRequest) -> bool:
    """Whether the headers that a browser sends (Fetch Metadata; RFC 6454) name our own origin. Old ones send none."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin")
    ours = {settings.SITE_URL, f"{request.scheme}://{request.get_host()}"}
    return site == "same-origin" and (origin is None or origin in ours)


def visitor_address(request: HttpRequest) -> str:
    """The visitor's address as the project knows it: to be hashed and forgotten, never kept."""
    return import_string(settings.AXES_CLIENT_IP_CALLABLE)(request)


def by_a_person(request: HttpRequest) -> bool:
    agent = request.headers.get("User-Agent", "")
    return bool(agent) and not BOTS.search(agent)


def count_read(path: str, request: HttpRequest) -> None:
    now = timezone.now()
    if not is_new(visitor_address(request), path):
        return
    rows = PublishedArticle.objects.live(now).filter(path=path)
    article_id = rows.values_list("article_id", flat=True).first()
    if article_id is not None:
        add_read(article_id, hour_of(now))


def add_read(article_id: int, hour: datetime) -> None:
    """One read more in that hour's bucket."""
    one_more(ReadCount, article_id=article_id, hour=hour)


def is_new(address: str, path: str) -> bool:
    """Whether this visitor has not been counted lately for what is at the path, nor for too much else."""
    if not cache.add(f"read:{_hashed(address, path)}", 1, timeout=ONCE):
        return False
    key = f"reads:{_hashed(address)}"
    if cache.add(key, 1, timeout=ONCE):
        return True
    try:
        return cache.incr(key) <= MOST
    except ValueError:  # it ran out between the two
        return True


def _hashed(*parts: str) -> str:
    key = hashlib.blake2b(settings.SECRET_KEY.encode(), digest_size=32).digest()
    return hashlib.blake2b("\n".join(parts).encode(errors="replace"), key=key, digest_size=16).hexdigest()
