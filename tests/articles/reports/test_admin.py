"""Publications at the desk: what is typed and uploaded, and what is kept of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from articles.reports.desk.differences import differences
from articles.reports.models import DownloadCount, PublishedReport, Report, ReportFile
from tests.articles.reports.at_the_desk import ADD, BLANK, change, kept_files, log_in, upload
from tests.factories import (
    make_article,
    make_author,
    make_image,
    make_live_report,
    make_report,
)
from tests.pdfs import pdf_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_a_publication_is_made_with_its_file_in_one_save(client, settings):
    user = log_in(client, "Contributor")
    ana, story = make_author("Ana Silva"), make_article(created_by=user)
    rows = {
        "bylines-TOTAL_FORMS": "1",
        "bylines-0-author": ana.pk,
        "bylines-0-name": "",
        "bylines-0-role": "text",
        "bylines-0-position": "0",
        "stories-TOTAL_FORMS": "1",
        "stories-0-article": story.pk,
        "stories-0-position": "0",
    }

    client.post(ADD, BLANK | rows | {"upload": upload(pdf_file(pages=3)), "issn": "2434561x"})

    report = Report.objects.get()
    assert (report.slug, report.file.pages, report.file.filename, report.issn) == (
        "straits",
        3,
        "straits.pdf",
        "2434-561X",
    )
    assert report.created_by == user
    assert report.head.content["bylines"] == [{"author": ana.pk, "role": "text", "name": "Ana Silva"}]
    assert report.head.content["articles"] == [story.pk]
    assert len([path for path in kept_files(settings) if path.suffix == ".pdf"]) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Dear editor", "This is not a PDF."),
        (pdf_file()[:800], "The PDF is cut off"),
        (pdf_file(password="x"), "The PDF is encrypted or protected"),
        (pdf_file(pages=5), "The PDF has 5 pages; at most 4 can be taken."),
    ],
)
def test_a_file_that_cannot_be_used_is_told_beside_its_field_and_nothing_is_saved(
    client, settings, content, words
):
    settings.PUBLICATION_MAX_PAGES = 4
    log_in(client, "Editor")

    page = client.post(ADD, BLANK | {"upload": upload(content)}).content.decode()

    field = page.split("field-upload")[1].split("</div>")[0:6]
    assert words in "".join(field)
    assert not Report.objects.exists()
    assert not ReportFile.objects.exists()
    assert kept_files(settings) == []


def test_an_empty_file_is_told_too(client):
    log_in(client, "Editor")

    page = client.post(ADD, BLANK | {"upload": upload(b"")}).content.decode()

    assert "The submitted file is empty." in page


def test_a_save_that_fails_later_leaves_no_file_behind(client, settings, monkeypatch):
    log_in(client, "Editor")

    def fail(*args, **kwargs):
        raise OSError("The disk is full.")

    monkeypatch.setattr("articles.desk.admin.piece_form.record", fail)

    with pytest.raises(OSError, match="full"):
        client.post(ADD, BLANK | {"upload": upload(pdf_file())})

    assert not ReportFile.objects.exists()
    assert kept_files(settings) == []


def test_a_file_with_an_error_elsewhere_in_the_form_is_not_kept(client, settings):
    log_in(client, "Editor")

    page = client.post(ADD, BLANK | {"upload": upload(pdf_file()), "isbn": "123"}).content.decode()

    assert "An ISBN has thirteen digits" in page
    assert kept_files(settings) == []


def test_the_same_file_is_kept_once(client):
    log_in(client, "Editor")
    for title in ("One", "Two"):
        client.post(ADD, BLANK | {"headline": title, "upload": upload(pdf_file())})

    assert Report.objects.count() == 2
    assert ReportFile.objects.count() == 1


def test_each_save_is_a_revision_and_the_public_sees_none_of_them(client):
    log_in(client, "Editor")
    report = make_live_report(headline="Straits", slug="straits")
    new = BLANK | {"headline": "Canals", "slug": "straits", "based_on": report.head.number}

    page = client.post(change(report), new, follow=True).content.decode()

    assert [revision.number for revision in report.revisions.all()] == [2, 1]
    assert PublishedReport.objects.live().get().headline == "Straits"
    assert "Your working copy differs from what is live" in page


def test_two_who_save_at_once_lose_nothing_not_even_a_file(client):
    edda = log_in(client, "Editor", username="edda")
    report = make_report(headline="Straits", slug="straits")
    before = report.head.number
    first = BLANK | {"headline": "Edda's title", "slug": "straits", "based_on": before}
    client.post(change(report), first)
    log_in(client, "Editor", username="emil")
    second = first | {"headline": "Emil's title", "upload": upload(pdf_file(pages=4))}

    answer = client.post(change(report), second, follow=True)

    report.refresh_from_db()
    rescued = report.revisions.first()
    assert report.headline == "Edda's title"
    assert (rescued.kind, rescued.content["headline"]) == ("conflict", "Emil's title")
    assert ReportFile.objects.get(pk=rescued.content["file"]).pages == 4
    page = answer.content.decode()
    assert "edda saved this publication" in page
    assert edda.username == "edda"

    client.post(
        reverse("admin:reports_report_take", args=[report.pk, rescued.number]), {"seen": report.head.number}
    )
    report.refresh_from_db()
    assert (report.headline, report.file.pages) == ("Emil's title", 4)


def test_the_form_and_the_list_tell_the_downloads(client):
    log_in(client, "Editor")
    report = make_live_report()
    DownloadCount.objects.create(report_id=report.pk, day=date(2026, 3, 1), count=1234)

    assert "1,234 in the last 30 days, 1,234 in all" in client.get(change(report)).content.decode()
    assert "1,234" in client.get("/admin/reports/report/").content.decode()


def test_what_was_never_public_tells_no_downloads(client):
    log_in(client, "Editor")

    for report in (make_report(), make_live_report(live_from=NOON + HOUR)):
        assert "in the last 30 days" not in client.get(change(report)).content.decode()


@pytest.mark.parametrize(("file", "told"), [(None, False), ("kept", True)])
def test_the_form_tells_of_a_present_file_where_there_is_one(client, file, told):
    log_in(client, "Editor")
    report = make_report(**({} if file else {"file": None}))

    assert ("Present file" in client.get(change(report)).content.decode()) == told


def test_the_list_asks_as_much_for_many_as_for_few(client, django_assert_num_queries):
    log_in(client, "Editor")
    make_live_report()
    client.get("/admin/reports/report/")
    with django_assert_num_queries(6):
        client.get("/admin/reports/report/")

    for _ in range(5):
        make_live_report()

    with django_assert_num_queries(6):
        client.get("/admin/reports/report/")


@pytest.mark.parametrize(
    ("state", "shown"), [("live", "Live one"), ("scheduled", "Coming one"), ("draft", "Draft one")]
)
def test_the_list_can_be_narrowed_to_a_state(client, state, shown):
    log_in(client, "Editor")
    make_report(headline="Draft one")
    make_live_report(headline="Live one")
    make_live_report(headline="Coming one", live_from=NOON + HOUR)

    page = client.get(f"/admin/reports/report/?state={state}").content.decode()

    assert [title for title in ("Live one", "Coming one", "Draft one") if title in page] == [shown]


def test_differences_are_told_in_words():
    old = make_report(headline="Straits", kind="report").head.content
    article = make_article(headline="The ferry story")
    new = old | {"kind": "issue", "articles": [article.pk], "dated": "2026-03-01"}

    told = {difference.label: str(difference.html) for difference in differences(old, new)}

    assert list(told) == ["Type", "Date", "Articles"]
    assert "The ferry story" in told["Articles"]
    assert "<ins>" in told["Type"]


def test_a_cover_of_the_library_cannot_be_deleted(client):
    log_in(client, "Publisher")
    image = make_image()
    make_live_report(cover=image)

    client.post(reverse("admin:articles_image_delete", args=[image.pk]), {"post": "yes"})

    assert type(image).objects.filter(pk=image.pk).exists()
