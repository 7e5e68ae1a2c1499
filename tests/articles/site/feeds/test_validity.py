"""Every feed, read by the rules of its own specification."""

import json
import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import feedparser
import pytest
from lxml import etree

from articles.models import Correction
from articles.publishing.door import publish, withdraw
from articles.publishing.revisions import record
from tests.factories import make_author, make_image, make_live_article, make_partner, make_section

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ATOM, MEDIA = "{http://www.w3.org/2005/Atom}", "{http://search.yahoo.com/mrss/}"
CONTENT, DC = "{http://purl.org/rss/1.0/modules/content/}", "{http://purl.org/dc/elements/1.1/}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
WEB = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
ELEMENTS = {  # RFC 4287, 4.1: each at most once
    "feed": {"id", "title", "updated", "subtitle", "logo", "icon", "generator", "rights"},
    "entry": {"id", "title", "updated", "published", "summary", "content", "source", "rights"},
}


@pytest.fixture
def newsroom(clock):
    """Stories with all that a feed can tell of one: names in roles, pictures, topics, a partner, other languages, a
    correction, an update, a new address, signs that XML must escape; and one that was withdrawn."""
    asia = make_section("Asia")
    ana, bo = make_author("Ana Silva & Co"), make_author("Bo <Lind>")
    images = [make_image(caption="A & B", credit="C <D>"), make_image(credit="", photographer="")]
    story = make_live_article(
        headline="Ports & <people> “again”", slug="ports", section=make_section("East Asia", parent=asia), by=[ana, bo],
        images=images, tags=["Ports & ships", "海"], body='<p>A <a href="/archive/">way</a> &amp; back.</p>',
    )  # fmt: skip
    story.bylines.filter(author=bo).update(role="translation")
    Correction.objects.create(article=story, kind="correction", text="It was <one> ship.", dated=NOON)
    clock.shift(timedelta(hours=1))
    publish(record(story), significance="correction", change_note="One ship.")
    partner = make_partner("RIAS & sons", slug="rias", may_republish=True)
    make_live_article(
        slug="theirs", partner=partner, source_url="https://rias.example/a?b=1&c=2", section=asia
    )
    make_live_article(slug="nobody", section=asia, language="ar", headline="سفن", images=[make_image()])
    gone = make_live_article(slug="gone", section=asia, by=[ana])
    clock.shift(timedelta(hours=1))
    withdraw(gone, reason="Forged & sold.")
    make_section("Empty")
    return partner


def addresses(partner, form):
    lists = [
        "/",
        "/asia/",
        "/asia/east-asia/",
        "/authors/ana-silva-co/",
        "/tags/ports-ships/",
        "/partners/rias/",
        "/empty/",
    ]
    return [f"{path}feed.{form}" for path in [*lists, f"/syndication/{partner.token}/"]]


def feeds(client, partner, form):
    for address in addresses(partner, form):
        response = client.get(address)
        assert response.status_code == 200, address
        yield address, response


def test_atom_keeps_to_rfc_4287(client, newsroom):
    for address, response in feeds(client, newsroom, "atom"):
        feed = etree.fromstring(response.content)
        entries = feed.findall(f"{ATOM}entry")
        assert feed.tag == f"{ATOM}feed"
        atom_container(feed, "feed")
        assert feed.find(f"{ATOM}link[@rel='self']").get("href") == f"https://news.example{address}"
        assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)  # 4.1.1
        for entry in entries:
            atom_container(entry, "entry")
            assert entry.find(f"{ATOM}author") is not None or feed.find(f"{ATOM}author") is not None  # 4.1.2
            assert entry.find(f"{ATOM}content").get("type") == "html"


def atom_container(element, kind):
    """What a feed and an entry have in common (4.1.1, 4.1.2, 4.2)."""
    names = [child.tag.removeprefix(ATOM) for child in element if child.tag.startswith(ATOM)]
    for name in ELEMENTS[kind]:
        assert names.count(name) <= 1, name
    for name in ("id", "title", "updated"):
        assert names.count(name) == 1, name
    assert re.match(r"[a-z][a-z0-9+.-]*:\S+", element.findtext(f"{ATOM}id"))
    for name in ("updated", "published"):
        for found in element.findall(f"{ATOM}{name}"):
            assert RFC_3339.fullmatch(found.text), found.text
    alternates = [
        (link.get("type"), link.get("hreflang")) for link in element.findall(f"{ATOM}link[@rel='alternate']")
    ]
    assert len(alternates) == len(set(alternates)) == 1
    for link in element.findall(f"{ATOM}link"):
        assert WEB.fullmatch(link.get("href")), link.get("href")
    for person in element.findall(f"{ATOM}author") + element.findall(f"{ATOM}contributor"):
        assert [child.tag for child in person].count(f"{ATOM}name") == 1
        assert person.findtext(f"{ATOM}name").strip()
    assert all(category.get("term") for category in element.findall(f"{ATOM}category"))


def test_rss_keeps_to_rss_2_0(client, newsroom):
    for address, response in feeds(client, newsroom, "rss"):
        rss = etree.fromstring(response.content)
        (channel,) = rss
        assert (rss.tag, rss.get("version"), channel.tag) == ("rss", "2.0", "channel")
        for name in ("title", "link", "description"):
            assert len(channel.findall(name)) == 1 and channel.findtext(name).strip(), name
        assert WEB.fullmatch(channel.findtext("link"))
        assert LANGUAGE.fullmatch(channel.findtext("language"))
        assert parsedate_to_datetime(channel.findtext("lastBuildDate")).tzinfo
        assert channel.find(f"{ATOM}link").get("href") == f"https://news.example{address}"
        items = channel.findall("item")
        assert len({item.findtext("guid") for item in items}) == len(items)
        for item in items:
            rss_item(item)


def rss_item(item):
    once = ["title", "link", "guid", "pubDate", "description", f"{CONTENT}encoded"]
    for name in once:
        assert len(item.findall(name)) <= 1, name
    assert item.findtext("title") or item.findtext("description")
    assert WEB.fullmatch(item.findtext("link"))
    assert item.find("guid").get("isPermaLink") == "false"
    assert parsedate_to_datetime(item.findtext("pubDate")).tzinfo
    assert item.find("author") is None  # an e-mail address by RSS; names are dc:creator's
    assert all(name.text.strip() for name in item.findall(f"{DC}creator") + item.findall("category"))
    for media in item.findall(f"{MEDIA}content"):
        assert WEB.fullmatch(media.get("url"))
        assert media.get("type").startswith("image/")
        assert (media.get("medium"), media.findtext(f"{MEDIA}credit").strip() != "") == ("image", True)


def test_json_keeps_to_json_feed_1_1(client, newsroom):
    for address, response in feeds(client, newsroom, "json"):
        feed = json.loads(response.content)
        assert (feed["version"], feed["feed_url"]) == (
            "https://jsonfeed.org/version/1.1",
            f"https://news.example{address}",
        )
        assert response["Content-Type"].startswith("application/feed+json")
        assert feed["title"] and WEB.fullmatch(feed["home_page_url"]) and LANGUAGE.fullmatch(feed["language"])
        assert len({item["id"] for item in feed["items"]}) == len(feed["items"])
        for item in feed["items"]:
            assert item["content_html"] and item["title"]
            assert WEB.fullmatch(item["url"])
            for name in ("date_published", "date_modified"):
                assert RFC_3339.fullmatch(item.get(name, "2026-03-01T12:00:00Z"))
            assert all(person.get("name") for person in item.get("authors", []))
            assert "author" not in item
            assert all(isinstance(tag, str) and tag for tag in item.get("tags", []))
            assert all(
                WEB.fullmatch(item[name])
                for name in ("image", "banner_image", "external_url")
                if item.get(name)
            )


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_a_reader_of_feeds_finds_no_fault(client, newsroom, form):
    counts = []
    for address, response in feeds(client, newsroom, form):
        parsed = feedparser.parse(
            response.content, response_headers={"content-type": response["Content-Type"]}
        )
        assert not parsed.bozo, (address, parsed.get("bozo_exception"))
        counts.append(len(parsed.entries))

    assert counts == [3, 3, 1, 1, 1, 1, 0, 3]
