"""What a public page asks of the database does not grow with what is published."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    make_author,
    make_image,
    make_live_article,
    make_live_report,
    make_partner,
    make_section,
)
from tests.surfaces import FILTERS, FORMS, LISTS, PUBLICATIONS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MOST = 8
STORY = "/2026/03/01/ports-0/"
PUBLICATION = "/publications/ports/"
PAGES = (*LISTS, STORY, "/publications/", PUBLICATION)
MACHINES = tuple(f"{path}feed.{form}" for path in LISTS for form in FORMS)
OTHERS = (
    *MACHINES,
    "/sitemap.xml",
    "/sitemap-2026-03.xml",
    "/sitemap-sections.xml",
    "/sitemap-news.xml",
    "/archive/",
    *(f"/archive/?{asked}" for asked in FILTERS),
    "/authors/",
    *PUBLICATIONS,
    "/sitemap-publications.xml",
    "/corrections/",
    "/search/",
    "/search/?q=ports",
    "/search/?q=words+headline&sort=date&section=asia",
    "/search/suggest/?q=por",
    f"{STORY}history/",
)


@pytest.fixture
def newsroom():
    """Publishes so many stories more, each with its own author beside the shared one, and a picture; and as many
    publications, of which the first holds a story."""
    section = make_section("East Asia", parent=make_section("Asia"))
    ana, partner = make_author("Ana Silva"), make_partner("RIAS", canonical_policy="ours")
    published: list = []

    def publish(count):
        for number in range(len(published), len(published) + count):
            published.append(
                make_live_article(
                    slug=f"ports-{number}",
                    section=section,
                    by=[ana, make_author()],
                    partner=partner,
                    tags=["Ports", f"Topic {number}"],
                    images=[make_image()],
                    live_from=NOON - timedelta(minutes=number),
                )
            )
            make_live_report(
                slug="ports" if number == 0 else f"ports-{number}",
                by=[ana, make_author()],
                partner=partner,
                stories=published[:1],
                live_from=NOON - timedelta(minutes=number),
            )

    return publish


def queries(client, path):
    """The queries of one page that is not kept, in a process that has served others of this edition."""
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200, path
    return [query["sql"] for query in captured]


def counted(client):
    client.get("/robots.txt")
    client.get("/")
    return {path: len(queries(client, path)) for path in (*PAGES, *OTHERS)}


def test_pages_ask_as_much_with_thirty_stories_as_with_one(client, newsroom):
    newsroom(5)  # so that there are next stories
    few = counted(client)

    newsroom(30)

    assert counted(client) == few


def test_no_page_asks_more_than_eight_times(client, newsroom):
    newsroom(5)

    assert {path: count for path, count in counted(client).items() if path in PAGES and count > MOST} == {}


def test_a_kept_page_asks_once(client, newsroom):
    newsroom(3)
    for path in (*PAGES, *OTHERS):
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        assert len(captured) <= 1, path
