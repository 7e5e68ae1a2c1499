"""What a publication's address says when it has moved, ended or been withdrawn."""

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect

from articles.reports.models.published import PublishedReport
from articles.site.frame import page_about, show


def elsewhere_or_gone(request, path: str, row: PublishedReport | None, *, file: bool = False) -> HttpResponse:
    """The answer at `path` where nothing can be read: withdrawn, moved, over, or never there. `file`: it was the file
    that was asked for, so what moved leads to the file there."""
    if row is None:
        now = request.now
        row = PublishedReport.objects.filter(path=path, live_from__lte=now).order_by("-live_from").first()
        if row is None:
            raise Http404
        here = PublishedReport.objects.in_force(now).filter(report_id=row.report_id).first()
        if here is not None and here.path != path:
            return HttpResponsePermanentRedirect(here.file_path if file else here.path)
    return page(request, row.headline, row.path, row.public_reason, keys=[f"publication-{row.report_id}"])


def page(request, headline: str, path: str, reason: str, **more) -> HttpResponse:
    """410 (RFC 9110, 15.5.11): it was here, it is not any more, and why."""
    return show(
        request,
        "410.html",
        status=410,
        page=page_about(title=headline, path=path, robots="noindex"),
        headline=headline,
        reason=reason,
        what="publication",
        **more,
    )
