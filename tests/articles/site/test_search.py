"""Readers find what is published, by any of its words, and nothing breaks whatever they type."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Revision
from articles.publishing.door import publish, withdraw
from articles.site import pagecache, search_find
from tests.factories import make_author, make_live_article, make_partner, make_section, publish_edit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def page(client, query):
    response = client.get(f"/search/?{query}")
    assert response.status_code == 200
    return response.content.decode()


def found(client, query):
    """The headlines found, in order."""
    return [row.split(">", 1)[1].split("</a>")[0].replace("<mark>", "").replace("</mark>", "")
            for row in page(client, query).split('class="result__headline"')[1:]
            for row in (row.split("<a ", 1)[1],)]  # fmt: skip


def story(headline, days=0, **fields):
    return make_live_article(headline=headline, live_from=NOON - days * DAY, **fields)


@pytest.fixture
def paper():
    """Four stories that share people, sections and topics."""
    asia = make_section("Asia")
    east = make_section("East Asia", parent=asia)
    ana, rias = make_author("Ana Silva"), make_partner("RIAS")
    ana.other_names.create(name="Anna Sylwa")
    story(
        "Ports of the delta",
        1,
        section=east,
        by=[ana],
        body="<p>Ships wait in the harbour.</p>",
        tags=["Trade"],
    )
    story(
        "A summit",
        400,
        section=asia,
        by=[make_author("Bo Ek")],
        body="<p>The ministers waited.</p>",
        partner=rias,
    )
    story("L’économie", 3, section=asia, language="fr", body="<p>Les élections nationales.</p>")
    story("北京的港口", 4, section=east, language="zh-Hans", body="<p>新的港口已经开放。</p>")


@pytest.mark.parametrize(
    ("typed", "headlines"),
    [
        ("ships", ["Ports of the delta"]),
        ("SHIP", ["Ports of the delta"]),
        ("waiting", ["Ports of the delta", "A summit"]),
        ('"the delta"', ["Ports of the delta"]),
        ('"delta the"', []),
        ("waiting -harbour", ["A summit"]),
        ("economie elections", ["L’économie"]),
        ("Élection", ["L’économie"]),
        ("港口", ["北京的港口"]),
        ("港", ["北京的港口"]),
        ("口港", []),
        ("ana silva", ["Ports of the delta"]),
        ("sylwa", ["Ports of the delta"]),
        ("trade", ["Ports of the delta"]),
        ("rias", ["A summit"]),
        ("east asia", ["Ports of the delta", "北京的港口"]),
        ("delt*", ["Ports of the delta"]),
        ("nowhere", []),
    ],
)
def test_a_story_is_found_by_its_words_and_by_the_names_it_stands_under(client, paper, typed, headlines):
    assert found(client, f"q={quote(typed)}") == headlines


def test_a_word_in_the_headline_weighs_more_and_the_newer_of_two_comes_first(client):
    story("Nothing", 0, body="<p>A pier.</p>")
    story("Old pier", 900)
    story("New pier", 10)

    assert found(client, "q=pier") == ["New pier", "Old pier", "Nothing"]
    assert found(client, "q=pier&sort=date") == ["Nothing", "New pier", "Old pier"]


def test_of_many_the_older_with_the_word_in_the_headline_are_ranked_too(client, monkeypatch):
    monkeypatch.setattr(search_find, "BOUND", 3)
    story("Old pier", 900)
    for number in range(5):
        story(f"Story {number}", number, body="<p>A pier.</p>")

    assert found(client, "q=pier")[0] == "Old pier"
    assert "3+ stories" in page(client, "q=pier")
    assert "newest first</a>" in page(client, "q=pier")


def test_a_search_is_narrowed_by_section_author_topic_partner_and_day(client, paper):
    assert found(client, "q=wait&section=asia/east-asia") == ["Ports of the delta"]
    assert found(client, "q=wait&author=bo-ek") == ["A summit"]
    assert found(client, "q=wait&tag=trade") == ["Ports of the delta"]
    assert found(client, "q=wait&partner=rias") == ["A summit"]
    assert found(client, "q=wait&from=2026-02-28") == ["Ports of the delta"]
    assert found(client, "q=wait&to=2026-02-27") == ["A summit"]
    assert found(client, "section=asia/east-asia") == ["Ports of the delta", "北京的港口"]
    assert found(client, "q=wait&section=asia") == ["Ports of the delta", "A summit"]
    assert "We know no author" in page(client, "q=wait&author=nobody")


def test_what_narrows_is_counted(client, paper):
    html = page(client, "q=wait")

    for label, count in [("Asia", 2), ("East Asia", 1), ("Ana Silva", 1), ("2026", 1), ("2025", 1)]:
        assert f'{label} <span class="facet__count">{count}</span>' in html
    assert "?q=wait&amp;section=asia%2Feast-asia" in html


@pytest.mark.parametrize("sort", ["relevance", "date"])
def test_every_story_is_on_one_of_the_pages_and_on_one_alone(client, sort):
    for number in range(45):
        story(f"Pier {number}", number % 7, slug=f"pier-{number}")
    query, headlines = f"q=pier&sort={sort}", []
    while query:
        headlines += found(client, query)
        more = page(client, query).partition('pages__older" href="?')[2]
        query = more.partition('"')[0].replace("&amp;", "&")

    assert sorted(headlines) == sorted(f"Pier {number}" for number in range(45))


def test_the_words_found_are_marked_in_a_passage_of_the_body(client):
    filler = "<p>" + "Nothing to see. " * 60 + "</p>"
    story("A summit", body=f"{filler}<p>The <b>élections</b> &amp; the &lt;coup&gt; of the year.</p>{filler}")

    html = page(client, "q=election+coup")

    assert "The <mark>élections</mark> &amp; the &lt;<mark>coup</mark>&gt; of the year." in html
    assert len(html.split('class="result__words"')[1].split("</p>")[0]) < 500


def test_a_picture_whose_rights_may_end_is_not_searched(client):
    story("A summit", body='<p>Words.</p><figure data-image="7"><figcaption>Secretly</figcaption></figure>')

    assert found(client, "q=words") == ["A summit"]
    assert found(client, "q=secretly") == []


def test_a_story_is_found_from_the_second_it_goes_live_until_the_second_it_ends(client, clock):
    article = story("Pier", 1)
    publish_edit(article, headline="Quay", live_from=NOON + DAY)
    withdraw(article, reason="Forged.", at=NOON + 2 * DAY)
    seen = []
    for moment in (0 * DAY, DAY - timedelta(seconds=1), DAY, 2 * DAY - timedelta(seconds=1), 2 * DAY):
        clock.move_to(NOON + moment)
        seen.append(found(client, "q=pier") + found(client, "q=quay"))

    assert seen == [["Pier"], ["Pier"], ["Quay"], ["Quay"], []]


def test_an_old_revision_published_again_is_found_by_its_words(client, clock):
    article = story("Pier", 1)
    publish_edit(article, headline="Quay")
    clock.shift(DAY)
    publish(Revision.objects.get(article=article, number=1))

    assert (found(client, "q=pier"), found(client, "q=quay")) == (["Pier"], [])


def test_the_page_is_for_readers_and_not_for_search_engines(client):
    response = client.get("/search/?q=x")

    assert '<meta name="robots" content="noindex, follow">' in response.content.decode()
    assert '<link rel="canonical" href="https://news.example/search/">' in response.content.decode()


@pytest.mark.parametrize(
    "query",
    ["", "q=", "q=a", "q=" + "x" * 10_000, "q=%22", "q=-a", "q=%00", "q=AND+OR+NOT", "cursor=1", "q=a&cursor=9-x",
     "q=a&cursor=99999-99999999999999999999", "q=a&cursor=0-9223372036854775807", "q=a&from=0001-01-01",
     "q=a&to=9999-12-31", "sort=up&q=a", "q=%ed%a0%80", "q=*", "q=a&section=%00", "from=2026-13-45"],
)  # fmt: skip
def test_any_address_answers_a_page(client, query):
    story("A pier")

    assert "<main" in page(client, query)


def test_the_naughty_strings_answer_pages(client):
    if not os.environ.get("CORPORA"):
        pytest.skip("CORPORA is not set: NOT checked against hostile strings")
    strings = json.loads((Path(os.environ["CORPORA"]) / "strings" / "blns.json").read_text("utf-8"))
    for typed in strings:
        story_words = page(client, f"q={quote(typed.encode(errors='replace'))}")
        assert (
            client.get("/search/suggest/", {"q": typed.encode(errors="replace").decode()}).status_code == 200
        )
        assert "<script>" not in story_words.partition("<main")[2]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    typed=st.text(
        alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("\"'-*():^ ~|&!<>\\")), max_size=40
    )
)
def test_the_database_understands_any_query(client, typed):
    page(client, f"q={quote(typed)}&section=")


def test_names_and_headlines_are_suggested_by_their_first_letters(client, paper):
    def suggested(typed):
        answer = client.get("/search/suggest/", {"q": typed}).json()["suggestions"]
        return [(each["kind"], each["label"]) for each in answer]

    assert suggested("eas") == [("Section", "East Asia")]
    assert suggested("an si") == [("Author", "Ana Silva")]
    assert suggested("tra") == [("Topic", "Trade")]
    assert suggested("por del") == [("Story", "Ports of the delta")]
    assert suggested("北京") == [("Story", "北京的港口")]
    assert suggested("harb") == suggested("") == suggested("*") == []


def test_nothing_is_suggested_before_its_time(client, clock):
    story("Pier opens", -1)
    assert client.get("/search/suggest/?q=pie").json() == {"suggestions": []}

    clock.move_to(NOON + DAY)

    assert len(client.get("/search/suggest/?q=pie").json()["suggestions"]) == 1


def test_searches_drive_nothing_but_searches_out_of_the_page_cache(client, monkeypatch):
    monkeypatch.setattr(pagecache.searches, "most", 3)
    story("A pier")
    for number in range(9):
        client.get(f"/search/?q=pier{number}")

    assert len(pagecache.searches.pages) == 3
    assert client.get("/search/?q=pier8").headers["Cache-Control"].startswith("public")


def test_browsers_are_told_how_to_search(client):
    description = client.get("/opensearch.xml")

    assert description["Content-Type"].startswith("application/opensearchdescription+xml")
    assert 'template="https://news.example/search/?q={searchTerms}"' in description.content.decode()
    front = client.get("/").content.decode()
    assert 'href="/opensearch.xml"' in front
    assert '"urlTemplate": "https://news.example/search/?q={search_term_string}"' in front
