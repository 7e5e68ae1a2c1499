"""Publications as readers and machines get them."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest

from articles.reports import door
from tests.factories import (
    edit,
    make_author,
    make_image,
    make_live_article,
    make_live_report,
    make_partner,
    make_report,
    publish_report_edit,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
ROOT = "/publications/"


def text(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def json_ld(page: str) -> dict:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])


def test_the_page_shows_all_that_is_known(client):
    ana = make_author("Ana Silva")
    make_live_report(
        headline="Straits after the storm",
        slug="straits",
        number="No. 12",
        dated=date(2026, 2, 14),
        summary="Who sails where, and why.",
        body="<h2>In it</h2><p>Tables.</p>",
        by=[ana],
        partner=make_partner("RIAS"),
        issn="2434-561X",
        isbn="9780306406157",
        doi="10.1000/182",
        licence="CC BY 4.0",
        stories=[make_live_article(headline="The ferry story")],
    )

    page = text(client, f"{ROOT}straits/")

    for words in (
        "<h1",
        "Straits after the storm",
        "No. 12",
        "14 February 2026",
        "Who sails where, and why.",
        "<h2>In it</h2>",
        '<a href="/authors/ana-silva/" rel="author">Ana Silva</a>',
        "From our partner RIAS",
        "2434-561X",
        "9780306406157",
        'href="https://doi.org/10.1000/182"',
        "CC BY 4.0",
        "48 pages",
        "234.4\xa0KB",
        'href="/publications/straits/straits.pdf"',
        "The ferry story",
        'alt="Cover of “Straits after the storm”"',
        '<link rel="canonical" href="https://news.example/publications/straits/">',
        '<meta property="og:type" content="article">',
        '<meta property="og:image" content="https://news.example/media/images/cover-',
    ):
        assert words in page, words
    assert "Credit not recorded" not in page


def test_an_own_cover_stands_with_its_credit(client):
    make_live_report(slug="straits", cover=make_image(alt="A lighthouse"))

    page = text(client, f"{ROOT}straits/")

    assert 'alt="A lighthouse"' in page
    assert '<bdi class="credit" data-testid="image-credit">Photograph: Ana Silva</bdi>' in page


@pytest.mark.parametrize(
    ("kind", "type_", "number"),
    [("report", "Report", "reportNumber"), ("special_issue", "PublicationIssue", "issueNumber")],
)
def test_structured_data_names_it_and_its_file(client, kind, type_, number):
    make_live_report(
        slug="straits",
        kind=kind,
        number="No. 12",
        issn="2434-561X",
        doi="10.1000/182",
        by=[make_author("Ana")],
    )

    data = json_ld(text(client, f"{ROOT}straits/"))

    assert data["@type"] == type_
    assert data[number] == "No. 12"
    assert data["author"][0]["name"] == "Ana"
    assert data["encoding"]["contentUrl"] == "https://news.example/publications/straits/straits.pdf"
    assert data["isPartOf"]["issn"] == "2434-561X"
    assert data["sameAs"] == "https://doi.org/10.1000/182"


def test_no_page_speaks_of_publications_where_there_are_none(client):
    make_live_article()

    page = text(client, "/")

    assert 'data-testid="publications"' not in page
    assert ROOT not in page
    assert "publications" not in text(client, "/sitemap.xml")


def test_every_page_has_the_newest_three_in_its_side_column_and_the_way_to_all(client):
    for number in range(1, 5):
        make_live_report(headline=f"Issue {number}", slug=f"issue-{number}", dated=date(2026, 1, number))
    story = make_live_article()

    for path in ("/", story.publications.get().path, "/publications/issue-1/", "/archive/"):
        side = text(client, path).split('data-testid="publications"')[1].split("</section>")[0]
        assert [f"Issue {number}" in side for number in (1, 2, 3, 4)] == [False, True, True, True]
    page = text(client, "/")
    assert page.count('<a href="/publications/">Publications</a>') == 3  # navigation, side column, foot
    assert page.index('data-testid="publications"') < page.index('data-testid="latest"')


def test_the_list_shows_no_cover_twice(client):
    make_live_report(headline="Issue 1", slug="issue-1")
    make_live_article(headline="Ferries wait")

    page = text(client, ROOT)

    assert page.count('href="/publications/issue-1/"') == 1
    assert 'data-testid="publications"' not in page
    side = page.split('class="page__side"')[1]
    assert side.index('data-testid="latest"') < side.index("Ferries wait")


def test_the_list_goes_by_the_date_of_issue_and_turns_its_pages(client):
    for number in range(1, 15):
        make_live_report(headline=f"Issue {number:02}.", dated=date(2026, 1, number))

    first = text(client, ROOT).split("<main")[1].split("</main>")[0]
    older = re.search(r'href="(\?before=[^"]+)"', first)[1]
    second = text(client, ROOT + older).split("<main")[1].split("</main>")[0]

    assert re.findall(r"Issue \d\d\.(?=</a>)", first) == [
        f"Issue {number:02}." for number in range(14, 2, -1)
    ]
    assert re.findall(r"Issue \d\d\.(?=</a>)", second) == ["Issue 02.", "Issue 01."]
    assert client.get(f"{ROOT}?before=nonsense").status_code == 404


def test_a_story_says_what_it_is_part_of_as_long_as_that_is_public(client, clock):
    story = make_live_article()
    report = make_report(headline="Straits", slug="straits", number="No. 12", stories=[story])
    path = story.publications.get().path
    door.publish(report.head, live_from=NOON + HOUR)
    assert "Part of" not in text(client, path)

    clock.move_to(NOON + HOUR)
    assert 'Part of <a href="/publications/straits/">Straits</a>, No. 12' in text(client, path)

    clock.shift(HOUR)
    door.withdraw(report, reason="Over.")
    assert "Part of" not in text(client, path)


def test_only_public_stories_stand_in_it_in_its_order(client):
    first, second = make_live_article(headline="First one"), make_live_article(headline="Second one")
    coming = make_live_article(headline="Coming one", live_from=NOON + HOUR)
    make_live_report(slug="straits", stories=[second, coming, first])

    main = text(client, f"{ROOT}straits/").split("<main")[1].split("</main>")[0]

    assert "Coming one" not in main
    assert main.index("Second one") < main.index("First one")


def test_an_author_of_nothing_else_and_a_partner_have_pages_with_their_publications(client):
    guest, partner = make_author("Guest Hand"), make_partner("RIAS")
    assert client.get("/authors/guest-hand/").status_code == 404

    make_live_report(headline="Straits", by=[guest], partner=partner)

    for path in ("/authors/guest-hand/", "/partners/rias/"):
        assert "Straits" in text(client, path).split("<main")[1].split("</main>")[0]
        assert path in text(client, "/sitemap-sections.xml")
    assert "Guest Hand" in text(client, "/authors/")


def test_a_withdrawn_one_answers_410_with_the_reason(client, clock):
    report = make_live_report(headline="Straits", slug="straits", summary="The old words.")
    clock.shift(HOUR)
    door.withdraw(report, reason="A table was wrong.")

    page = text(client, f"{ROOT}straits/", 410)

    assert "A table was wrong." in page
    assert "This publication has been withdrawn." in page
    assert "The old words." not in page


def test_one_that_moved_leads_on(client, clock):
    report = make_live_report(slug="straits")
    clock.shift(HOUR)
    publish_report_edit(report, slug="straits-and-canals")

    for old, new in (("", ""), ("straits.pdf", "straits-and-canals.pdf")):
        moved = client.get(f"{ROOT}straits/{old}")
        assert (moved.status_code, moved["Location"]) == (301, f"{ROOT}straits-and-canals/{new}")


def test_a_kept_page_follows_the_publication_at_once(client, clock):
    report = make_live_report(headline="Straits", slug="straits")
    assert "Straits" in text(client, "/")

    edit(report, headline="Canals")
    assert "Canals" not in text(client, "/")
    clock.shift(HOUR)
    door.publish(report.head)

    assert "Canals" in text(client, "/")
    assert "Canals" in text(client, f"{ROOT}straits/")


def test_feeds_carry_the_file(client):
    make_live_report(headline="Straits", slug="straits", number="No. 12", body="<p>Tables.</p>")
    address = "https://news.example/publications/straits/straits.pdf"

    rss = ElementTree.fromstring(client.get(f"{ROOT}feed.rss").content)
    atom = ElementTree.fromstring(client.get(f"{ROOT}feed.atom").content)
    feed = client.get(f"{ROOT}feed.json").json()

    assert rss.find("channel/item/title").text == "Straits, No. 12"
    assert rss.find("channel/item/enclosure").attrib == {
        "url": address,
        "length": "240000",
        "type": "application/pdf",
    }
    links = atom.findall("{http://www.w3.org/2005/Atom}entry/{http://www.w3.org/2005/Atom}link")
    assert [link.get("href") for link in links if link.get("rel") == "enclosure"] == [address]
    assert feed["items"][0]["attachments"][0]["url"] == address
    assert "Tables." in feed["items"][0]["content_html"]
    assert "figcaption" not in feed["items"][0]["content_html"]
    assert re.fullmatch(r"tag:news\.example,2026:publication/\d+", feed["items"][0]["id"])


def test_the_sitemap_has_the_list_and_each_with_its_cover(client):
    make_live_report(slug="straits")
    make_live_report(slug="coming", live_from=NOON + HOUR)

    sitemap = text(client, "/sitemap-publications.xml")

    assert "<loc>https://news.example/sitemap-publications.xml</loc>" in text(client, "/sitemap.xml")
    assert "<loc>https://news.example/publications/</loc>" in sitemap
    assert "<loc>https://news.example/publications/straits/</loc>" in sitemap
    assert "<image:loc>https://news.example/media/images/cover-" in sitemap
    assert "coming" not in sitemap
