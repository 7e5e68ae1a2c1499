"""Public pages, kept under the edition and their address: never stale on any number of processes, since the key is
the edition itself, and answered 304 without rendering (RFC 9110, 13; RFC 9111)."""

import gzip
import hashlib
import math
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date, parse_etags, parse_http_date_safe

from articles.publishing.edition import EditionState, current
from articles.site import shelf
from articles.site.clock import Clock

# Parameters a public page understands. Others (utm_source …) neither change a page nor split its cache.
PARAMETERS = frozenset(
    [
        "before",
        "q",
        "section",
        "author",
        "tag",
        "partner",
        "from",
        "to",
        "type",
        "by",
        "page",
        "sort",
        "cursor",
    ]
)
NEVER_KEPT = ("/admin/", "/static/", "/media/", "/beacon/", "/healthz", "/readyz")
KEPT_STATUSES = {200, 410}
SMALLEST_GZIP = 500  # bytes
SEARCHES = "/search/"
MOST_SEARCHES = (
    50  # pages a process keeps of what was searched for; as many as there are strings could be asked for
)
GZIP_LEVEL = 4  # a third of level 6's time for a few hundredths more of the size


@dataclass(frozen=True)
class KeptPage:
    """A rendered page. Times are UTC; `body_gzip` is empty until somebody asked for it, and for pages too small to
    gain."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    body_gzip: bytes
    etag: str
    rendered_at: float
    changed_at: float
    valid_until: float

    def freshness(self, moment: float) -> list[tuple[str, str]]:
        """The headers that say which version this is, and how long others may keep it (RFC 9110, 8.8; RFC 9111, 5.2):
        at `moment` (a UTC timestamp) never past the next change."""
        shared = min(settings.SHARED_CACHE_SECONDS, math.floor(self.valid_until - moment))
        return [
            ("ETag", self.etag),
            ("Last-Modified", http_date(self.rendered_at)),
            ("Cache-Control", f"public, max-age=0, s-maxage={max(0, shared)}, must-revalidate"),
            ("Vary", "Accept-Encoding"),
        ]


class Few:
    """A store of a few pages in this process, whose newest drive out its oldest and nothing else."""

    def __init__(self, most: int):
        self.most = most
        self.pages: OrderedDict[str, KeptPage] = OrderedDict()

    def get(self, key: str) -> "KeptPage | None":
        return self.pages.get(key)

    def set(self, key: str, kept: KeptPage, timeout: int) -> None:
        self.pages[key] = kept
        self.pages.move_to_end(key)
        while len(self.pages) > self.most:
            self.pages.popitem(last=False)


searches = Few(MOST_SEARCHES)


def forget() -> None:
    """Drop what this process keeps: for tests."""
    searches.pages.clear()


def public_page(view):
    """Mark a view as a public page: it gets `request.clock`, must depend on nothing but its address and the edition,
    and is kept and answered conditionally."""

    @wraps(view)
    def marked(request, *args, **kwargs):
        set_clock(request)
        response = view(request, *args, **kwargs)
        response.public_until = request.clock.valid_until
        return response

    return marked


def private_page(view):
    """Mark a view that answers one visitor: it gets `request.clock` too, and is kept by nobody. The address of such a
    page may be a secret, so other sites are not told it."""

    @wraps(view)
    def marked(request, *args, **kwargs):
        set_clock(request)
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["Referrer-Policy"] = "same-origin"
        return response

    return marked


def set_clock(request) -> None:
    """One moment and one edition for all of the page: `request.clock` and `request.edition`."""
    request.edition = getattr(request, "edition", None) or current()
    request.clock = Clock(getattr(request, "now", None) or timezone.now(), request.edition.next_change)


class PageCacheMiddleware:
    """First in line, so that a kept page costs one small query and nothing else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in ("GET", "HEAD") or request.path_info.startswith(NEVER_KEPT):
            return self.get_response(request)
        request.get_host()  # refuses hosts that are not ours, kept page or not
        request.now = now = timezone.now()
        request.edition = edition = current(now)
        key = _key(request, edition)
        store = searches if request.path_info.startswith(SEARCHES) and request.GET else cache
        kept = store.get(key)
        if kept is None or not kept.rendered_at <= now.timestamp() < kept.valid_until:
            response = self.get_response(request)
            until = getattr(response, "public_until", None)
            if (
                until is None
                or response.status_code not in KEPT_STATUSES
                or response.streaming
                or response.cookies
            ):
                return response
            kept = _keep(response, edition, now, until)
            _store(store, key, kept, now)
        if _wants_gzip(request) and not kept.body_gzip and len(kept.body) >= SMALLEST_GZIP:
            kept = replace(kept, body_gzip=gzip.compress(kept.body, GZIP_LEVEL, mtime=0))
            _store(store, key, kept, now)
        shelf.put(edition, request.META, kept)
        return _answer(request, kept, now)


def _store(store, key: str, kept: "KeptPage", now: datetime) -> None:
    store.set(key, kept, timeout=max(1, math.ceil(min(kept.valid_until - now.timestamp(), 86400))))


def _wants_gzip(request) -> bool:
    return "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")


def _key(request, edition: EditionState) -> str:
    query = urlencode(sorted((name, value) for name, value in request.GET.items() if name in PARAMETERS))
    address = hashlib.blake2b(
        f"{request.is_secure()}{request.path}?{query}".encode(errors="surrogatepass"), digest_size=16
    ).hexdigest()
    return f"page:{edition.key}:{address}"


def _keep(response, edition: EditionState, now: datetime, until: datetime) -> KeptPage:
    patch_vary_headers(response, ["Accept-Encoding"])
    body = response.content
    dropped = {"content-length", "etag", "last-modified", "cache-control", "expires"}
    return KeptPage(
        status=response.status_code,
        headers=tuple((name, value) for name, value in response.items() if name.lower() not in dropped),
        body=body,
        body_gzip=b"",
        etag=f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"',
        rendered_at=now.timestamp(),
        changed_at=max(edition.changed_at, edition.valid_from).timestamp(),
        valid_until=until.timestamp(),
    )


def _answer(request, kept: KeptPage, now: datetime) -> HttpResponse:
    if _unchanged(request, kept):
        response: HttpResponse = HttpResponseNotModified()
        del response.headers["Content-Type"]
    else:
        zipped = kept.body_gzip and _wants_gzip(request)
        body = kept.body_gzip if zipped else kept.body
        response = HttpResponse(b"" if request.method == "HEAD" else body, status=kept.status)
        for name, value in kept.headers:
            response.headers[name] = value
        if zipped:
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(body))
    for name, value in kept.freshness(now.timestamp()):
        response.headers[name] = value
    return response


def _unchanged(request, kept: KeptPage) -> bool:
    if kept.status != 200:
        return False
    if asked := request.META.get("HTTP_IF_NONE_MATCH"):
        tags = parse_etags(asked)
        return "*" in tags or kept.etag in tags or kept.etag.removeprefix("W/") in tags
    since = parse_http_date_safe(request.META.get("HTTP_IF_MODIFIED_SINCE", ""))
    # Dates have whole seconds. Where the public side changed in the second of rendering, an earlier version may
    # carry the same date, so the page is sent again.
    rendered = math.floor(kept.rendered_at)
    return since is not None and kept.changed_at < rendered <= since
