"""A section page has a place for everything that stands on the page Newsroom was conceived from."""

import json
import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.core.management import call_command

from articles.models import PublishedArticle, ReadCount
from tests.factories import make_author, make_live_report
from tests.pictures import picture_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NOON = datetime(2021, 10, 22, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
PAGE = "/east-asia/"
STANDFIRST = "What the harbours of the strait have learnt from eleven days without a ferry, and what they have not learnt at all."


def story(number: int, **fields) -> dict:
    """A line of the archive: like those of the page, in words of our own."""
    return {
        "source": "archive",
        "source_id": f"story-{number}",
        "status": "published",
        "headline": f"Ferries of the strait, part {number}",
        "section": "East Asia",
        "section_kind": "region",
        "published_at": (NOON - number * 26 * HOUR).isoformat(),
        "byline_text": "Authors: Ana Silva & Bo Lindqvist",
        "standfirst": STANDFIRST,
        "body_html": "<p>The boats lie still.</p><h2>What changed overnight</h2><p>A notice.</p>"
        "<h2>Who pays</h2><p>The islands.</p>",
    } | fields


@pytest.fixture
def archive(tmp_path):
    (tmp_path / "pier.jpg").write_bytes(picture_file(size=(640, 400)))
    picture = {"file": "pier.jpg", "credit_line": "Image credit: Cai Wen", "credit": "Cai Wen"}
    lines = [
        story(1, lead_image=picture),
        story(2, partner="RIAS", partner_url="https://rias.example/"),
        *(story(number) for number in range(3, 6)),
    ]
    path = tmp_path / "archive.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return path


def imported(client, path) -> str:
    """The section's page, once the file is in, something was read and a publication has come out."""
    call_command("import_articles", str(path), verbosity=0)
    number = (
        PublishedArticle.objects.live(NOON)
        .order_by("-published_at")
        .values_list("article_id", flat=True)
        .first()
    )
    ReadCount.objects.create(article_id=number, hour=NOON - HOUR, count=7)
    make_live_report(headline="The Strait Report", number="No. 12", by=[make_author()])
    response = client.get(PAGE)
    assert response.status_code == 200
    return response.content.decode()


def marked(page: str, name: str) -> list[str]:
    """What stands in each element of that name, up to its end, as text."""
    found = re.findall(rf'<(\w+)[^>]*data-testid="{name}"[^>]*>(.*?)</\1>', page, re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", inner)).split()) for _, inner in found]


# The elements in the order in which they stand on the page, and those of its side column. What each must say is for the
# words that are imported below; the page of other people's words is only asked to have it.
ELEMENTS = {
    "connect": "Connect with us",
    "section-label": "East Asia",
    "published": "Published on 21 October 2021",
    "byline": "By Ana Silva and Bo Lindqvist",
    "image-credit": "Image credit: Cai Wen",
    "partner-credit": "From our partner RIAS",
    "continue-reading": "Continue reading : Ferries of the strait, part 1",
    "comments": "Comment on Ferries of the strait, part 1",
    "publications": "The Strait Report",
    "latest": "Ferries of the strait, part 1",
    "trending": "Ferries of the strait, part 1",
}


@pytest.mark.parametrize("name", ELEMENTS)
def test_a_section_page_shows_every_element(client, archive, name):
    page = imported(client, archive)

    assert any(ELEMENTS[name] in words for words in marked(page, name)), marked(page, name)


def test_its_stories_have_headline_subheads_and_the_opening_words(client, archive):
    page = imported(client, archive)
    main = page.split("<main")[1].split("</main>")[0]

    assert re.search(r"<h2[^>]*>\s*<a[^>]*>Ferries of the strait, part 1</a>", main)
    assert re.findall(r"<li><h3>([^<]+)</h3></li>", main) == ["What changed overnight", "Who pays"]
    assert STANDFIRST in main


def test_latest_tells_section_relative_time_headline_and_a_teaser_that_is_cut(client, archive):
    page = imported(client, archive)
    first = page.split('data-testid="latest"')[1].split("</li>")[0]

    assert ">East Asia</a>" in first
    assert re.search(r"<time [^>]*>(?:yesterday|1 day ago|26 hours ago)</time>", first, re.IGNORECASE), first
    assert "Ferries of the strait, part 1" in first
    assert re.search(r'<p class="latest__teaser">What the harbours[^<]*…</p>', first)


def test_the_side_column_goes_publications_latest_trending(client, archive):
    page = imported(client, archive)
    places = [page.index(f'data-testid="{name}"') for name in ("publications", "latest", "trending")]

    assert places == sorted(places)


def test_the_page_itself_with_its_own_words(client, corpora):
    """The real material, where it lies beside the corpora."""
    path = corpora.parent / "seeds" / "east-asia.jsonl"
    if not path.is_file():
        pytest.skip("NOT CHECKED AGAINST REAL MATERIAL: the page's own words are not there")

    page = imported(client, path)

    assert [name for name in ELEMENTS if not marked(page, name)] == []
    main = page.split("<main")[1].split("</main>")[0]
    assert main.count('data-testid="continue-reading"') >= 4
    assert "From our partner RIAC" in marked(page, "partner-credit")
