"""axe-core's rules on the pages of the site and of the desk, light and dark, on a screen and on a phone.

`make browser` fetches axe-core and names its file in AXE. Without it these tests are skipped, except where CI=true."""

import os
from pathlib import Path

import pytest
from django.utils import timezone

from articles.models import PublishedArticle
from articles.publishing.door import publish
from articles.publishing.renditions import add_picture
from articles.reports.models import DownloadCount, Report
from tests.browser.desk_at_work import BODY, log_in
from tests.factories import (
    edit,
    make_article,
    make_author,
    make_live_article,
    make_live_report,
    make_partner,
    make_section,
    make_user,
    real_report_file,
)
from tests.pdfs import pdf_file
from tests.pictures import picture_file

# The roles are rows of a migration, which a test that commits would lose.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

BODY_HTML = (
    "<p>The tide keeps <a href='https://tide.example/'>its own hours</a>.</p><h2>At the pier</h2><ul><li>One</li></ul>"
    "<blockquote><p>We sail at dawn</p></blockquote><figure data-image='{image}'><img src='x' alt=''>"
    "<figcaption>The wall</figcaption></figure><table><tr><th>Ship</th></tr><tr><td>Ana</td></tr></table>"
)
RUN = "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"
LOOKS = [(width, scheme) for width in (1440, 390) for scheme in ("light", "dark")]


@pytest.fixture(scope="session")
def axe() -> str:
    file = Path(os.environ.get("AXE") or "nowhere")
    if file.is_file():
        return file.read_text("utf-8")
    missing = "ACCESSIBILITY WAS NOT CHECKED: AXE names no axe.min.js (make browser fetches it with npm)"
    if os.environ.get("CI") == "true":
        pytest.fail(missing)
    pytest.skip(missing)


@pytest.fixture
def newsroom():
    """A story with everything in it that is live, changed since; a draft that lacks all; a withdrawn one is not listed."""
    image, _ = add_picture(
        picture_file(size=(900, 600)), title="Pier", credit="Cai Wen", alt="A ferry at the pier"
    )
    section = make_section("Straits")
    author = make_author("Ana Silva", bio="Writes about ports.", title="Correspondent")
    story = make_live_article(
        headline="Strait reopens",
        section=section,
        by=[author, make_author("Bo Lindqvist")],
        images=[image],
        tags=["Ferries"],
        body=BODY_HTML.format(image=image.pk),
    )
    publish(
        edit(story, headline="Strait reopens to all"), significance="correction", change_note="All may pass."
    )
    story.refresh_from_db()
    edit(story, standfirst="Not published yet.")
    make_live_article(
        headline="Another story",
        section=section,
        by=[author],
        partner=make_partner("RIAS", description="Of ports."),
    )
    make_live_article(
        headline="سفن الميناء",
        slug="ar",
        language="ar",
        body="<p>مرحبا بكم</p>",
        images=[image],
        by=[author],
        section=section,
    )
    make_live_report(
        headline="The Strait Report",
        slug="the-strait-report",
        by=[author],
        stories=[story],
        body="<h2>In it</h2><p>Tables.</p>",
        issn="2434-561X",
        licence="CC BY 4.0",
        file=real_report_file(pdf_file()),
    )
    return story, make_article(headline="Hardly begun", standfirst="")


def complaints(page, axe) -> list[str]:
    """What axe holds against the page, one sentence an element."""
    page.evaluate(axe)
    return [
        " ".join(f"{rule['id']}: {node['target']} {node['html'][:120]} {node['failureSummary']}".split())
        for rule in page.evaluate(RUN)
        for node in rule["nodes"]
    ]


def barriers(page, addresses, axe) -> str:
    """All complaints about all these pages, a line each; "" where there are none."""
    found = []
    for name, address in addresses.items():
        page.goto(address)
        page.wait_for_load_state("networkidle")
        found += [f"{name}: {said}" for said in complaints(page, axe)]
    return "\n".join(found)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_readers_meet_no_barrier(visit, newsroom, axe, width, scheme):
    path = newsroom[0].publications.last().path
    page = visit(viewport={"width": width, "height": 900}, color_scheme=scheme)
    addresses = {
        "front": "/",
        "section": "/straits/",
        "article": path,
        "history": f"{path}history/",
        "author": "/authors/ana-silva/",
        "authors": "/authors/",
        "partner": "/partners/rias/",
        "right to left": PublishedArticle.objects.live().get(language="ar").path,
        "tag": "/tags/ferries/",
        "archive": "/archive/",
        "corrections": "/corrections/",
        "publications": "/publications/",
        "publication": "/publications/the-strait-report/",
        "search": "/search/?q=strait",
        "nothing found": "/search/?q=nowhere&author=nobody",
        "nothing there": "/no-such-page/",
    }

    found = barriers(page, addresses, axe)
    assert not found, found


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_editors_meet_no_barrier(visit, newsroom, axe, width, scheme):
    story, draft = newsroom
    page = visit(viewport={"width": width, "height": 900}, color_scheme=scheme)
    log_in(page, make_user("Publisher", username="paul"))
    stories, reports = "/admin/articles/article/", "/admin/reports/report/"
    report = Report.objects.get()
    DownloadCount.objects.create(report_id=report.pk, day=timezone.localdate(), count=3)
    addresses = {
        "desk": "/admin/",
        "list": stories,
        "form": f"{stories}{story.pk}/change/",
        "form of a draft": f"{stories}{draft.pk}/change/",
        "new story": f"{stories}add/",
        "update": f"{stories}{story.pk}/do/publish/",
        "withdrawal": f"{stories}{story.pk}/do/withdraw/",
        "revisions": f"{stories}{story.pk}/revisions/",
        "pictures": "/admin/articles/image/",
        "upload": "/admin/articles/image/upload/",
        "partner": f"/admin/authors/partner/{PublishedArticle.objects.get(partner__slug='rias').partner_id}/change/",
        "masthead": "/admin/masthead/masthead/add/",
        "publications": reports,
        "new publication": f"{reports}add/",
        "publication": f"{reports}{report.pk}/change/",
        "its withdrawal": f"{reports}{report.pk}/do/withdraw/",
    }

    found = barriers(page, addresses, axe)
    assert not found, found


def test_the_choice_of_a_picture_is_no_barrier(visit, newsroom, axe):
    page = visit()
    log_in(page, make_user("Editor", username="edda"))
    page.goto(f"/admin/articles/article/{newsroom[0].pk}/change/")
    page.click(f"{BODY} > p")
    page.locator(".prose-menubar button[title='figure']").click()
    page.locator(".desk-picker li").first.wait_for()

    assert complaints(page, axe) == []
