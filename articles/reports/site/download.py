"""The file of a publication: handed out while readers may have it, not a second longer, and counted by the day."""

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.utils import timezone
from django.utils.http import content_disposition_header, http_date, parse_etags
from django.views.decorators.http import require_safe

from articles.reports.models.downloads import DownloadCount
from articles.reports.models.file import ReportFile
from articles.reports.models.published import PublishedReport
from articles.reports.site import reading
from articles.reports.site.gone import elsewhere_or_gone
from articles.reports.site.pages import ROOT
from articles.site.beacon import by_a_person, is_new, visitor_address
from articles.site.clock import Clock
from articles.site.counting import one_more
from articles.site.frame import absolute
from newsroom.lib.byte_ranges import Pieces, Unsatisfiable, part_of

CONTENT_TYPE = "application/pdf"
AHEAD_OF_TIME = (
    "Sec-Purpose",
    "Purpose",
    "X-Moz",
)  # headers of browsers that fetch what nobody has asked for yet


@require_safe
def download(request, slug: str, name: str) -> HttpResponseBase:
    """200, 206, 304 or 416 while it is public; 404 before its time, 410 after a withdrawal. Kept nowhere on our side:
    each request asks the clock, and caches are told to ask each time."""
    request.clock = Clock(request.now, request.edition.next_change)
    path = f"{ROOT}{slug}/"
    row = reading.at(path, request.now)
    if row is None or row.withdrawn:
        response = elsewhere_or_gone(request, path, row, file=True)
        response["Cache-Control"] = "no-cache"
        return response
    if row.file is None or f"{name}.pdf" != row.filename:
        raise Http404
    return _answer(request, row, row.file)


def _answer(request: HttpRequest, row: PublishedReport, file: ReportFile) -> HttpResponseBase:
    etag = f'"{file.sha256[:32]}"'
    headers = {
        "ETag": etag,
        "Last-Modified": http_date(row.live_from.timestamp()),
        "Cache-Control": "no-cache",
    }
    if _has_it(request, etag):
        return _with(HttpResponseNotModified(), headers)
    size = file.size
    try:
        part = part_of(_range(request, etag), size)
    except Unsatisfiable:
        return _with(HttpResponse(status=416), headers | {"Content-Range": f"bytes */{size}"})
    begin, end = part or (0, size)
    if request.method == "GET" and begin == 0:
        count(request, row)
    headers |= _about_the_file(row) | {"Content-Length": str(end - begin)}
    if part:
        headers["Content-Range"] = f"bytes {begin}-{end - 1}/{size}"
    if request.method == "HEAD":
        response: HttpResponseBase = HttpResponse(status=206 if part else 200)
    else:
        try:
            opened = file.storage.open(file.name)
        except OSError as error:
            raise Http404 from error
        response = StreamingHttpResponse(Pieces(opened, begin, end), status=206 if part else 200)
    return _with(response, headers)


def _about_the_file(row: PublishedReport) -> dict[str, str]:
    """It came from outside: a browser takes it for nothing but a PDF to be saved, and runs nothing in it."""
    return {
        "Content-Type": CONTENT_TYPE,
        "Content-Disposition": content_disposition_header(True, row.filename) or "attachment",  # RFC 6266
        "Accept-Ranges": "bytes",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Link": f'<{absolute(row.path)}>; rel="canonical"',  # RFC 6596
    }


def _has_it(request: HttpRequest, etag: str) -> bool:
    asked = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in asked or etag in asked or f"W/{etag}" in asked


def _range(request: HttpRequest, etag: str) -> str:
    """The Range header, unless it is about another version than this one (If-Range: RFC 9110, 13.1.5)."""
    return request.headers.get("Range", "") if request.headers.get("If-Range") in (None, etag) else ""


def _with(response: HttpResponseBase, headers: dict[str, str]) -> HttpResponseBase:
    for name, value in headers.items():
        response.headers[name] = value
    return response


def count(request, row: PublishedReport) -> None:
    """One download more on the day it is where the site is: of a person, not of a robot, nor of a browser that guesses ahead; who goes on reading, or
    begins again within minutes, is counted once. No cookie, no address."""
    if not by_a_person(request) or any(request.headers.get(name) for name in AHEAD_OF_TIME):
        return
    if is_new(visitor_address(request), row.file_path):
        one_more(DownloadCount, report_id=row.report_id, day=timezone.localtime(request.now).date())
