"""Every list as RSS, Atom and JSON Feed: the whole story, with everyone credited."""

import json
import warnings
from datetime import UTC, datetime, timedelta

import feedparser
import jsonschema
import pytest
from lxml import etree

from articles.models import Correction
from tests.factories import (
    make_article,
    make_author,
    make_image,
    make_live_article,
    make_partner,
    make_section,
    publish_edit,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
FORMS = ["rss", "atom", "json"]
XML = ["rss", "atom"]


def body(client, path):
    response = client.get(path)
    assert response.status_code == 200, f"{path} answered {response.status_code}"
    return response.content


def first_story(client, path):
    """(title, full text, names, id) of the first story, whatever the format."""
    if path.endswith(".json"):
        item = json.loads(body(client, path))["items"][0]
        return (
            item["title"],
            item["content_html"],
            [who["name"] for who in item.get("authors", [])],
            item["id"],
        )
    parsed = feedparser.parse(body(client, path))
    assert not parsed.bozo, parsed.get("bozo_exception")
    entry = parsed.entries[0]
    return entry.title, entry.content[0].value, [who["name"] for who in entry.get("authors", [])], entry.id


@pytest.mark.parametrize("form", FORMS)
def test_every_list_has_its_feed_of_live_stories(client, form):
    asia = make_section("Asia")
    section = make_section("East Asia", parent=asia)
    known = {
        "section": section,
        "by": [make_author("Ana Silva")],
        "partner": make_partner("RIAS"),
        "tags": ["Ports"],
    }
    make_live_article(headline="Harbour opens", **known)
    make_article(headline="Secret budget", **known)

    for under in (
        "/",
        "/asia/",
        "/asia/east-asia/",
        "/authors/ana-silva/",
        "/tags/ports/",
        "/partners/rias/",
    ):
        feed = body(client, f"{under}feed.{form}").decode()
        assert "Harbour opens" in feed
        assert "Secret budget" not in feed


@pytest.mark.parametrize("form", FORMS)
def test_a_feed_carries_the_whole_story_with_absolute_addresses_and_credits(client, form):
    make_live_article(
        headline="Ports & people <now>",
        body='<p>All of it.</p><p><a href="/asia/">More</a></p>',
        by=[make_author("Ana Silva"), make_author("Bo Ek")],
        images=[make_image(credit="Kofi Mensah", caption="Cranes at “five”")],
    )

    title, html, names, _ = first_story(client, f"/feed.{form}")

    assert title in ("Ports & people <now>", "Ports &amp; people &lt;now&gt;")
    assert names == ["Ana Silva", "Bo Ek"]
    for expected in ("All of it.", 'href="https://news.example/asia/"', "Photograph: Kofi Mensah", "Bo Ek"):
        assert expected in html
    assert 'src="https://news.example/media/images/' in html


@pytest.mark.parametrize("form", FORMS)
def test_a_story_keeps_its_id_through_updates_and_a_new_address(client, clock, form):
    article = make_live_article(headline="Before", slug="before")
    *_, before = first_story(client, f"/feed.{form}")
    clock.shift(timedelta(hours=1))
    publish_edit(article, headline="After", slug="after")

    title, *_, after = first_story(client, f"/feed.{form}")

    assert (title, after) == ("After", before)
    assert after == f"tag:news.example,2026:article/{article.pk}"


def test_an_update_moves_updated_and_not_published(client, clock):
    article = make_live_article()
    clock.shift(timedelta(hours=1))
    publish_edit(article, headline="New")

    entry = feedparser.parse(body(client, "/feed.atom")).entries[0]
    item = json.loads(body(client, "/feed.json"))["items"][0]

    assert (entry.published, entry.updated) == ("2026-03-01T12:00:00Z", "2026-03-01T13:00:00Z")
    assert (item["date_published"], item["date_modified"]) == (entry.published, entry.updated)
    assert b"<dcterms:modified>2026-03-01T13:00:00Z</dcterms:modified>" in body(client, "/feed.rss")


@pytest.mark.parametrize("form", FORMS)
def test_a_correction_and_the_partner_are_told_in_the_text(client, form):
    partner = make_partner("RIAS")
    article = make_article(
        headline="Count", partner=partner, source_url="https://rias.example/count", section=make_section()
    )
    Correction.objects.create(article=article, text="It was nine, not ten.", dated=NOON)
    publish_edit(article)

    _, html, *_ = first_story(client, f"/feed.{form}")

    assert "Correction (1 March 2026):" in html
    assert "It was nine, not ten." in html
    assert 'href="https://rias.example/count"' in html
    assert "From our partner RIAS" in html


def test_the_original_of_a_partners_story_is_named_in_each_format(client):
    make_live_article(partner=make_partner("RIAS"), source_url="https://rias.example/count")

    assert b'rel="canonical" href="https://rias.example/count"' in body(client, "/feed.rss")
    assert b'rel="canonical" href="https://rias.example/count"' in body(client, "/feed.atom")
    assert json.loads(body(client, "/feed.json"))["items"][0]["external_url"] == "https://rias.example/count"


@pytest.mark.parametrize("form", XML)
def test_characters_that_xml_cannot_hold_are_left_out(client, form):
    make_live_article(headline="Bell \x07 and \ufffe end", standfirst="Nought \x0b here")

    feed = body(client, f"/feed.{form}")

    assert etree.fromstring(feed) is not None
    assert "Bell  and  end" in feed.decode()


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_list_is_a_valid_feed(client, form):
    make_section("Asia")

    feed = body(client, f"/asia/feed.{form}")

    if form == "json":
        assert json.loads(feed)["items"] == []
    else:
        assert feedparser.parse(feed).entries == []
        assert etree.fromstring(feed) is not None


def test_atom_holds_what_rfc_4287_requires(client):
    make_live_article(by=[make_author("Ana Silva")])
    atom = {"a": "http://www.w3.org/2005/Atom"}

    feed = etree.fromstring(body(client, "/feed.atom"))

    for name in ("id", "title", "updated", "author", "link[@rel='self']"):
        assert feed.find(f"a:{name}", atom) is not None, name
    for name in (
        "id",
        "title",
        "updated",
        "author/a:name",
        "content[@type='html']",
        "link[@rel='alternate']",
    ):
        assert feed.find(f"a:entry/a:{name}", atom) is not None, name


def test_json_feeds_keep_to_the_published_schema(client, corpora):
    folder = corpora / "schemas/jsonfeed"
    schema = json.loads((folder / "feed.schema.json").read_text())
    other = json.loads((folder / "feed-1.schema.json").read_text())
    make_live_article(
        by=[make_author()], images=[make_image()], tags=["Ports"], partner=make_partner(), language="ar"
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        resolver = jsonschema.RefResolver("", schema, store={"https://json.schemastore.org/feed-1": other})
        validator = jsonschema.Draft4Validator(schema, resolver=resolver)

    assert [error.message for error in validator.iter_errors(json.loads(body(client, "/feed.json")))] == []


@pytest.mark.parametrize("form", FORMS)
def test_a_feed_is_kept_and_answered_304(client, form, django_assert_num_queries):
    make_live_article()
    etag = client.get(f"/feed.{form}")["ETag"]

    with django_assert_num_queries(1):
        response = client.get(f"/feed.{form}", headers={"if-none-match": etag})

    assert response.status_code == 304


def test_a_feed_holds_the_twenty_newest(client):
    for number in range(23):
        make_live_article(headline=f"Story {number:02}.", live_from=NOON - timedelta(minutes=number))

    titles = [entry.title for entry in feedparser.parse(body(client, "/feed.rss")).entries]

    assert titles == [f"Story {number:02}." for number in range(20)]


@pytest.mark.parametrize("path", ["/nowhere/feed.rss", "/authors/nobody/feed.atom", "/tags/none/feed.json"])
def test_a_list_that_is_not_there_has_no_feed(client, path):
    assert client.get(path).status_code == 404


def test_the_feed_of_a_merged_author_has_moved(client):
    ana = make_author("Ana Silva")
    make_author("A. Silva", merged_into=ana)

    response = client.get("/authors/a-silva/feed.rss")

    assert (response.status_code, response["Location"]) == (301, "/authors/ana-silva/feed.rss")
