"""A publication's whole life with a real PDF, at the desk and before the public, in a real browser on the running site."""

from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import Page, expect

from articles.reports.models import DownloadCount
from tests.browser.desk_at_work import choose, confirm, do, is_now, log_in, save
from tests.factories import make_author, make_live_article, make_user
from tests.pdfs import pdf_file

# The roles are rows of a migration, which a test that commits would lose.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

MORNING = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # 10:00 in the site's zone, Asia/Singapore
BEFORE = datetime(2026, 11, 24, 10, 29, 59, tzinfo=UTC)
HALF_PAST_SIX = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)  # 18:30 there
PATH = "/publications/the-strait-report/"
FILE = f"{PATH}the-strait-report.pdf"
PERSON = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"  # a headless one is a robot
PDF = pdf_file(words="The Strait Report", pages=12)


@pytest.fixture
def clock():
    """The running site's clock, which ticks on from where it is set. It shares this process."""
    with time_machine.travel(MORNING, tick=True) as traveller:
        yield traveller


def asked(page: Page, path: str) -> int:
    return page.context.request.get(path).status


def upload(page: Page, name: str, content: bytes) -> None:
    page.get_by_label("PDF").set_input_files({"name": name, "mimeType": "application/pdf", "buffer": content})


def test_from_the_upload_to_the_withdrawal(visit, clock):
    make_author("Ana Silva")
    story = make_live_article(headline="Ferries wait", slug="ferries-wait", live_from=MORNING)
    publisher, reader = log_in(visit(), make_user("Publisher", username="paul")), visit(user_agent=PERSON)

    refused_first(publisher)
    made_with_its_file(publisher)
    scheduled(publisher)
    assert (asked(reader, PATH), asked(reader, FILE)) == (404, 404)
    to_the_second(reader, clock)
    shown(reader, story.publications.get().path)
    updated(publisher, reader)
    withdrawn(publisher, reader)


def refused_first(page: Page) -> None:
    """A broken and a locked file are told beside the field, with the rest of the form as it was typed."""
    page.goto("/admin/reports/report/add/")
    page.get_by_label("Title").fill("The Strait Report")
    page.get_by_label("Number").fill("No. 12")
    page.locator("#id_dated").fill("2026-11-20")
    page.get_by_label("Summary").fill("Who sails where after the storm, in numbers.")
    for content, words in (
        (PDF[:700], "The PDF is cut off"),
        (pdf_file(password="x"), "The PDF is encrypted"),
    ):
        upload(page, "strait.pdf", content)
        page.get_by_role("button", name="Save and continue editing").click()
        expect(page.locator(".field-upload .errorlist")).to_contain_text(words)
        expect(page.get_by_label("Title")).to_have_value("The Strait Report")


def made_with_its_file(page: Page) -> None:
    upload(page, "strait.pdf", PDF)
    page.get_by_role("button", name="Add another Byline").click()
    choose(page, "id_bylines-0-author", "Ana", "Ana Silva")
    page.get_by_role("button", name="Add another Article").click()
    choose(page, "id_stories-0-article", "Ferries", "Ferries wait")
    save(page)
    expect(page.locator(".desk-file")).to_contain_text("12 pages")
    cover = page.locator(".desk-file__cover")
    assert cover.evaluate("image => image.decode().then(() => image.naturalWidth)") == 320


def scheduled(page: Page) -> None:
    do(page, "Approve")
    is_now(page, "Approved")
    do(page, "Schedule…")
    page.get_by_label("When").fill("2026-11-24T18:30")
    page.locator(".desk-actions button[name=look]").click()
    spelled_out = "Tuesday 24 November 2026, 18:30 (Asia/Singapore, UTC+08:00)"
    expect(page.locator(".desk-when")).to_contain_text(spelled_out)
    frame = page.frame_locator(".desk-frame")
    expect(frame.get_by_role("heading", level=1)).to_have_text("The Strait Report")
    confirm(page, f"Schedule on {spelled_out}")
    is_now(page, "Scheduled")


def to_the_second(reader: Page, clock) -> None:
    """Nobody does anything then: no worker runs."""
    clock.move_to(BEFORE, tick=False)
    assert (asked(reader, PATH), asked(reader, FILE)) == (404, 404)
    reader.goto("/")
    expect(reader.get_by_test_id("publications")).to_have_count(0)
    clock.move_to(HALF_PAST_SIX, tick=True)
    answer = reader.context.request.get(FILE)
    assert (answer.status, answer.body()) == (200, PDF)


def shown(reader: Page, story: str) -> None:
    """In the side column of any page, on the story it holds, and on its own page, from which it is taken."""
    reader.goto(story)
    expect(reader.get_by_test_id("part-of")).to_have_text("Part of The Strait Report, No. 12")
    beside = reader.get_by_test_id("publications")
    image = beside.get_by_role("img", name="Cover of “The Strait Report”")
    assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    beside.get_by_role("link", name="The Strait Report").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("The Strait Report")
    expect(reader.get_by_test_id("byline")).to_contain_text("Ana Silva")
    expect(reader.locator(".publication__size")).to_contain_text("12 pages")
    expect(reader.locator(".issue-stories")).to_contain_text("Ferries wait")
    with reader.expect_download() as taken:
        reader.get_by_test_id("download").click()
    assert taken.value.suggested_filename == "the-strait-report.pdf"
    assert taken.value.path().read_bytes() == PDF


def updated(page: Page, reader: Page) -> None:
    """What is saved is not seen until it is published."""
    page.goto("/admin/reports/report/")
    page.get_by_role("link", name="The Strait Report").click()
    is_now(page, "Live")
    upload(page, "strait-mended.pdf", pdf_file(words="Mended", pages=13))
    save(page)
    assert reader.context.request.get(FILE).body() == PDF
    do(page, "Publish update…")
    confirm(page, "Publish update")
    assert reader.context.request.get(FILE).body() == pdf_file(words="Mended", pages=13)


def withdrawn(page: Page, reader: Page) -> None:
    expect(page.locator(".desk-downloads")).to_be_visible()
    do(page, "Withdraw…")
    page.get_by_label("The reason").fill("A table was wrong.")
    page.locator(".desk-actions button[name=look]").click()
    confirm(page, "Withdraw")
    is_now(page, "Withdrawn")
    for path in (PATH, FILE):
        answer = reader.context.request.get(path)
        assert answer.status == 410
        assert "A table was wrong." in answer.text()
    reader.goto("/")
    expect(reader.get_by_test_id("publications")).to_have_count(0)
    assert (
        DownloadCount.objects.get().count == 1
    )  # the one that was clicked; what began again at once is no other
