"""What the front page leads with, how its packages stand, and who is among the authors."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.models import Pin
from articles.publishing.edition import raise_edition
from tests.factories import make_article, make_author, make_live_article, make_section

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def front(client):
    context = client.get("/").context
    groups = {
        group["section"].name: [card.headline for card in group["cards"]] for group in context["packages"]
    }
    return context["lead"].headline, groups


def test_packages_stand_in_the_order_of_the_navigation_with_four_stories_at_most(client):
    late, early = make_section("Late", position=2), make_section("Early", position=1)
    for number in range(6):
        make_live_article(headline=f"L{number}", section=late, live_from=NOON - timedelta(minutes=number))
        make_live_article(
            headline=f"E{number}", section=early, live_from=NOON - timedelta(hours=1, minutes=number)
        )

    lead, groups = front(client)

    assert lead == "L0"
    assert list(groups) == ["Early", "Late"]
    assert groups["Late"] == ["L1", "L2", "L3", "L4"]


def test_a_pinned_story_leads_and_stands_nowhere_twice(client):
    asia = make_section("Asia")
    articles = [
        make_live_article(headline=f"S{number}", section=asia, live_from=NOON - timedelta(hours=number))
        for number in range(4)
    ]
    Pin.objects.create(article=articles[2], position=1)
    raise_edition()

    lead, groups = front(client)

    assert (lead, groups) == ("S2", {"Asia": ["S0", "S1", "S3"]})


def test_a_pin_on_a_story_that_is_not_live_shows_nothing(client):
    make_live_article(headline="Live")
    Pin.objects.create(article=make_article(headline="Draft"), position=1)

    assert front(client) == ("Live", {})


def test_the_stories_that_follow_are_the_next_older_of_the_section_and_the_page_says_which_is_next(client):
    asia, other = make_section("Asia"), make_section("Other")
    for number in range(5):
        make_live_article(slug=f"s{number}", section=asia, live_from=NOON - timedelta(minutes=number))
        make_live_article(section=other, live_from=NOON - timedelta(minutes=number))

    response = client.get("/2026/03/01/s1/")

    assert [row.path for row in response.context["next_stories"]] == [f"/2026/03/01/s{n}/" for n in (2, 3, 4)]
    assert 'data-next="/2026/03/01/s2/"' in response.content.decode()


def test_authors_stand_under_the_letter_of_their_sort_name_and_only_those_who_wrote_something_live(client):
    for name, sort in (("Ana Élan", "Élan, Ana"), ("Bo Ek", "Ek, Bo"), ("Ai Weiwei", ""), ("50 Hertz", "")):
        make_live_article(by=[make_author(name, sort_name=sort)])
    make_author("Idle Pen")
    make_article(by=[make_author("Draft Only")])

    letters = client.get("/authors/").context["letters"]

    assert [(group["letter"], [author.name for author in group["authors"]]) for group in letters] == [
        ("A", ["Ai Weiwei"]),
        ("E", ["Bo Ek", "Ana Élan"]),
        ("#", ["50 Hertz"]),
    ]


def test_staff_have_their_page_from_the_first_day_and_guests_with_their_first_story(client):
    make_author("Staff Pen", kind="staff")
    make_author("Guest Pen")

    assert client.get("/authors/staff-pen/").status_code == 200
    assert client.get("/authors/guest-pen/").status_code == 404


def test_corrections_are_listed_with_their_story(client):
    from articles.models import Correction
    from tests.factories import publish_edit

    article = make_article(headline="Count", section=make_section())
    Correction.objects.create(article=article, text="It was nine.", dated=NOON)
    publish_edit(article)
    make_live_article(headline="Right")

    page = client.get("/corrections/").content.decode().partition("<main")[2].partition("</main>")[0]

    assert "It was nine." in page
    assert "Count" in page
    assert "Right" not in page


def test_the_navigation_marks_where_the_reader_is(client):
    asia = make_section("Asia")
    make_live_article(section=make_section("East Asia", parent=asia), slug="x")

    assert '<a href="/asia/" aria-current="true">Asia</a>' in client.get("/asia/east-asia/").content.decode()
    assert '<a href="/asia/" aria-current="page">Asia</a>' in client.get("/asia/").content.decode()
    assert '<a href="/asia/" aria-current="true">Asia</a>' in client.get("/2026/03/01/x/").content.decode()


def test_readers_can_connect_before_anyone_has_entered_a_network(client):
    page = client.get("/").content.decode()

    assert 'data-testid="connect"' in page
    assert '<a href="/feed.rss">' in page
