"""Limits know a visitor for a day at most, and by nothing that could be traced back."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.comments import rates
from articles.comments.models import Comment, DayKey, Tally
from tests.articles.comments.samples import OURS, filled_in

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ANA = "192.0.2.7"


def times_allowed(kind, who, tries, now=NOON):
    return sum(rates.allowed(kind, who, now) for _ in range(tries))


def test_one_visitor_is_stopped_and_another_is_not():
    assert times_allowed("comment", ANA, 50) == 8
    assert times_allowed("comment", "192.0.2.8", 3) == 3


def test_the_next_ten_minutes_begin_anew_until_the_day_is_full():
    spans = [times_allowed("comment", ANA, 20, NOON + timedelta(minutes=10 * n)) for n in range(10)]

    assert spans == [8] * 7 + [4, 0, 0]


def test_beyond_a_limit_nothing_is_written(django_assert_num_queries):
    times_allowed("report", ANA, 20)
    before = list(Tally.objects.values_list("key", "count"))

    with django_assert_num_queries(2):  # the day's key, and a look
        assert not rates.allowed("report", ANA, NOON)

    assert list(Tally.objects.values_list("key", "count")) == before


def test_a_new_day_throws_the_key_and_the_counts_away_by_itself():
    key = rates.hashed("comment", ANA, now=NOON)
    times_allowed("comment", ANA, 9)
    tomorrow = NOON + timedelta(days=1)

    assert times_allowed("comment", ANA, 1, tomorrow) == 1

    assert list(DayKey.objects.values_list("day", flat=True)) == [tomorrow.date()]
    assert not Tally.objects.filter(since__lt=tomorrow - timedelta(hours=12)).exists()
    assert rates.hashed("comment", ANA, now=NOON) != key  # nobody can make yesterday's hash again


def test_no_address_is_stored_anywhere():
    times_allowed("comment", ANA, 1)

    stored = str(list(Tally.objects.values())) + str(list(DayKey.objects.values()))

    assert ANA not in stored


@pytest.mark.parametrize(
    ("address", "known_as"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_a_household_is_one_visitor(address, known_as):
    assert rates.household(address) == known_as


def test_a_thousand_posts_in_a_minute_are_throttled(client, path, clock):
    answers = []
    for number in range(1000):
        clock.shift(0.06)
        page = client.post(
            f"{path}comments/write/", filled_in(text=f"Post {number}"), REMOTE_ADDR=ANA, **OURS
        )
        answers.append(page.status_code)

    assert answers == [200] * 60 + [429] * 940
    assert "try again in" in page.content.decode()
    assert int(page["Retry-After"]) <= 600
    assert (
        client.post(f"{path}comments/write/", filled_in(), REMOTE_ADDR="192.0.2.9", **OURS).status_code == 200
    )
    assert not Comment.objects.exists()


def test_comments_that_are_sent_are_throttled_sooner_and_the_words_are_not_lost(reader):
    for number in range(8):
        assert reader.send(4, text=f"Comment {number}").status_code == 200

    page = reader.send(4, text="One too many")

    assert page.status_code == 429
    assert "One too many" in page.content.decode()
    assert Comment.objects.count() == 8
