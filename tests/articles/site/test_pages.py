"""What a reader meets: the front page, a section, an article, and what is no longer there."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.publishing.door import withdraw
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


def text(client, path):
    response = client.get(path)
    assert response.status_code == 200, f"{path} answered {response.status_code}"
    return response.content.decode()


def test_an_empty_newsroom_has_a_front_page(client):
    assert "The first story is being written." in text(client, "/")


def test_a_published_story_is_on_the_front_its_section_its_author_and_its_own_page(client):
    ana = make_author("Ana Silva")
    section = make_section("East Asia")
    article = make_live_article(
        headline="Harbour opens", section=section, by=[ana], partner=make_partner("RIAS"), tags=["Ports"]
    )
    make_article(headline="Secret budget", section=section, by=[ana])

    for path in (
        "/",
        "/east-asia/",
        "/authors/ana-silva/",
        "/tags/ports/",
        "/partners/rias/",
        article.publications.get().path,
    ):
        page = text(client, path)
        assert "Harbour opens" in page
        assert "Secret budget" not in page


def test_a_section_shows_the_stories_of_the_sections_inside_it(client):
    asia = make_section("Asia")
    make_live_article(headline="Harbour opens", section=make_section("East Asia", parent=asia))

    assert "Harbour opens" in text(client, "/asia/")
    assert "Harbour opens" in text(client, "/asia/east-asia/")


def test_a_picture_is_shown_with_its_credit_on_a_card_and_on_the_article(client):
    article = make_live_article(images=[make_image(credit="Kofi Mensah")])

    for path in ("/", article.publications.get().path):
        assert "Photograph: Kofi Mensah" in text(client, path)


def test_older_stories_follow_by_cursor_each_once(client):
    section = make_section("East Asia")
    for number in range(45):
        make_live_article(
            headline=f"Story {number:02}.", section=section, live_from=NOON - timedelta(minutes=number)
        )
    seen, path = [], "/east-asia/"
    while path:
        response = client.get(path)
        seen += [card.headline for card in [response.context["lead"], *response.context["cards"]] if card]
        path = f"/east-asia/{response.context['older']}" if response.context["older"] else ""

    assert seen == [f"Story {number:02}." for number in range(45)]


@pytest.mark.parametrize("cursor", ["x", "../..", "'; --", "A" * 5000, "%00"])
def test_a_cursor_that_is_none_is_a_page_that_does_not_exist(client, cursor):
    make_section("East Asia")

    assert client.get("/east-asia/", {"before": cursor}).status_code == 404


def test_a_withdrawn_story_answers_410_with_the_reason(client, clock):
    article = make_live_article(headline="Forged")
    path = article.publications.get().path
    clock.shift(timedelta(hours=1))
    withdraw(article, reason="The document was not what it seemed.")

    response = client.get(path)

    assert response.status_code == 410
    assert "The document was not what it seemed." in response.content.decode()


def test_a_story_that_moved_is_found_at_its_old_address(client, clock):
    article = make_live_article(slug="harbour")
    clock.shift(timedelta(hours=1))
    publish_edit(article, slug="harbour-opens")

    response = client.get("/2026/03/01/harbour/")

    assert (response.status_code, response["Location"]) == (301, "/2026/03/01/harbour-opens/")


def test_a_scheduled_story_has_no_page_before_its_moment(client, clock):
    article = make_live_article(headline="Budget", live_from=NOON + timedelta(hours=1))
    path = article.publications.get().path

    assert client.get(path).status_code == 404
    clock.move_to(NOON + timedelta(hours=1))
    assert "Budget" in text(client, path)
