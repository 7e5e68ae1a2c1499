from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.site.relative import label, next_change, next_midnight

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(0), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59, seconds=59), "59 minutes ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=23, minutes=59), "23 hours ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=6, hours=23), "6 days ago"),
        (timedelta(days=7), ""),
        (timedelta(seconds=-1), ""),
    ],
)
def test_a_moment_is_told_in_the_largest_whole_unit_and_after_a_week_by_its_date(age, words):
    assert label(NOON - age, NOON) == words


@given(st.timedeltas(min_value=timedelta(days=-1), max_value=timedelta(days=9)))
def test_words_hold_until_the_announced_change_and_change_then(age):
    moment = NOON - age

    change = next_change(moment, NOON)

    if change is None:
        assert label(moment, NOON) == label(moment, NOON + timedelta(days=400)) == ""
    else:
        assert change > NOON
        assert label(moment, change - timedelta(microseconds=1)) == label(moment, NOON)
        assert label(moment, change) != label(moment, NOON)


@pytest.mark.parametrize(
    ("now", "midnight"),
    [
        (datetime(2026, 11, 3, 22, 59, tzinfo=UTC), datetime(2026, 11, 3, 23, tzinfo=UTC)),
        (datetime(2026, 11, 3, 23, tzinfo=UTC), datetime(2026, 11, 4, 23, tzinfo=UTC)),
        (
            datetime(2026, 10, 24, 22, tzinfo=UTC),
            datetime(2026, 10, 25, 23, tzinfo=UTC),
        ),  # 25 hours: clocks go back
    ],
)
def test_the_date_line_is_true_until_midnight_where_the_site_is(now, midnight):
    assert next_midnight(now, ZoneInfo("Europe/Paris")) == midnight
