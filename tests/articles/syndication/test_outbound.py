"""What one partner gets: our own stories in full, nothing that is not ours to give, and word of what was withdrawn."""

import json
from datetime import UTC, date, datetime, timedelta

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.publishing.door import withdraw
from tests.factories import make_image, make_live_article, make_partner, publish_edit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def partner():
    return make_partner("Harbour Review", may_republish=True, window_days=7)


def entries(client, partner, form="rss"):
    response = client.get(f"/syndication/{partner.token}/feed.{form}")
    assert response.status_code == 200
    return feedparser.parse(response.content).entries


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_our_own_stories_go_out_in_full_and_other_partners_do_not(client, partner, form):
    make_live_article(headline="Ours", body="<p>All of our words.</p>")
    make_live_article(headline="Theirs", partner=make_partner())

    (entry,) = entries(client, partner, form)

    assert entry.title == "Ours"
    assert "All of our words." in entry.content[0].value


def test_the_json_feed_says_the_same(client, partner):
    make_live_article(headline="Ours")

    document = json.loads(client.get(f"/syndication/{partner.token}/feed.json").content)

    assert [item["title"] for item in document["items"]] == ["Ours"]


def test_a_picture_whose_rights_forbid_it_stays_here(client, partner):
    ours, theirs = make_image(credit="Ana"), make_image(credit="Agency", may_syndicate=False)
    body = f'<p>Words.</p><figure data-image="{theirs.pk}"><img src="/x.webp" alt=""></figure>'
    make_live_article(images=[ours, theirs], body=body)

    response = client.get(f"/syndication/{partner.token}/feed.rss").content.decode()

    assert "Photograph: Ana" in response
    assert "Agency" not in response
    assert theirs.renditions[0]["name"] not in response


def test_a_picture_without_a_recorded_credit_stays_here(client, partner):
    picture = make_image(credit="", photographer="", holder="")
    make_live_article(images=[picture])

    assert (
        picture.renditions[0]["name"]
        not in client.get(f"/syndication/{partner.token}/feed.rss").content.decode()
    )


def test_a_story_leaves_the_feed_with_the_partners_window(client, partner, clock):
    make_live_article(headline="Old")
    clock.shift(timedelta(days=7) - timedelta(seconds=1))
    assert [entry.title for entry in entries(client, partner)] == ["Old"]

    clock.shift(timedelta(seconds=2))

    assert entries(client, partner) == []


def test_a_withdrawn_story_is_announced_under_the_same_id_without_its_words(client, partner, clock):
    article = make_live_article(headline="Forged", body="<p>Forged words.</p>")
    (before,) = entries(client, partner)
    clock.shift(timedelta(hours=1))
    withdraw(article, reason="The document was forged.")

    response = client.get(f"/syndication/{partner.token}/feed.atom").content.decode()
    (after,) = entries(client, partner)

    assert (after.id, after.title) == (before.id, "Withdrawn: Forged")
    assert "The document was forged." in after.content[0].value
    assert "Forged words" not in response
    assert f'<at:deleted-entry ref="{before.id}"' in response


def test_a_partners_withdrawn_story_is_not_announced_to_others(client, partner, clock):
    article = make_live_article(headline="Theirs", partner=make_partner())
    clock.shift(timedelta(hours=1))
    withdraw(article, reason="Withdrawn at the source.")

    assert entries(client, partner) == []


def test_what_is_scheduled_is_not_in_the_feed_before_its_moment(client, partner, clock):
    article = make_live_article(headline="Now")
    publish_edit(article, headline="Later", live_from=NOON + timedelta(hours=1))

    assert [entry.title for entry in entries(client, partner)] == ["Now"]
    clock.move_to(NOON + timedelta(hours=1))
    assert [entry.title for entry in entries(client, partner)] == ["Later"]


@pytest.mark.parametrize(
    "fields",
    [
        {"may_republish": False},
        {"agreement_until": date(2026, 2, 28)},
        {"agreement_from": date(2026, 3, 2)},
    ],
)
def test_without_an_agreement_in_force_there_is_no_feed(client, fields):
    partner = make_partner(**{"may_republish": True} | fields)

    assert client.get(f"/syndication/{partner.token}/feed.rss").status_code == 404


def test_an_agreement_holds_through_its_last_day_where_the_site_is(client, clock):
    partner = make_partner(may_republish=True, agreement_until=date(2026, 3, 1))
    assert client.get(f"/syndication/{partner.token}/feed.rss").status_code == 200

    clock.move_to(datetime(2026, 3, 1, 16, 0, tzinfo=UTC))  # midnight in Singapore

    assert client.get(f"/syndication/{partner.token}/feed.rss").status_code == 404


def test_a_wrong_token_is_a_page_that_does_not_exist(client, partner):
    assert client.get(f"/syndication/{'x' * 32}/feed.rss").status_code == 404


def test_the_feed_costs_the_same_whatever_it_holds(client, partner, clock):
    make_live_article()
    client.get(f"/syndication/{partner.token}/feed.rss")  # what a process reads once is read
    costs = []
    for _ in range(2):
        for _ in range(6):
            make_live_article()
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/syndication/{partner.token}/feed.rss")
        costs.append(len(asked))

    assert costs[0] == costs[1] <= 10
