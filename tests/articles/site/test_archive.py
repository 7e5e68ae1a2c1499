"""The archive finds a story by everything it is listed under, and answers nonsense with a form."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.factories import make_author, make_live_article, make_partner, make_section

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def stories():
    """Six stories, one a day, that share lists in every combination."""
    asia, europe = make_section("Asia"), make_section("Europe")
    east = make_section("East Asia", parent=asia)
    ana, bo, rias = make_author("Ana Silva"), make_author("Bo Ek"), make_partner("RIAS")
    for number, (section, by, tags, partner) in enumerate(
        [
            (east, [ana], ["Ports"], rias),
            (east, [bo], ["Ports"], None),
            (asia, [ana, bo], [], rias),
            (europe, [ana], ["Ports"], None),
            (europe, [bo], ["Trade"], rias),
            (europe, [ana], ["Ports", "Trade"], None),
        ]
    ):
        make_live_article(
            headline=f"Story {number}.",
            section=section,
            by=by,
            tags=tags,
            partner=partner,
            live_from=NOON - timedelta(days=number),
        )


def found(client, query=""):
    response = client.get(f"/archive/?{query}")
    assert response.status_code == 200
    return "".join(row.headline[6] for row in response.context["cards"])


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", "012345"),
        ("section=asia", "012"),
        ("section=asia/east-asia", "01"),
        ("section=east-asia", "01"),
        ("author=ana-silva", "0235"),
        ("author=Ana+Silva", "0235"),
        ("tag=ports", "0135"),
        ("tag=Ports&author=ana-silva", "035"),
        ("partner=rias&author=bo-ek", "24"),
        ("section=europe&tag=trade&partner=rias&author=bo-ek", "4"),
        ("section=asia&tag=trade", ""),
        ("from=2026-02-27&to=2026-02-28", "12"),
        ("from=2026-03-01", "0"),
        ("to=2026-02-25", "45"),
        ("section=&author=&tag=&partner=&from=&to=", "012345"),
        ("utm_source=letter", "012345"),
    ],
)
def test_each_filter_narrows_and_all_of_them_together(client, stories, query, numbers):
    assert found(client, query) == numbers


def test_a_day_is_that_of_the_sites_time_zone(client):
    make_live_article(
        headline="Story 1.", live_from=datetime(2026, 2, 27, 16, 0, tzinfo=UTC)
    )  # midnight in Singapore

    assert found(client, "from=2026-02-28") == "1"
    assert found(client, "to=2026-02-27") == ""


def test_older_pages_keep_what_was_asked_and_show_each_story_once(client):
    ana, section = make_author("Ana Silva"), make_section("Asia")
    for number in range(45):
        make_live_article(
            headline=f"{number:02}", section=section, by=[ana], live_from=NOON - timedelta(hours=number)
        )
    seen, query = [], "?author=ana-silva&section=asia"
    while query:
        response = client.get(f"/archive/{query}")
        seen += [row.headline for row in response.context["cards"]]
        query = response.context["older"]

    assert seen == [f"{number:02}" for number in range(45)]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("from=yesterday", "Enter a valid date."),
        ("to=9999-12-31", "Give a year of four digits."),
        ("from=0001-01-01", "Give a year of four digits."),
        ("section=atlantis", "We have no such section."),
        ("author=nobody", "We know no author of that name."),
        ("tag=none", "We have no such topic."),
        ("partner=none", "We know no partner of that name."),
        ("before=rubbish", "That page of the archive does not exist."),
        (f"author={'x' * 3000}", "at most 200 characters"),
        ("tag=%00", "Null characters are not allowed."),
        ("from=2026-03-02&to=2026-03-01", "No story fits."),
    ],
)
def test_what_cannot_be_is_answered_with_plain_words_beside_the_form(client, stories, query, words):
    response = client.get(f"/archive/?{query}")

    assert response.status_code == 200
    assert words in response.content.decode()
    assert list(response.context["cards"]) == []


@pytest.mark.parametrize(
    ("asked", "shown"), [("2026-03-01", 'value="2026-03-01"'), ("yesterday", ""), ("2026-13-01", "")]
)
def test_a_field_for_a_day_shows_a_day_or_nothing(client, asked, shown):
    page = client.get("/archive/", {"from": asked}).content.decode()

    (field,) = re.findall(r'<input type="date" name="from"[^>]*>', page)
    assert "".join(re.findall(r'value="[^"]*"', field)) == shown
