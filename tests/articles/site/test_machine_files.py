"""robots.txt, security.txt, the favicon, pages that are not there, and what a CDN is told."""

from datetime import UTC, datetime

import pytest
from django.db import OperationalError

from articles.site import errors, surrogate
from newsroom.masthead.models import Masthead
from tests.factories import make_author, make_live_article, make_section

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def test_robots_are_kept_from_the_desk_and_told_of_the_sitemaps(client):
    page = client.get("/robots.txt").content.decode()

    assert "Disallow: /admin/" in page
    assert "Sitemap: https://news.example/sitemap.xml" in page


def test_security_txt_names_the_contact_and_expires_within_a_year(client):
    assert client.get("/.well-known/security.txt").status_code == 404
    Masthead.objects.create(security_contact="desk@news.example")
    from articles.publishing.edition import raise_edition

    raise_edition()

    page = client.get("/.well-known/security.txt").content.decode()

    assert "Contact: mailto:desk@news.example\n" in page
    assert "Expires: 2026-08-28T00:00:00Z\n" in page


def test_browsers_that_ask_for_a_favicon_are_led_to_it(client):
    assert client.get("/favicon.ico")["Location"] == "/static/site/favicon.svg"


def test_a_missing_page_is_told_in_the_design_with_an_empty_database(client):
    response = client.get("/no-such-page/")

    assert response.status_code == 404
    assert "This page is not here" in response.content.decode()
    assert 'data-testid="latest"' in response.content.decode()


def test_a_missing_page_is_told_even_when_the_database_is_gone(rf, monkeypatch):
    def gone(*args):
        raise OperationalError("the server went away")

    monkeypatch.setattr(errors, "current", gone)

    response = errors.not_found(rf.get("/x/"))

    assert response.status_code == 404
    assert "This page is not here" in response.content.decode()


def test_a_cdn_is_told_what_a_page_is_made_of(client):
    section, ana = make_section("Asia"), make_author("Ana Silva")
    article = make_live_article(section=section, by=[ana], slug="x")
    asia, person, story = f"section-{section.pk}", f"author-{ana.pk}", f"article-{article.pk}"

    def keys(path):
        return client.get(path)["Surrogate-Key"].split()

    assert {"front", story} <= set(keys("/"))
    assert {asia, story} <= set(keys("/asia/"))
    assert {person, story} <= set(keys("/authors/ana-silva/"))
    assert {asia, person, story} <= set(keys("/2026/03/01/x/"))
    assert {"front", "feed", story} <= set(keys("/feed.rss"))


def test_surrogate_keys_are_ascii_once_each_and_never_too_long():
    assert surrogate.key_of("tag/港口") == "tag-%E6%B8%AF%E5%8F%A3"
    assert surrogate.header(["front", "a", "front"]) == "front a"
    assert len(surrogate.header(f"article-{number}" for number in range(10_000))) <= 16 * 1024
