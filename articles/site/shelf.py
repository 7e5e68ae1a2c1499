"""Kept pages handed out before Django is asked: a WSGI layer over the page cache (PEP 3333).

What PageCacheMiddleware has answered once is on the shelf under the edition, so it is as fresh as there: one query asks
for the edition, and a page of another edition, or past its time, is not found. Anything out of the ordinary (another
method, a host nobody has checked, a page not on the shelf, a database that does not answer) goes to Django."""

from collections import OrderedDict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import Error as DatabaseFault
from django.utils import timezone

from articles.publishing.edition import EditionState, current

if TYPE_CHECKING:
    from articles.site.pagecache import KeptPage

MOST = 400  # pages a process holds; some 30 MB
MOST_HOSTS = 50

Key = tuple[str, str, str, str, str]

_pages: "OrderedDict[Key, KeptPage]" = OrderedDict()
_hosts: set[str] = set()


def put(edition: EditionState, environ: dict, kept: "KeptPage") -> None:
    """Shelve a page that was answered to this request, whose host Django has accepted."""
    query = environ.get("QUERY_STRING", "")
    if (
        kept.status != 200
        or environ.get("REQUEST_METHOD") != "GET"
        or not (query == "" or query.startswith("before="))
    ):
        return
    if len(_hosts) < MOST_HOSTS:
        _hosts.add(environ.get("HTTP_HOST", ""))
    _pages[_key(edition, environ)] = kept
    while len(_pages) > MOST:
        _pages.popitem(last=False)


def forget() -> None:
    """Empty the shelf: for tests."""
    _pages.clear()
    _hosts.clear()


class Shelf:
    def __init__(self, application):
        self.application = application

    def __call__(self, environ: dict, start_response) -> Iterable[bytes]:
        found = _find(environ) if _pages and environ.get("REQUEST_METHOD") == "GET" else None
        if found is None:
            return self.application(environ, start_response)
        kept, moment = found
        headers = kept.freshness(moment)
        if environ.get("HTTP_IF_NONE_MATCH") == kept.etag:
            start_response("304 Not Modified", headers)
            return [b""]
        zipped = kept.body_gzip and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
        body = kept.body_gzip if zipped else kept.body
        headers += [(name, value) for name, value in kept.headers if name != "Vary"]
        headers += [("Content-Length", str(len(body)))]
        headers += [("Content-Encoding", "gzip")] if zipped else []
        start_response("200 OK", headers)
        return [body]


def _find(environ: dict) -> "tuple[KeptPage, float] | None":
    """The page on the shelf for this request, and the moment (a UTC timestamp) at which it was found fresh."""
    if environ.get("HTTP_HOST", "") not in _hosts or environ.get("HTTP_IF_MODIFIED_SINCE"):
        return None
    now = timezone.now()
    try:
        edition = current(now)
    except DatabaseFault:
        return None  # Django closes what is broken and says what is wrong
    kept = _pages.get(_key(edition, environ))
    moment = now.timestamp()
    if kept is None or not kept.rendered_at <= moment < kept.valid_until:
        return None
    if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "") and not kept.body_gzip:
        return None
    asked = environ.get("HTTP_IF_NONE_MATCH")
    if asked and asked != kept.etag:
        return None
    return kept, moment


def _key(edition: EditionState, environ: dict) -> Key:
    return (
        edition.key,
        environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", ""),
        environ.get("QUERY_STRING", ""),
        environ.get("wsgi.url_scheme", ""),
        environ.get("HTTP_X_FORWARDED_PROTO", ""),
    )
