"""Structured data has the shape that schema.org gives and can't end the element it stands in."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from articles.models import Correction
from newsroom.masthead.models import Masthead, PolicyLink
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


SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def data(client, path):
    return json.loads(SCRIPT.search(client.get(path).content.decode())[1])


def test_a_story_names_its_authors_publisher_pictures_and_dates(client):
    masthead = Masthead.objects.create(name="The Strait", publisher_name="Strait Society")
    PolicyLink.objects.create(masthead=masthead, label="Ethics", url="/about/ethics/", kind="ethics")
    PolicyLink.objects.create(
        masthead=masthead, label="Corrections", url="/about/errors/", kind="corrections"
    )
    ana = make_author("Ana Silva", orcid="0000-0002-1825-0097")
    picture = make_image(credit="Kofi Mensah", photographer="Kofi Mensah", holder="Kofi Mensah / AFP")
    make_live_article(headline="Harbour", slug="x", by=[ana], images=[picture], section=make_section("Asia"))

    story = data(client, "/2026/03/01/x/")

    assert story["@context"] == "https://schema.org"
    assert story["@type"] == "NewsArticle"
    assert (story["headline"], story["articleSection"], story["inLanguage"]) == ("Harbour", "Asia", "en-gb")
    assert story["datePublished"] == story["dateModified"] == "2026-03-01T12:00:00Z"
    assert story["author"] == [
        {
            "@type": "Person",
            "name": "Ana Silva",
            "url": "https://news.example/authors/ana-silva/",
            "sameAs": ["https://orcid.org/0000-0002-1825-0097"],
        }
    ]
    publisher = story["publisher"]
    assert (publisher["@type"], publisher["name"]) == ("NewsMediaOrganization", "Strait Society")
    assert publisher["correctionsPolicy"] == "https://news.example/about/errors/"
    assert publisher["publishingPrinciples"] == "https://news.example/about/ethics/"
    (image,) = story["image"]
    assert image["creditText"] == "Photograph: Kofi Mensah"
    assert image["creator"] == {"@type": "Person", "name": "Kofi Mensah"}
    assert image["copyrightNotice"] == "Kofi Mensah / AFP"


def test_a_partners_story_is_based_on_the_original_which_is_canonical(client):
    rias = make_partner("RIAS", url="https://rias.example/")
    make_live_article(slug="x", partner=rias, source_url="https://rias.example/count")

    story = data(client, "/2026/03/01/x/")

    assert story["isBasedOn"] == story["mainEntityOfPage"] == "https://rias.example/count"
    assert story["sourceOrganization"]["name"] == "RIAS"
    assert (
        '<link rel="canonical" href="https://rias.example/count">'
        in client.get("/2026/03/01/x/").content.decode()
    )


def test_a_correction_is_told(client):
    article = make_article(slug="x", section=make_section())
    Correction.objects.create(article=article, text="It was nine.", dated=NOON)
    publish_edit(article)

    assert data(client, "/2026/03/01/x/")["correction"] == [
        {"@type": "CorrectionComment", "text": "It was nine.", "datePublished": "2026-03-01T12:00:00Z"}
    ]


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--<script>", "\u2028&\u2029"])
def test_no_text_can_leave_the_script_element(client, text):
    make_live_article(slug="x", headline=text)

    page = client.get("/2026/03/01/x/").content.decode()

    assert data(client, "/2026/03/01/x/")["headline"] == text
    assert text not in SCRIPT.search(page)[0]


def test_people_and_sections_are_described(client):
    asia = make_section("Asia")
    make_live_article(
        section=make_section("East Asia", parent=asia), by=[make_author("Ana Silva", title="Editor")]
    )

    profile = data(client, "/authors/ana-silva/")
    page, trail = data(client, "/asia/east-asia/")["@graph"]

    assert (profile["@type"], profile["mainEntity"]["jobTitle"]) == ("ProfilePage", "Editor")
    assert page["@type"] == "CollectionPage"
    assert [step["name"] for step in trail["itemListElement"]] == ["Newsroom", "Asia", "East Asia"]


def test_open_graph_shows_the_lead_picture_and_the_dates(client, clock):
    article = make_live_article(slug="x", images=[make_image(alt="Cranes")], tags=["Ports"])
    clock.shift(timedelta(hours=1))
    publish_edit(article, headline="New")

    page = client.get("/2026/03/01/x/").content.decode()

    for expected in (
        '<meta property="og:type" content="article">',
        '<meta property="og:image:alt" content="Cranes">',
        '<meta property="article:published_time" content="2026-03-01T12:00:00+00:00">',
        '<meta property="article:modified_time" content="2026-03-01T13:00:00+00:00">',
        '<meta property="article:tag" content="Ports">',
    ):
        assert expected in page
