"""Words made to run: each of them as the headline, standfirst, body, byline, caption, credit, topic and correction of a
story of its own, as the name of a partner, a section and the site, on every page, feed and file that shows them."""

import json
from datetime import UTC, datetime, timedelta
from html import escape

import feedparser
import pytest
from lxml import etree

from articles.importing.base import (
    ImportedArticle,
    ImportedAuthor,
    ImportedByline,
    ImportedImage,
    ImportedSection,
    Status,
)
from articles.importing.store import Store
from articles.models import Article, Correction, PublishedArticle, Section
from articles.publishing.edition import raise_edition
from articles.site.feed_views import WRITERS
from articles.site.feeds.entries import Feed, entry_of
from authors.models import Author, Partner
from newsroom.masthead.models import Masthead
from tests.factories import edit, make_live_article, make_partner, make_user
from tests.page_judge import faults

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
A_MINUTE = timedelta(minutes=1)


def story_of(words: str, number: int) -> ImportedArticle:
    """A story of an archive that says these words wherever a story says anything."""
    picture = ImportedImage(
        file=f"{number}.jpg", title=words, caption=words, alt=words, credit=words, photographer=words,
        holder=words, licence=words, credit_url=words,
    )  # fmt: skip
    author = ImportedAuthor(
        words, slug=f"author-{number}", title=words, affiliation=words, bio=words, website=words
    )
    return ImportedArticle(
        source="hostile",
        source_id=str(number),
        headline=words,
        standfirst=words,
        body_html=f"<p>Words.</p>{words}",
        status=Status.PUBLISHED,
        published_at=NOON - (number + 1) * A_MINUTE,
        section=ImportedSection(words[:60] if number % 100 == 0 else "World", slug=f"world-{number // 100}"),
        tags=(words,),
        bylines=(ImportedByline(words, author=author),),
        slug=f"story-{number}",
        lead_image=picture,
        canonical_url=words,
        item=f"story {number}",
    )


@pytest.fixture
def archive(payloads):
    """All of them in the newsroom, live."""
    report = Store(lifting=False).write(story_of(words, number) for number, words in enumerate(payloads))
    assert (report.failed, report.created) == (0, len(payloads)), report.failures[:5]
    return report


def clean(client, path, status=200):
    """The page, once it is sure that nothing in it could run."""
    response = client.get(path)
    assert response.status_code == status, path
    assert faults(response.content) == [], path
    return response


def test_the_judge_finds_what_could_run_in_what_comes_as_it_is(payloads):
    assert (
        sum(
            bool(faults(f"<!doctype html><body>{words}</body>".encode("utf-8", "replace")))
            for words in payloads
        )
        > 1100
    )


def test_no_page_of_the_site_holds_anything_that_runs(archive, client):
    rows = list(PublishedArticle.objects.order_by("path").values_list("path", "headline"))
    shown = 0
    for path, headline in rows:
        page = clean(client, path)
        shown += escape(headline) in page.content.decode()
    others = [thing.get_absolute_url() for thing in (*Section.objects.all(), *Author.objects.all()[::10])]
    for path in [*others, "/", "/archive/", "/authors/", "/corrections/", f"{rows[0][0]}history/"]:
        clean(client, path)
    clean(client, "/nowhere/", status=404)

    assert (len(rows), shown) == (2833, 2833)
    assert len(others) > 280


def test_every_feed_stays_well_formed_and_what_it_carries_harmless(archive, client):
    rows = list(PublishedArticle.objects.select_related("section", "partner").all())
    feed = Feed(title="News", home="https://news.example/", address="https://news.example/feed", updated=NOON)
    entries = [entry_of(row) for row in rows]

    documents = {form: WRITERS[form].render(feed, entries) for form in WRITERS}

    assert set(documents) == {"rss", "atom", "json"}
    items = json.loads(documents["json"])["items"]
    assert len(items) == 2833
    for item in items:
        assert faults(f"<body>{item['content_html']}".encode()) == []
    for form in ("rss", "atom"):
        document = documents[form]
        elements = {
            element.tag
            for element in etree.fromstring(
                document.encode() if isinstance(document, str) else document
            ).iter()
        }
        assert not any("xhtml" in tag or "svg" in tag for tag in elements)
        assert len(feedparser.parse(document).entries) == 2833


def test_machines_files_stay_well_formed(archive, client):
    months = etree.fromstring(client.get("/sitemap.xml").content).xpath("//*[local-name()='loc']/text()")
    for path in ["/sitemap.xml", *(address.removeprefix("https://news.example") for address in months)]:
        etree.fromstring(client.get(path).content)
    for form in ("rss", "atom"):
        assert not feedparser.parse(client.get(f"/feed.{form}").content).bozo
    json.loads(client.get("/feed.json").content)

    assert len(months) >= 3


def test_as_the_names_of_the_site_and_of_a_partner(payloads, client):
    payloads = [words.replace("\x00", "") for words in payloads]  # which no form of the desk takes
    for words in payloads[::40]:
        Masthead.objects.update_or_create(
            defaults={
                "name": words[:120],
                "tagline": words[:200],
                "description": words,
                "publisher_name": words[:200],
            }
            | {"corrections_policy": words, "ethics_policy": words}
        )
        raise_edition()
        clean(client, "/corrections/")
    for number, words in enumerate(payloads[5::40]):
        partner = make_partner(
            words[:200], slug=f"p{number}", credit_wording=f"{{name}} {words}"[:200], description=words
        )
        article = make_live_article(partner=partner)
        clean(client, PublishedArticle.objects.get(article=article).path)
        clean(client, partner.get_absolute_url())

    assert Partner.objects.count() == 71


def test_no_page_of_the_desk_holds_anything_that_runs(archive, client):
    client.force_login(make_user("Publisher", is_superuser=True))
    stories = "/admin/articles/article/"
    lists = [f"{stories}?p={page}" for page in range(1, 58)]
    for kind in ("articles/image", "authors/author", "articles/section", "taggit/tag", "redirects/redirect"):
        lists += [f"/admin/{kind}/?p={page}" for page in range(1, 4)]
    for path in lists:
        clean(client, path)
    seen = 0
    for article in Article.objects.order_by("pk")[::80]:
        words = article.headline
        Correction.objects.create(article=article, text=words, dated=NOON)
        edit(
            article, headline=f"{words[:250]} again", standfirst=f"{words} again", body=f"{words}<p>again</p>"
        )
        for page in (
            "change/",
            "preview/2/",
            "revisions/",
            "revisions/2/",
            "do/publish/",
            "do/withdraw/",
            "history/",
        ):
            clean(client, f"{stories}{article.pk}/{page}")
            seen += 1

    assert seen == 7 * 36
