"""The list of stories: what it shows, whom it shows it to, and that it costs the same with one and with twenty."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.desk import search
from articles.desk.search import holding
from articles.models import Article, Pin, State
from articles.publishing.door import withdraw
from articles.publishing.edition import current
from articles.publishing.revisions import record
from tests.articles.desk.form_data import address
from tests.factories import (
    edit,
    make_article,
    make_author,
    make_image,
    make_live_article,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"


def log_in(client, role):
    user = make_user(role)
    client.force_login(user)
    return user


def shown(client, **query):
    return sorted(story.headline for story in client.get(LIST, query).context["cl"].result_list)


def stories(count):
    for _ in range(count):
        make_live_article(
            by=[make_author(), make_author()], images=[make_image()], section=make_section(), tags=["trade"]
        )


def queries(client):
    with CaptureQueriesContext(connection) as captured:
        client.get(LIST)
    return len(captured)


def test_the_list_costs_the_same_with_one_story_and_with_twenty(client):
    log_in(client, "Publisher")
    stories(1)
    client.get(LIST)
    one = queries(client)

    stories(19)

    assert queries(client) == one
    assert one <= 12


def test_each_state_is_found_by_its_filter(client):
    log_in(client, "Editor")
    now = timezone.now()
    make_article(headline="a draft")
    make_article(headline="in review", status="in_review")
    make_live_article(headline="live", live_from=now - timedelta(hours=1))
    make_live_article(headline="scheduled", live_from=now + timedelta(hours=1))

    withdraw(make_live_article(headline="withdrawn", live_from=now - timedelta(hours=1)), reason="Wrong.")
    over = make_live_article(headline="over", live_from=now - timedelta(hours=1))
    with time_machine.travel(now - timedelta(minutes=30), tick=False):
        withdraw(over, reason="The licence ended.", at=now - timedelta(minutes=10))

    found = {state: shown(client, state=state) for state in State.values if state != "approved"}

    assert found == {
        "draft": ["a draft"],
        "in_review": ["in review"],
        "live": ["live"],
        "scheduled": ["scheduled"],
        "withdrawn": ["over", "withdrawn"],
    }
    for state in State:
        in_step = {story.headline for story in Article.objects.all() if story.state_at(now) == state}
        assert set(shown(client, state=state)) == in_step


def test_a_section_holds_the_sections_inside_it(client):
    log_in(client, "Editor")
    asia = make_section("Asia")
    make_article(headline="in Asia", section=asia)
    make_article(headline="in Trade", section=make_section("Trade", parent=asia))
    make_article(headline="elsewhere", section=make_section("Africa"))

    assert shown(client, section=asia.pk) == ["in Asia", "in Trade"]


def test_flagged_stories_are_found(client):
    log_in(client, "Editor")
    make_article(headline="complete")
    make_article(headline="no credit", marks=["credit"])
    make_article(headline="changed", source_changed_at=timezone.now())

    assert shown(client, flag="any") == ["changed", "no credit"]
    assert shown(client, flag="marks") == ["no credit"]
    assert shown(client, flag="source") == ["changed"]


def test_a_search_finds_headlines_and_bylines(client):
    log_in(client, "Editor")
    make_article(headline="Harbour opens", slug="harbour-opens", by=[make_author("Ana Silva")])
    make_article(headline="Count ends", slug="count-ends", by=[make_author("Paul Wang")])

    assert shown(client, q="harb") == ["Harbour opens"]
    assert shown(client, q="wang") == ["Count ends"]
    assert shown(client, q="silva harbour") == ["Harbour opens"]
    assert shown(client, q="silva count") == []


def test_a_contributors_list_holds_their_own_stories(client):
    user = log_in(client, "Contributor")
    make_article(headline="mine", created_by=user)
    make_article(headline="another's", created_by=make_user("Editor"))

    assert shown(client) == ["mine"]


def test_counting_stops_some_pages_ahead(client):
    log_in(client, "Editor")
    Article.objects.bulk_create(Article(headline=f"{number}") for number in range(601))

    page = client.get(LIST)

    assert page.context["cl"].result_count == 550
    assert "more than 550 stories" in page.content.decode()
    assert len(client.get(LIST, {"p": 13}).context["cl"].result_list) == 1


def test_an_author_is_found_under_another_spelling_and_a_name_without_a_page_too(client):
    log_in(client, "Editor")
    author = make_author("Yang Yizhong")
    author.other_names.create(name="Young Yi-chung")
    make_article(headline="by Yang", by=[author])
    guest = make_article(headline="by a guest")
    guest.bylines.create(name="María Núñez")
    record(guest)

    assert shown(client, q="young") == ["by Yang"]
    assert shown(client, q="María") == ["by a guest"]


def test_of_the_stories_that_hold_a_word_the_newest_are_listed(client, monkeypatch):
    monkeypatch.setattr(search, "FEW", 2)
    log_in(client, "Editor")
    author = make_author("Ana Silva")
    for number in range(3):
        make_article(headline=f"Harbour {number}", by=[author])
    make_article(headline="Count ends")

    assert shown(client, q="harbour") == shown(client, q="silva") == ["Harbour 1", "Harbour 2"]


def test_a_word_is_found_in_any_script():
    article = make_article(headline="港口开放")

    assert list(Article.objects.filter(holding("港口"))) == [article]


def test_the_body_of_a_draft_is_searched_in_phrases_and_without_words(client):
    log_in(client, "Editor")
    make_article(headline="One", body="<p>The ports of the delta are closing.</p>")
    make_article(headline="Two", body="<p>The delta has ports.</p>")

    assert shown(client, q="port") == ["One", "Two"]
    assert shown(client, q='"ports of the delta"') == ["One"]
    assert shown(client, q="delta -closed") == ["Two"]


def test_a_live_story_is_searched_by_what_its_working_copy_says(client):
    log_in(client, "Editor")
    story = make_live_article(headline="Harbour opens")
    edit(story, headline="Pier opens")
    withdrawn = make_live_article(headline="Pier burns")
    withdraw(withdrawn, reason="Wrong.")

    assert shown(client, q="harbour") == []
    assert shown(client, q="pier") == ["Pier burns", "Pier opens"]


def test_a_story_is_found_by_its_address(client):
    log_in(client, "Editor")
    make_article(headline="Harbour", slug="of-another-name")

    assert shown(client, q="https://news.example/2026/03/01/of-another-name/") == ["Harbour"]


def test_the_first_page_tells_what_waits(client):
    log_in(client, "Publisher")
    make_article(headline="Waits for review", status="in_review")
    make_live_article(headline="Comes tomorrow", live_from=timezone.now() + timedelta(days=1))
    make_article(headline="Lacks a credit", marks=["credit"])

    page = client.get("/admin/").content.decode()

    assert all(words in page for words in ("Waits for review", "Comes tomorrow", "Lacks a credit"))


def pin_data(article, **changes):
    data = {"list": "front", "position": 1, "article": article.pk, "live_until_0": "", "live_until_1": ""}
    moment = timezone.localtime() - timedelta(minutes=5)
    return data | {"live_from_0": f"{moment:%Y-%m-%d}", "live_from_1": f"{moment:%H:%M:%S}"} | changes


def test_a_pin_raises_the_edition_when_it_comes_and_when_it_goes(client):
    log_in(client, "Publisher")
    article = make_live_article()
    before = current().number

    client.post("/admin/articles/pin/add/", pin_data(article))
    pin = Pin.objects.get()
    placed = current().number
    client.post(f"/admin/articles/pin/{pin.pk}/delete/", {"post": "yes"})

    assert before < placed < current().number
    assert not Pin.objects.exists()


@pytest.mark.parametrize("role", ["Contributor", "Editor"])
def test_only_who_curates_pins(client, role):
    log_in(client, role)

    assert client.post("/admin/articles/pin/add/", pin_data(make_live_article())).status_code == 403


def test_a_saved_filter_of_rubbish_is_no_error(client):
    log_in(client, "Editor")
    make_article(headline="one")

    assert shown(client, section="x", state="nonsense", flag="?") == ["one"]
    assert client.get(address("changelist"), {"p": "x"}).status_code in (200, 302)
