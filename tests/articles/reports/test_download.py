"""The file itself: within its time and not a second longer, in parts, and counted without knowing readers."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from articles.reports import door
from articles.reports.desk.downloads import downloads
from articles.reports.models import DownloadCount
from articles.reports.models.file import private_files
from tests.factories import (
    make_live_report,
    make_report,
    make_report_file,
    publish_report_edit,
    real_report_file,
)
from tests.pdfs import pdf_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)  # 20:00 in the site's zone
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
ADDRESS = "/publications/straits/straits.pdf"
PDF = pdf_file(words="Straits")
PERSON = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def report():
    return make_live_report(slug="straits", file=real_report_file(PDF))


class Reader(Client):
    """A browser that reads every answer to its end, into `body`."""

    def request(self, **asked):
        response = super().request(**asked)
        response.body = response.getvalue()
        return response


@pytest.fixture
def client():
    return Reader()


def counts():
    return list(DownloadCount.objects.values_list("day", "count"))


def test_before_its_time_there_is_no_file_and_at_it_there_is(client, clock):
    waiting = make_report(slug="straits", file=real_report_file(PDF))
    door.publish(waiting.head, live_from=NOON + HOUR)
    clock.move_to(NOON + HOUR - SECOND)
    assert client.get(ADDRESS).status_code == 404

    clock.move_to(NOON + HOUR)
    response = client.get(ADDRESS)

    assert response.status_code == 200
    assert response.body == PDF


def test_after_a_withdrawal_it_is_gone_with_the_reason(client, clock, report):
    door.withdraw(report, reason="A table was wrong.", at=NOON + HOUR)
    clock.move_to(NOON + HOUR - SECOND)
    assert client.get(ADDRESS).status_code == 200

    clock.move_to(NOON + HOUR)
    gone = client.get(ADDRESS)

    assert gone.status_code == 410
    assert b"A table was wrong." in gone.body
    assert gone["Cache-Control"] == "no-cache"


def test_what_holds_for_the_file_is_in_its_headers(client, report):
    response = client.get(ADDRESS)

    assert {name: response.get(name) for name in (
        "Content-Type", "Content-Length", "Content-Disposition", "Accept-Ranges", "X-Content-Type-Options",
        "Content-Security-Policy", "Cache-Control", "Link",
    )} == {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(PDF)),
        "Content-Disposition": 'attachment; filename="straits.pdf"',
        "Accept-Ranges": "bytes",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "no-cache",
        "Link": '<https://news.example/publications/straits/>; rel="canonical"',
    }  # fmt: skip
    assert not response.cookies


def test_a_name_in_another_script_is_told_as_rfc_6266_has_it(client):
    make_live_report(slug="港口", file=real_report_file(PDF))

    response = client.get("/publications/港口/港口.pdf")

    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%E6%B8%AF%E5%8F%A3.pdf"


def test_a_part_is_sent_as_a_part(client, report):
    part = client.get(ADDRESS, headers={"Range": "bytes=5-14"})
    tail = client.get(ADDRESS, headers={"Range": "bytes=-6"})
    beyond = client.get(ADDRESS, headers={"Range": f"bytes={len(PDF)}-"})

    assert (part.status_code, part["Content-Range"], part.body) == (206, f"bytes 5-14/{len(PDF)}", PDF[5:15])
    assert (tail.status_code, tail.body) == (206, PDF[-6:])
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{len(PDF)}")


def test_a_part_of_another_version_is_the_whole_of_this_one(client, report):
    etag = client.get(ADDRESS)["ETag"]

    same = client.get(ADDRESS, headers={"Range": "bytes=0-9", "If-Range": etag})
    other = client.get(ADDRESS, headers={"Range": "bytes=0-9", "If-Range": '"another"'})

    assert (same.status_code, other.status_code) == (206, 200)
    assert other.body == PDF


def test_who_has_it_is_told_so(client, report):
    etag = client.get(ADDRESS)["ETag"]

    again = client.get(ADDRESS, headers={"If-None-Match": etag})

    assert (again.status_code, again.body) == (304, b"")


def test_head_tells_the_size_and_sends_nothing(client, report):
    response = client.head(ADDRESS, headers={"User-Agent": PERSON})

    assert (response.status_code, response["Content-Length"], response.body) == (200, str(len(PDF)), b"")
    assert counts() == []


def test_an_update_sends_the_new_file_from_its_second_on(client, clock, report):
    new = pdf_file(words="Straits, mended")
    publish_report_edit(report, file=real_report_file(new), live_from=NOON + HOUR)
    etag = client.get(ADDRESS)["ETag"]
    clock.move_to(NOON + HOUR - SECOND)
    assert client.get(ADDRESS).body == PDF

    clock.move_to(NOON + HOUR)
    response = client.get(ADDRESS, headers={"If-None-Match": etag})

    assert response.status_code == 200
    assert response.body == new


@pytest.mark.parametrize("path", ["/publications/straits/other.pdf", "/publications/other/other.pdf"])
def test_other_names_are_nothing(client, report, path):
    assert client.get(path).status_code == 404


def test_no_server_of_media_gives_it_away(client, report, settings):
    file = report.file

    assert not (settings.MEDIA_ROOT / file.name).exists()
    assert (settings.PRIVATE_MEDIA_ROOT / file.name).exists()
    assert client.get(f"/media/{file.name}").status_code == 404
    with pytest.raises(ValueError, match="no address"):
        private_files().url(file.name)


def test_a_file_lost_from_the_storage_is_not_there(client):
    make_live_report(slug="straits", file=make_report_file())

    assert client.get(ADDRESS).status_code == 404


def test_other_methods_are_refused(client, report):
    assert client.post(ADDRESS).status_code == 405


def test_a_download_of_a_person_counts_on_the_newsrooms_day(client, clock, report):
    client.get(ADDRESS, headers={"User-Agent": PERSON, "X-Forwarded-For": "203.0.113.8"})
    clock.move_to(NOON + 5 * HOUR)  # 01:00 of the next day in the site's zone
    client.get(ADDRESS, headers={"User-Agent": PERSON, "X-Forwarded-For": "203.0.113.9"})

    assert counts() == [(date(2026, 3, 1), 1), (date(2026, 3, 2), 1)]


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Googlebot/2.1"},
        {"User-Agent": "curl/8.5"},
        {"User-Agent": ""},
        {"User-Agent": PERSON, "Range": "bytes=5-"},
        {"User-Agent": PERSON, "Sec-Purpose": "prefetch"},
    ],
)
def test_robots_parts_and_guesses_do_not_count(client, report, headers):
    client.get(ADDRESS, headers=headers)

    assert counts() == []


def test_one_reader_who_begins_again_is_one(client, report):
    for headers in ({}, {"Range": "bytes=0-"}, {"Range": "bytes=100-"}):
        client.get(ADDRESS, headers={"User-Agent": PERSON} | headers)

    assert counts() == [(date(2026, 3, 1), 1)]


def test_the_desk_sees_the_days(report):
    DownloadCount.objects.create(report_id=report.pk, day=date(2026, 3, 1), count=4)
    DownloadCount.objects.create(report_id=report.pk, day=date(2026, 2, 27), count=8)
    DownloadCount.objects.create(report_id=report.pk, day=date(2025, 1, 1), count=100)

    found = downloads(report, NOON)

    assert (found.lately, found.total, found.busiest, len(found.bars)) == (12, 112, 8, 30)
    assert [(bar.day.day, bar.count, bar.height) for bar in found.bars[-3:]] == [
        (27, 8, 60),
        (28, 0, 0),
        (1, 4, 30),
    ]
