"""Strings made to run as script, posted as name and as text, are words wherever they are shown."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import feedparser
import pytest

from articles.comments.models import Comment, State
from articles.comments.moderating import settle
from articles.comments.rules import Rules
from articles.comments.site.forms import CommentForm
from articles.comments.words import LONGEST_NAME
from articles.comments.writing import write
from tests.articles.comments.samples import OURS, filled_in, make_comment
from tests.factories import make_live_article, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LIST = "/admin/comments/comment/?state=all"
A_STORY = 50  # comments, as many as a page of them holds
# What the words of a comment may become, and what our own templates add where a field is wrong or a list is long.
OF_COMMENTS = {"a", "p", "br", "href", "rel"}
OF_PAGES = OF_COMMENTS | {"aria-invalid", "ul", "li", "nav", "span", "class", "id"}
HARMLESS = re.compile(r"(https?://|/|#|\?|mailto:\?subject=)", re.IGNORECASE)


class Shape(HTMLParser):
    """The names of all elements and attributes of a page, how many scripts it has and where its links lead."""

    def __init__(self, html: str):
        super().__init__()
        self.names, self.links, self.scripts = set(), set(), 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.names |= {tag, *(name for name, _ in attrs)}
        self.scripts += tag == "script"
        self.links |= {
            value for name, value in attrs if name in ("href", "src", "action", "formaction") and value
        }

    def assert_like(self, ordinary: "Shape", where: str) -> None:
        assert self.names - ordinary.names - OF_PAGES == set(), where
        assert self.scripts == ordinary.scripts, where
        assert [link for link in self.links if not HARMLESS.match(link)] == [], where


def shape(client, address, page=None) -> Shape:
    response = client.get(address, page or {})
    assert response.status_code == 200, address
    return Shape(response.content.decode())


def post_all(stories, payloads) -> int:
    """Each payload as the text of a comment and as its name, through the form and the writer. Answers how many the form
    refused."""
    refused = 0
    for number, payload in enumerate(payloads):
        for fields in ({"text": payload}, {"name": payload[:LONGEST_NAME]}):
            form = CommentForm(filled_in(**fields))
            if not form.is_valid():
                refused += 1
                continue
            write(
                form.draft(),
                article_id=stories[number % len(stories)].pk,
                parent=None,
                ticket=f"{number}-{len(fields)}-{'text' in fields}",
                rules=Rules(),
                now=NOON,
            )
    Comment.objects.update(state=State.APPROVED)
    settle(Comment.objects.all())
    return refused


def test_no_payload_is_more_than_words_on_page_feed_and_admin(client, corpora, json_lines):
    payloads = [row["payload"] for row in json_lines(corpora / "xss" / "payloads.jsonl")]
    assert len(payloads) == 2590
    stories = [
        make_live_article(slug=f"hostile-{number}") for number in range(2 * len(payloads) // A_STORY + 4)
    ]
    client.force_login(make_user("Editor"))
    plain = make_live_article(slug="plain")
    make_comment(plain, text="Plain\nwords https://tide.example\n\nmore", created_at=NOON)
    path = plain.publications.get().path
    public, desk = shape(client, f"{path}comments/"), shape(client, LIST)
    story_page = shape(client, path)

    refused = post_all(stories, payloads)
    shown = Comment.objects.filter(shown=True).count()

    for story in stories:
        own = story.publications.get().path
        shape(client, f"{own}comments/").assert_like(public, own)
        shape(client, own).assert_like(story_page, own)
        read = feedparser.parse(client.get(f"{own}comments/feed.rss").content)
        assert not read.bozo, own
        for entry in read.entries:
            assert Shape(entry.content[0].value).names <= OF_COMMENTS
    for number in range(1, -(-shown // 50) + 1):
        shape(client, f"{LIST}&p={number}").assert_like(desk, f"page {number}")
    assert (shown - 1, refused) == (5148, 32)  # 32 hold nothing that can be seen, or too much


def test_each_fortieth_is_inert_in_the_preview_that_answers_its_form(client, corpora, json_lines, path):
    payloads = [row["payload"] for row in json_lines(corpora / "xss" / "payloads.jsonl")][::40]
    ordinary = Shape(client.post(f"{path}comments/write/", filled_in(), **OURS).content.decode())

    for number, payload in enumerate(payloads):
        fields = filled_in(text=payload, name=payload[:LONGEST_NAME])
        page = client.post(f"{path}comments/write/", fields, REMOTE_ADDR=f"192.0.2.{number}", **OURS)
        Shape(page.content.decode()).assert_like(ordinary, payload)
    assert len(payloads) == 65
