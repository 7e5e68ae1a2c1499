"""Feeds of comments: a story's own and the site's newest, in three formats, without an address in them."""

import json
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from lxml import etree

from tests.articles.comments.samples import make_comment
from tests.factories import make_live_article

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_a_feed_holds_the_newest_first_and_leads_to_the_comment(client, story, path, form):
    make_comment(story, name="Bo", text="Older", created_at=NOON - timedelta(hours=1))
    newer = make_comment(story, name="Ana & Co", text="Newer <b>bold</b>\n\nhttps://tide.example")

    for address in (f"{path}comments/feed.{form}", f"/comments/feed.{form}"):
        read = feedparser.parse(client.get(address).content)

        assert not read.bozo
        assert [entry.title for entry in read.entries] == [
            "Ana & Co on “Strait reopens”",
            "Bo on “Strait reopens”",
        ]
        first = read.entries[0]
        assert first.link == f"https://news.example/comments/{newer.pk}/"
        assert first.id == f"tag:news.example,2026:comment/{newer.pk}"
        assert first.author == "Ana & Co"
        assert '<a href="https://tide.example"' in first.content[0].value
        assert "<b>" not in first.content[0].value


def test_json_feed_says_the_same(client, story, path):
    make_comment(story, name="Bo", text="Words")

    read = json.loads(client.get(f"{path}comments/feed.json").content)

    assert read["title"].startswith("Comments on “Strait reopens”")
    assert [item["content_html"] for item in read["items"]] == ["<p>Words</p>"]


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_no_feed_holds_an_address(client, story, path, form):
    made = make_comment(story)

    for address in (f"{path}comments/feed.{form}", f"/comments/feed.{form}"):
        said = client.get(address).content.decode()
        assert made.text in said
        assert "mail.example" not in said


def test_the_sites_feed_is_of_all_stories_and_an_empty_one_is_a_feed(client, story):
    assert etree.fromstring(client.get("/comments/feed.rss").content).tag == "rss"
    make_comment(story, text="Under the first")
    make_comment(make_live_article(), text="Under the second")

    said = client.get("/comments/feed.rss").content.decode()

    assert "Under the first" in said
    assert "Under the second" in said
    assert "<link>https://news.example/</link>" in said


def test_the_storys_page_names_its_feed(client, story, path):
    make_comment(story)

    assert (
        f'type="application/rss+xml" title="Comments on Strait reopens (RSS)" href="{path}comments/feed.rss"'
        in (client.get(path).content.decode())
    )
