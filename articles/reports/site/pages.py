"""The list of publications, and the page of one. Each view finds, decides, renders."""

from django.http import Http404, HttpResponse

from articles.reports.models.published import PublishedReport
from articles.reports.site import reading, structured
from articles.reports.site.gone import elsewhere_or_gone
from articles.site import chrome, surrogate
from articles.site.frame import absolute, og_picture, page_about, show
from articles.site.pagecache import public_page

ROOT = "/publications/"
TITLE = "Publications"
DESCRIPTION = "Reports and special issues, to read and to keep."


@public_page
def publications(request):
    before = request.GET.get("before", "")
    try:
        page = reading.listed("all", request.clock.now, before=before)
    except ValueError as error:
        raise Http404(str(error)) from error
    return show(
        request,
        "reports/list.html",
        page=page_about(
            title=TITLE,
            path=ROOT,
            description=DESCRIPTION,
            feeds_under=ROOT,
            robots="noindex, follow" if before else "",
        ),
        keys=["publications", *reading.made_of(page.rows)],
        title=TITLE,
        reports=page.rows,
        plain_side=True,  # its covers would stand on the page twice
        older=f"?before={page.older}" if page.older else "",
        newer=ROOT if before else "",
    )


@public_page
def publication(request, slug):
    path = f"{ROOT}{slug}/"
    row = reading.at(path, request.clock.now)
    if row is None or row.withdrawn:
        return elsewhere_or_gone(request, path, row)
    return page_of(request, row)


def page_of(request, row: PublishedReport, **preview) -> HttpResponse:
    """The page of one version. With `preview`, as the desk shows it."""
    now = request.clock.now
    frame = chrome.around(request.edition, now)
    authors = frame.authors(line["author"] for line in row.bylines if line["author"])
    stories = reading.stories_of(row, now, frame.sections.by_id)
    about = page_about(
        title=row.headline,
        path=row.path,
        description=row.summary,
        feeds_under=ROOT,
        og=_open_graph(row),
        json_ld=structured.script(row, authors, stories, frame),
        robots="noindex, nofollow" if preview else "",
    )
    return show(
        request,
        "reports/publication.html",
        page=about,
        keys=[*reading.made_of([row]), *surrogate.of_rows(stories)],
        report=row,
        stories=stories,
        **preview,
    )


def _open_graph(row: PublishedReport) -> dict:
    return {
        "type": "article",
        "title": row.headline,
        "url": absolute(row.path),
        "published_time": row.published_at.isoformat(timespec="seconds"),
        "modified_time": (row.updated_at or row.published_at).isoformat(timespec="seconds"),
    } | og_picture(row.cover)
