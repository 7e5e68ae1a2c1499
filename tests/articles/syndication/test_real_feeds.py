"""Real feeds, served over HTTP on this machine and polled twice with a change between, through to a page and to
another partner's feed."""

import copy
import json
import re
from datetime import UTC, datetime
from io import StringIO

import feedparser
import pytest
from django.core.management import call_command
from lxml import etree

from articles.models import Article, Image, PartnerFeed, PublishedArticle, Revision
from articles.publishing.door import publish
from tests.factories import edit, make_live_article, make_partner, make_section, make_user
from tests.partner_site import serving
from tests.pictures import picture_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"
# file: (stories, whose pictures on the partner's site it names, a byline of it)
FEEDS = {
    "pelican-output/custom-all.rss.xml": (12, "http://blog.notmyidea.org/pictures/", "Alexis Métaireau"),
    "pelican-output/basic-all.atom.xml": (12, "/pictures/", "Alexis Métaireau"),
    "jsonfeed/test-feed.json": (8, "", "Bret Comnes"),
}


@pytest.fixture
def site(settings):
    settings.FETCH_LOOPBACK = True
    with serving() as site:
        yield site


def poll(*partners):
    out = StringIO()
    call_command("fetch_partners", *(partner.slug for partner in partners), stdout=out)
    return out.getvalue().splitlines()[0]


class Document:
    """A feed's file, to be changed as its publisher would."""

    def __init__(self, content: bytes):
        self.json = json.loads(content) if content.lstrip().startswith(b"{") else None
        self.xml = None if self.json else etree.fromstring(content)

    @property
    def items(self) -> list:
        return (
            self.json["items"]
            if self.json
            else self.xml.findall(".//item") + self.xml.findall(f".//{ATOM}entry")
        )

    def reword(self, number: int, words: str) -> None:
        """More words at the end of a story."""
        item = self.items[number]
        if self.json:
            name = "content_html" if "content_html" in item else "content_text"
            item[name] += words
            return
        texts = [
            element
            for tag in ("content", "description", "summary")
            for element in item.iter(f"{ATOM}{tag}", tag)
        ]
        texts[0].text += words

    def add(self, title: str, id: str) -> None:
        """A new story before all others, made after the first."""
        if self.json:
            self.json["items"].insert(0, {**self.items[0], "title": title, "id": id})
            return
        item = copy.deepcopy(self.items[0])
        for element in item.iter("title", f"{ATOM}title"):
            element.text = title
        for element in item.iter("guid", f"{ATOM}id"):
            element.text = id
        self.items[0].addprevious(item)

    def __bytes__(self) -> bytes:
        return json.dumps(self.json).encode() if self.json else etree.tostring(self.xml)


@pytest.fixture(params=FEEDS)
def served(request, corpora, site):
    """A feed's file on the partner's site, with the pictures it names beside it."""
    content = (corpora / "feeds" / request.param).read_bytes()
    pictures = FEEDS[request.param][1]
    for name in set(re.findall(rf'{re.escape(pictures)}([\w.]+)"'.encode(), content)) if pictures else ():
        site.files[f"/pictures/{name.decode()}"] = picture_file(size=(40 + len(name), 48))
    if pictures.startswith("http"):
        content = content.replace(pictures.encode(), f"{site.home}/pictures/".encode())
    site.body = content
    return request.param


@pytest.fixture
def feed(site):
    return PartnerFeed.objects.create(
        partner=make_partner("Institute of Ports"), url=site.url, section=make_section("East Asia")
    )


def by_item(feed):
    """The stories in the order in which the feed listed them."""
    return list(Article.objects.filter(partner=feed.partner).order_by("pk"))


def test_a_real_feed_waits_in_the_queue_with_its_names_links_and_pictures(served, site, feed, client):
    stories, _, byline = FEEDS[served]

    assert poll(feed.partner) == f"{stories} created."

    arrived = by_item(feed)
    client.force_login(make_user("Editor"))
    queue = client.get("/admin/articles/article/?state=draft").context["cl"].result_list
    assert {story.pk for story in queue} == {story.pk for story in arrived}
    assert len(arrived) == stories
    assert {story.section for story in arrived} == {feed.section}
    assert byline in {line.name for story in arrived for line in story.bylines.all()}
    assert all(story.source_url.startswith(("http://", "https://")) for story in arrived if story.source_url)
    assert (
        sum(bool(story.source_url) for story in arrived) >= stories - 1
    )  # one item of the JSON Feed has no link
    assert not PublishedArticle.objects.exists()
    assert {path for path, _ in site.asked} == {"/feed", *site.files}
    assert Image.objects.exclude(file="").count() == len(site.files)


def test_an_unchanged_real_feed_is_a_304_and_changes_nothing(served, site, feed):
    poll(feed.partner)
    revisions, asked = Revision.objects.count(), len(site.asked)

    assert poll(feed.partner) == "Nothing to do."

    assert site.asked[asked:][0][1]["If-None-Match"]
    assert (len(site.asked), Revision.objects.count()) == (asked + 1, revisions)


def test_between_two_polls_one_changed_one_came_and_the_rest_stayed(served, site, feed, client):
    poll(feed.partner)
    live, draft, *others = by_item(feed)
    publish(
        edit(live, headline="The editor’s headline", standfirst="The editor’s words.", body="<p>Ours.</p>")
    )
    draft_before, others_before = draft.body, [(story.headline, story.body) for story in others]
    document = Document(site.body)
    document.reword(0, " Reworded at its source.")
    document.reword(1, " Reworded at its source.")
    document.add("A new story", "tag:partner.example,2026:new")
    site.body = bytes(document)

    assert poll(feed.partner) == f"1 created, 2 updated, {len(others)} unchanged."

    live, draft, *others, new = by_item(feed)
    page = client.get(PublishedArticle.objects.live().get().path).content.decode()
    assert (new.headline, new.status) == ("A new story", "draft")
    assert (live.headline, live.body) == ("The editor’s headline", "<p>Ours.</p>")
    assert "Reworded at its source." in live.revisions.get(kind="source").content["body"]
    assert "Reworded" not in page and "The editor’s words." in page
    assert draft.body != draft_before and "Reworded at its source." in draft.body
    assert [(story.headline, story.body) for story in others] == others_before
    assert [story.pk for story in Article.objects.exclude(source_changed_at=None)] == [live.pk]


def test_the_desk_shows_the_flag_and_what_the_source_says_now(served, site, feed, client):
    poll(feed.partner)
    live = by_item(feed)[0]
    publish(edit(live, standfirst="The editor’s words."))
    document = Document(site.body)
    document.reword(0, " Reworded at its source.")
    site.body = bytes(document)
    poll(feed.partner)
    client.force_login(make_user("Editor"))

    flagged = client.get("/admin/articles/article/?flag=source").context["cl"].result_list
    form = client.get(f"/admin/articles/article/{live.pk}/change/").content.decode()
    said = live.revisions.get(kind="source")
    arrived = client.get(f"/admin/articles/article/{live.pk}/revisions/{said.number}/").content.decode()

    assert [story.pk for story in flagged] == [live.pk]
    assert "The source changed its story on" in form
    assert "Reworded at its source." in arrived


def test_readers_see_the_partners_line_and_machines_its_canonical(served, site, feed, client):
    feed.partner.goes_live = True
    feed.partner.save()
    poll(feed.partner)

    rows = list(PublishedArticle.objects.live())
    assert len(rows) == FEEDS[served][0]
    for row in rows:
        page = client.get(row.path).content.decode()
        canonical = re.search(r'<link rel="canonical" href="([^"]+)"', page)[1]
        source = Article.objects.get(pk=row.article_id).source_url
        assert (
            "From our partner Institute of Ports"
            in re.search(r'data-testid="partner-credit".*?</p>', page, re.DOTALL)[0]
        )
        assert canonical == (source or f"https://news.example{row.path}")


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_another_partners_feed_has_our_stories_and_none_that_arrived(corpora, site, feed, client, form):
    site.body = (corpora / "feeds/jsonfeed/test-feed.json").read_bytes()
    feed.partner.goes_live = True
    feed.partner.may_republish = True
    feed.partner.save()
    poll(feed.partner)
    make_live_article(headline="Ours", body="<p>Our own words.</p>")
    other = make_partner("Another", may_republish=True)

    given = [
        client.get(f"/syndication/{partner.token}/feed.{form}").content for partner in (other, feed.partner)
    ]
    public = client.get(f"/feed.{form}").content

    assert [titles(form, content) for content in given] == [["Ours"], ["Ours"]]
    assert len(titles(form, public)) == 9  # readers of the site have all of them


def titles(form, content):
    if form == "json":
        return [item["title"] for item in json.loads(content)["items"]]
    parsed = feedparser.parse(content)
    assert not parsed.bozo
    return [entry.title for entry in parsed.entries]


@pytest.mark.parametrize("allowed", [True, False])
def test_a_feed_taken_by_hand_brings_pictures_from_this_machine_only_where_that_is_allowed(
    corpora, site, settings, allowed, tmp_path
):
    settings.FETCH_LOOPBACK = False
    partner = make_partner("Institute of Ports")
    content = (corpora / "feeds/pelican-output/custom-all.rss.xml").read_bytes()
    site.body = content.replace(b"http://blog.notmyidea.org/pictures/", f"{site.home}/pictures/".encode())
    site.files["/pictures/Sushi.jpg"] = picture_file()
    saved = tmp_path / "saved.xml"
    saved.write_bytes(site.body)
    where = [site.url, "--allow-loopback"] if allowed else [str(saved)]

    call_command("import_feed", *where, "--partner", partner.slug, "--fetch-media", stdout=StringIO())

    assert Article.objects.count() == 12
    assert Image.objects.exclude(file="").count() == int(allowed)
    assert [path for path, _ in site.asked] == (["/feed", "/pictures/Sushi.jpg"] if allowed else [])
