"""Pages from the shelf are those of the page cache: as fresh, as conditional, and never for a host that is not ours."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.test import RequestFactory

from articles.site import shelf
from articles.site.shelf import Shelf
from tests.factories import make_live_article, publish_edit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NOON = datetime(2026, 3, 1, 12, 0, 30, tzinfo=UTC)


@pytest.fixture
def ask():
    """Ask the shelf; None where it hands the request on to Django."""

    def ask(path="/", **headers):
        answer = {}

        def start_response(status, sent):
            answer.update(status=int(status.split()[0]), headers=dict(sent))

        environ = RequestFactory().get(path, headers=headers).environ
        body = Shelf(lambda environ, start_response: None)(environ, start_response)
        return body and (answer["status"], b"".join(body), answer["headers"])

    return ask


@pytest.fixture
def article(client):
    article = make_live_article(headline="Count begins")
    client.get("/")
    return article


def test_what_django_answered_once_is_answered_with_the_same_bytes(
    client, article, ask, django_assert_num_queries
):
    response = client.get("/")

    with django_assert_num_queries(1):
        status, body, headers = ask()

    assert (status, body) == (200, response.content)
    assert headers == dict(response.items())


def test_a_reader_who_has_the_page_gets_304(client, article, ask):
    status, body, headers = ask(**{"if-none-match": client.get("/")["ETag"]})

    assert (status, body) == (304, b"")
    assert "Content-Length" not in headers


def test_a_page_of_an_older_edition_is_not_on_the_shelf(article, ask):
    assert ask()

    publish_edit(article, headline="Count ends")

    assert ask() is None


def test_a_page_past_its_time_is_not_on_the_shelf(article, ask, clock):
    assert ask()

    clock.shift(timedelta(minutes=1))  # "just now" is "1 minute ago"

    assert ask() is None


def test_a_page_is_compressed_only_for_those_who_take_it(client, article, ask):
    assert ask(**{"accept-encoding": "gzip"}) is None  # not compressed yet: Django does it once
    compressed = client.get("/", headers={"accept-encoding": "gzip"}).content

    assert ask(**{"accept-encoding": "gzip"})[1] == compressed
    assert ask()[1] != compressed


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"if-none-match": '"another"'},
        {"if-modified-since": "Sun, 01 Mar 2026 12:00:30 GMT"},
        {"x-forwarded-proto": "https"},
    ],
)
def test_anything_out_of_the_ordinary_goes_to_django(article, ask, headers):
    assert ask(**headers) is None


@pytest.mark.parametrize("path", ["/?utm_source=letter", "/nowhere/", "/admin/"])
def test_what_was_not_answered_is_not_on_the_shelf(client, article, ask, path):
    client.get(path)

    assert ask(path) is None


def test_a_database_that_does_not_answer_is_djangos_to_tell(article, ask, monkeypatch):
    def silent(now):
        raise OperationalError("gone")

    monkeypatch.setattr(shelf, "current", silent)

    assert ask() is None


def test_the_shelf_holds_a_bounded_number_of_pages(client, article, monkeypatch):
    monkeypatch.setattr(shelf, "MOST", 2)
    cache.clear()

    for path in ("/", "/archive/", "/authors/", "/corrections/"):
        client.get(path)

    assert len(shelf._pages) == 2
