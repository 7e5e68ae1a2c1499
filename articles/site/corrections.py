"""Every correction of a story that is live, newest first."""

from articles.site import surrogate
from articles.site.frame import page_about, show
from articles.site.pagecache import public_page
from articles.site.views import read_or_404


@public_page
def corrections(request):
    before = request.GET.get("before", "")
    page = read_or_404("corrections", request.clock.now, before=before, bodies=True)
    return show(
        request,
        "site/corrections.html",
        page=page_about(
            title="Corrections", path="/corrections/", robots="noindex, follow" if before else ""
        ),
        keys=["corrections", *surrogate.of_rows(page.rows)],
        entries=page.rows,
        older=f"?before={page.older}" if page.older else "",
        newer="/corrections/" if before else "",
    )
