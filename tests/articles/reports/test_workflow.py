"""A publication's buttons: who may press which, what each asks and shows, and what it leads to."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from articles.models import State, Status
from articles.reports import door
from tests.articles.reports.at_the_desk import change, confirm, do, log_in
from tests.factories import (
    make_author,
    make_image,
    make_partner,
    make_report,
    real_report_file,
)
from tests.pdfs import pdf_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_from_draft_to_withdrawn_by_three_people(client, clock):
    cleo = log_in(client, "Contributor")
    report = make_report(by=[make_author()], created_by=cleo, file=real_report_file(pdf_file()))
    client.post(do(report, "submit"), {"confirm": "1"})
    report.refresh_from_db()
    assert report.status == Status.IN_REVIEW

    log_in(client, "Editor")
    client.post(do(report, "approve"), {"confirm": "1"})
    report.refresh_from_db()
    assert report.status == Status.APPROVED

    log_in(client, "Publisher")
    shown = confirm(client, report, "schedule", at="2026-03-01T21:30")
    assert "Sunday 1 March 2026, 21:30 (Asia/Singapore, UTC+08:00)" in shown
    assert report.state == State.SCHEDULED
    clock.move_to(NOON + 2 * HOUR)
    assert report.state == State.LIVE

    shown = confirm(client, report, "withdraw", reason="A table was wrong.")
    assert "the publication is in no list" in shown
    assert report.state == State.WITHDRAWN
    assert report.publications.last().public_reason == "A table was wrong."


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("Contributor", {"submit"}),
        ("Editor", {"submit", "approve"}),
        ("Publisher", {"submit", "approve", "publish", "schedule"}),
    ],
)
def test_each_button_and_each_address_asks_for_the_role(client, role, allowed):
    user = log_in(client, role)
    report = make_report(created_by=user)

    page = client.get(change(report)).content.decode()
    answers = {
        verb: client.get(do(report, verb)).status_code
        for verb in ("submit", "approve", "publish", "schedule", "withdraw")
    }

    assert {verb for verb in answers if f"/do/{verb}/" in page} == allowed
    for verb, status in answers.items():
        refused = verb not in allowed and not (verb == "withdraw" and role == "Publisher")
        assert (status == 403) == refused, verb


def test_a_contributor_sees_and_changes_own_drafts_only(client):
    user = log_in(client, "Contributor")
    mine, other = make_report(created_by=user), make_report(headline="Another's")

    assert client.get(change(mine)).status_code == 200
    listed = client.get("/admin/reports/report/").content.decode()
    assert mine.headline in listed
    assert other.headline not in listed
    for name, args in (("preview", [1]), ("revisions", []), ("file", [other.file_id])):
        address = reverse(f"admin:reports_report_{name}", args=[other.pk, *args])
        assert client.get(address).status_code == 403


def test_what_is_handed_in_can_be_read_by_its_author_but_not_changed(client):
    user = log_in(client, "Contributor")
    report = make_report(created_by=user, body="<p>Tables.</p>")
    client.post(do(report, "submit"), {"confirm": "1"})

    page = client.get(change(report)).content.decode()

    assert "<p>Tables.</p>" in page
    assert 'name="upload"' not in page


def test_what_it_lacks_is_told_all_at_once_and_it_cannot_be_published(client):
    log_in(client, "Publisher")
    report = make_report(
        headline="Bare", summary="", dated=None, file=None, cover=make_image(credit="", alt="", renditions=[])
    )

    page = client.get(change(report)).content.decode()
    asked = client.get(do(report, "publish")).content.decode()

    for words in (
        "Write the summary",
        "Give the date of issue",
        "Upload the file, a PDF.",
        "Say who made it",
        "needs a credit",
        "needs a text alternative",
        "has no file that can be shown",
    ):
        assert words in page, words
        assert words in asked, words
    assert 'name="confirm"' not in asked


def test_an_agreement_that_ended_keeps_a_publication_back(client):
    log_in(client, "Publisher")
    partner = make_partner("RIAS", agreement_until=date(2026, 2, 1))
    report = make_report(partner=partner, file=real_report_file(pdf_file()))

    assert (
        "Our agreement with RIAS ended on 01.02.2026." in client.get(do(report, "publish")).content.decode()
    )


def test_the_confirmation_shows_the_page_as_readers_will_get_it(client):
    log_in(client, "Publisher")
    report = make_report(headline="Straits", by=[make_author()], file=real_report_file(pdf_file()))

    asked = client.get(do(report, "publish")).content.decode()
    address = re.search(r'<iframe[^>]* src="([^"]+)"', asked)[1].replace("&amp;", "&")
    page = client.get(address)

    assert "Straits</h1>" in page.content.decode()
    assert "Readers do not see this page." in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_the_desk_reads_the_file_that_readers_may_not_have_yet(client):
    log_in(client, "Editor")
    report = make_report(file=real_report_file(pdf_file()))

    answer = client.get(reverse("admin:reports_report_file", args=[report.pk, report.file_id]))

    assert answer.getvalue() == pdf_file()
    assert "no-store" in answer["Cache-Control"]


def test_the_desk_hands_out_no_file_of_another_publication(client):
    log_in(client, "Editor")
    report, other = make_report(), make_report()

    address = reverse("admin:reports_report_file", args=[report.pk, other.file_id])

    assert client.get(address).status_code == 404


def test_a_scheduled_one_can_be_taken_back(client):
    log_in(client, "Publisher")
    report = make_report()
    entry = door.publish(report.head, live_from=NOON + HOUR)

    client.post(reverse("admin:reports_report_cancel", args=[report.pk, entry.pk]))

    assert not report.publications.exists()
    report.refresh_from_db()
    assert report.status == Status.APPROVED
