"""What search engines are told of: our own live stories by month, and the lists that hold something."""

from datetime import UTC, datetime, timedelta

import pytest
from lxml import etree

from articles.site import sitemaps
from tests.factories import (
    make_author,
    make_image,
    make_live_article,
    make_partner,
    make_section,
    publish_edit,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def addresses(client, path):
    root = etree.fromstring(client.get(path).content)
    return [loc.text.removeprefix("https://news.example") for loc in root.iterfind("*/s:loc", NAMES)]


def test_the_index_names_each_month_that_has_a_story_of_ours(client):
    for day in (datetime(2024, 2, 29, 23, 59, 59, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC), NOON):
        make_live_article(live_from=day)
    make_live_article(
        partner=make_partner(), source_url="https://p.example/a", live_from=NOON - timedelta(days=90)
    )

    assert addresses(client, "/sitemap.xml")[2:] == [
        "/sitemap-2026-03.xml",
        "/sitemap-2026-01.xml",
        "/sitemap-2024-02.xml",
    ]


def test_a_month_holds_its_stories_with_their_last_change_and_pictures(client, clock):
    article = make_live_article(slug="harbour", images=[make_image()])
    clock.shift(timedelta(hours=2))
    publish_edit(article, headline="New")

    page = client.get("/sitemap-2026-03.xml").content.decode()

    assert addresses(client, "/sitemap-2026-03.xml") == ["/2026/03/01/harbour/"]
    assert "<lastmod>2026-03-01T14:00:00Z</lastmod>" in page
    assert "<image:loc>https://news.example/media/images/" in page


@pytest.mark.parametrize("policy", ["theirs", "none"])
def test_a_story_listed_elsewhere_or_not_at_all_is_in_no_sitemap(client, policy):
    make_live_article(
        slug="shared", partner=make_partner(canonical_policy=policy), source_url="https://p.example/a"
    )

    assert client.get("/sitemap-2026-03.xml").status_code == 404
    for path in ("/sitemap.xml", "/sitemap-news.xml"):
        assert "shared" not in client.get(path).content.decode()
    assert addresses(client, "/sitemap.xml") == ["/sitemap-sections.xml", "/sitemap-news.xml"]


def test_a_crowded_month_is_told_in_several_files(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST", 2)
    for number in range(5):
        make_live_article(slug=f"story-{number}", live_from=NOON - timedelta(hours=number))

    names = addresses(client, "/sitemap.xml")[2:]

    assert names == ["/sitemap-2026-03.xml", "/sitemap-2026-03-2.xml", "/sitemap-2026-03-3.xml"]
    found = [path for name in names for path in addresses(client, name)]
    assert found == [f"/2026/03/01/story-{number}/" for number in range(5)]


def test_the_lists_that_hold_something_are_told_and_the_others_are_not(client):
    make_live_article(section=make_section("Asia"), by=[make_author("Ana Silva")], tags=["Ports"])
    make_author("Idle Pen")
    make_partner("Idle House")

    found = addresses(client, "/sitemap-sections.xml")

    assert found == ["/", "/asia/", "/authors/ana-silva/", "/tags/ports/"]


def test_the_news_are_those_of_two_days_and_leave_to_the_second(client, clock):
    make_live_article(headline="Ports & people", slug="new", language="zh-Hant")
    make_live_article(slug="old", live_from=NOON - timedelta(days=2, seconds=-1))

    assert addresses(client, "/sitemap-news.xml") == ["/2026/03/01/new/", "/2026/02/27/old/"]
    page = client.get("/sitemap-news.xml").content.decode()
    assert "<news:title>Ports &amp; people</news:title>" in page
    assert "<news:language>zh-tw</news:language>" in page
    clock.shift(timedelta(seconds=1))
    assert addresses(client, "/sitemap-news.xml") == ["/2026/03/01/new/"]


def test_without_news_the_news_are_still_a_valid_file(client, clock):
    make_live_article(slug="old")
    clock.shift(timedelta(days=3))

    assert addresses(client, "/sitemap-news.xml") == ["/"]
    assert "news:news>" not in client.get("/sitemap-news.xml").content.decode()


def test_letters_of_other_scripts_are_encoded_in_addresses(client):
    make_live_article(slug="港口")

    assert addresses(client, "/sitemap-2026-03.xml") == ["/2026/03/01/%E6%B8%AF%E5%8F%A3/"]


@pytest.mark.parametrize(
    "name", ["2026-13", "2026-00", "0000-01", "9999-12", "2026-02", "2026-03-0", "2026-03-7"]
)
def test_a_month_that_is_none_or_empty_is_not_there(client, name):
    make_live_article()

    assert client.get(f"/sitemap-{name}.xml").status_code == 404


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("/sitemap.xml", "siteindex.xsd"),
        ("/sitemap-2026-03.xml", "all.xsd"),
        ("/sitemap-news.xml", "all.xsd"),
        ("/sitemap-sections.xml", "sitemap.xsd"),
    ],
)
@pytest.mark.parametrize("quiet", [False, True])
def test_sitemaps_keep_to_the_published_schemas(client, corpora, clock, path, schema, quiet):
    make_live_article(images=[make_image()], by=[make_author()], tags=["Ports"])
    found = corpora / "schemas/sitemap" / schema
    if not found.exists():
        pytest.skip(f"{schema} is not in CORPORA")

    clock.shift(timedelta(days=20 * quiet))

    validator = etree.XMLSchema(etree.parse(str(found)))

    assert validator.validate(etree.fromstring(client.get(path).content)), validator.error_log
