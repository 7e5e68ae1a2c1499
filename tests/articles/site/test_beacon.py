"""Reads are counted by the hour and nothing of a reader is kept."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache

from articles.models import ReadCount
from tests.factories import make_live_article

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
FORM = "application/x-www-form-urlencoded;charset=UTF-8"
PATH = "/2026/03/01/harbour/"


@pytest.fixture
def article():
    return make_live_article(slug="harbour")


def tell(client, path=PATH, address="192.0.2.1", body=None, **headers):
    response = client.post(
        "/beacon/",
        data=f"path={path}" if body is None else body,
        content_type=FORM,
        REMOTE_ADDR=address,
        headers={"user-agent": BROWSER, **headers},
    )
    assert response.status_code == 204
    assert response.content == b""
    assert not response.cookies


def counts():
    return list(ReadCount.objects.order_by("hour").values_list("hour", "count"))


def test_readers_are_counted_in_the_hour_they_read_in(client, clock, article):
    tell(client, address="192.0.2.1")
    tell(client, address="192.0.2.2")
    clock.shift(timedelta(hours=1))
    tell(client, address="192.0.2.3")  # another: a shared cache forgets by its own clock, which does not move

    assert counts() == [(NOON, 2), (NOON + timedelta(hours=1), 1)]


def test_one_address_counts_once_for_a_story_in_ten_minutes(client, article):
    for _ in range(5):
        tell(client)

    assert counts() == [(NOON, 1)]


def test_one_address_counts_for_only_so_many_stories(client, monkeypatch):
    monkeypatch.setattr("articles.site.beacon.MOST", 3)
    for number in range(5):
        make_live_article(slug=f"s{number}")
        tell(client, path=f"/2026/03/01/s{number}/")

    assert sum(count for _, count in counts()) == 3


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"user-agent": "Googlebot/2.1 (+http://www.google.com/bot.html)"},
        {"user-agent": ""},
    ],
)
def test_other_sites_and_machines_are_not_counted(client, article, headers):
    tell(client, **headers)

    assert counts() == []


def test_our_own_page_is_counted(client, article):
    tell(client, **{"sec-fetch-site": "same-origin", "origin": "https://news.example"})

    assert counts() == [(NOON, 1)]


@pytest.mark.parametrize(
    "body",
    ["", "path=", "path=//evil", "path=/2026/03/01/none/", "x" * 5000, b"\xff\xfe", "path=%00", "nothing"],
)
def test_what_names_no_live_story_is_not_counted(client, article, body):
    tell(client, body=body)

    assert counts() == []


def test_a_story_that_is_not_live_yet_is_not_counted(client):
    make_live_article(slug="later", live_from=NOON + timedelta(hours=1))

    tell(client, path="/2026/03/01/later/")

    assert counts() == []


def test_a_path_of_another_script_and_one_sent_as_plain_text_are_understood(client):
    make_live_article(slug="港口")

    tell(client, path="/2026/03/01/%E6%B8%AF%E5%8F%A3/")
    tell(client, body="/2026/03/01/港口/", address="192.0.2.9")

    assert counts() == [(NOON, 2)]


def test_the_address_is_nowhere_in_the_cache(client, article):
    tell(client, address="192.0.2.77")

    kept = getattr(cache, "_cache", {})
    assert "192.0.2.77" not in repr(kept)


def test_only_post_is_taken(client):
    assert client.get("/beacon/").status_code == 405
