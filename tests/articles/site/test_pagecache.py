"""A kept page is never stale, and a reader who has it already is told so without rendering."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.factories import make_live_article, publish_edit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NOON = datetime(2026, 3, 1, 12, 0, 30, tzinfo=UTC)


def test_a_kept_page_costs_one_query(client, django_assert_num_queries):
    make_live_article()
    first = client.get("/")

    with django_assert_num_queries(1):
        second = client.get("/")

    assert second.content == first.content


def test_a_reader_who_has_the_page_gets_304(client, django_assert_num_queries):
    make_live_article()
    etag = client.get("/")["ETag"]

    with django_assert_num_queries(1):
        response = client.get("/", headers={"if-none-match": etag})

    assert (response.status_code, response.content) == (304, b"")


def test_publishing_is_seen_at_once(client):
    article = make_live_article(headline="Count begins")
    etag = client.get("/")["ETag"]

    publish_edit(article, headline="Count ends")

    response = client.get("/", headers={"if-none-match": etag})
    assert response.status_code == 200
    assert "Count ends" in response.content.decode()


def test_a_scheduled_change_is_seen_to_the_second(client, clock):
    make_live_article(headline="Embargoed", live_from=NOON + timedelta(seconds=90))
    assert "Embargoed" not in client.get("/").content.decode()

    clock.move_to(NOON + timedelta(seconds=89))
    assert "Embargoed" not in client.get("/").content.decode()
    clock.move_to(NOON + timedelta(seconds=90))
    assert "Embargoed" in client.get("/").content.decode()


def test_no_shared_cache_may_keep_a_page_past_the_next_scheduled_change(client):
    make_live_article(live_from=NOON + timedelta(seconds=20))

    assert client.get("/")["Cache-Control"] == "public, max-age=0, s-maxage=20, must-revalidate"


def test_relative_times_stay_right_on_a_kept_page(client, clock):
    make_live_article(live_from=NOON - timedelta(minutes=4, seconds=50))
    assert "4 minutes ago" in client.get("/").content.decode()

    clock.shift(timedelta(seconds=10))

    assert "5 minutes ago" in client.get("/").content.decode()


def test_if_modified_since_is_answered_when_the_page_is_older(client, clock):
    make_live_article()
    clock.shift(timedelta(seconds=5))
    dated = client.get("/")["Last-Modified"]

    assert client.get("/", headers={"if-modified-since": dated}).status_code == 304


def test_a_change_in_the_second_of_rendering_is_not_hidden_by_a_date(client):
    article = make_live_article(headline="Before")
    dated = client.get("/")["Last-Modified"]
    publish_edit(article, headline="After")

    assert "After" in client.get("/", headers={"if-modified-since": dated}).content.decode()


def test_parameters_nobody_reads_share_one_kept_page(client, django_assert_num_queries):
    make_live_article()
    client.get("/")

    with django_assert_num_queries(1):
        client.get("/?utm_source=letter")


def test_a_page_is_sent_compressed_to_those_who_take_it(client):
    make_live_article()

    response = client.get("/", headers={"accept-encoding": "gzip"})

    assert response["Content-Encoding"] == "gzip"
    assert response.content[:2] == b"\x1f\x8b"


def test_a_host_that_is_not_ours_is_refused(client):
    make_live_article()
    client.get("/")

    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
