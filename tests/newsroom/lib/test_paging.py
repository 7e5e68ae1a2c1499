import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.lib.paging import Cursor

moments = st.datetimes(timezones=st.just(UTC))
ids = st.integers(0, 2**63 - 1)


@given(moments, ids)
def test_a_place_survives_the_address_exactly(moment, id):
    text = Cursor(moment, id).encode()
    assert re.fullmatch(r"[A-Za-z0-9_-]{12,22}", text)
    assert Cursor.decode(text) == Cursor(moment, id)


@given(st.one_of(st.text(), st.from_regex(r"[A-Za-z0-9_-]{0,30}", fullmatch=True)))
def test_a_made_up_place_is_refused_or_its_own(text):
    try:
        cursor = Cursor.decode(text)
    except ValueError:
        return
    assert cursor.encode() == text


@pytest.mark.parametrize(
    "rubbish",
    [
        "",
        "AAAA",
        "A" * 10_000,
        "' OR 1=1 --",
        "AAAAAAAAAAA=",
        "AAAAAAAAAAAA\n",
        "١٢٣٤٥٦٧٨٩٠١٢",
        "f_________8A",
        "gAAAAAAAAAAA",
    ],
)
def test_rubbish_in_the_address_is_a_value_error(rubbish):
    with pytest.raises(ValueError):
        Cursor.decode(rubbish)


def test_another_time_zone_is_the_same_place():
    shanghai = datetime(2024, 5, 1, 8, tzinfo=timezone(timedelta(hours=8)))
    assert Cursor(shanghai, 3) == Cursor(datetime(2024, 5, 1, tzinfo=UTC), 3)


def test_the_end_of_time_is_a_place():
    forever = Cursor(datetime(9999, 1, 1, tzinfo=UTC), 1)
    assert Cursor.decode(forever.encode()) == forever


@pytest.mark.parametrize(
    ("moment", "id"),
    [
        (datetime(2024, 1, 1), 1),
        (datetime(2024, 1, 1, tzinfo=UTC), -1),
        (datetime(2024, 1, 1, tzinfo=UTC), 2**63),
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=8))), 1),
    ],
)
def test_an_impossible_place_is_refused(moment, id):
    with pytest.raises(ValueError):
        Cursor(moment, id)
