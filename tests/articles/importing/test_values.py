"""How what sources write becomes text, moments and paths."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importing.values import clean, line, moment, path_of, web_address

NOON = datetime(2021, 10, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2021-10-22T12:00:00Z",
        "2021-10-22T14:00:00+02:00",
        "2021-10-22 12:00:00",
        "2021-10-22 12:00:00 UTC",
        "2021-10-22T12:00:00.000Z",
        "Fri, 22 Oct 2021 12:00:00 +0000",
        "Fri, 22 Oct 2021 08:00:00 EDT",
        "22/10/2021 12:00",
        "22.10.2021 12:00:00",
        1634904000,
        "1634904000000",
    ],
)
def test_a_moment_written_in_any_usual_way_is_that_moment(text):
    assert moment(text) == NOON


@pytest.mark.parametrize(
    "text", ["2021-10-22", "22 October 2021", "Oct 22, 2021", "10/22/2021", "22.10.2021", "2021/10/22"]
)
def test_a_bare_date_is_the_midnight_of_the_zone_asked_for(text):
    assert moment(text, ZoneInfo("Asia/Tokyo")) == datetime(2021, 10, 21, 15, tzinfo=UTC)


def test_no_date_is_none():
    assert (moment(None), moment(""), moment("  ")) == (None, None, None)


@pytest.mark.parametrize(
    "text", ["yesterday", "2021-13-45", "0000-00-00 00:00:00", "99999999999999999999", "32.1.2020", True]
)
def test_what_is_no_date_is_refused_with_an_example(text):
    with pytest.raises(ValueError, match="could not be read; write it as 2021-10-22T12:00:00Z"):
        moment(text)


def test_a_date_that_can_be_two_days_is_refused():
    with pytest.raises(ValueError, match="can be read in two ways; write it as 2021-04-03"):
        moment("3/4/2021")


@given(st.text())
def test_no_date_whatever_is_another_error(text):
    try:
        found = moment(text)
    except ValueError:
        found = None

    assert found is None or found.tzinfo is UTC


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("https://news.example/2019/12/18/a-slug/", "/2019/12/18/a-slug/"),
        ("https://news.example/%E6%97%A5%E6%9C%AC/?utm_source=x", "/日本/"),
        ("/blog/basic-post.html", "/blog/basic-post.html"),
        ("draft-post", "/draft-post"),
        ("http://localhost/?p=216", ""),
        ("https://news.example/index.php?id=3", ""),
        ("https://news.example", ""),
        ("javascript:alert(1)", ""),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_the_path_of_an_address(address, path):
    assert path_of(address) == path


def test_only_whole_web_addresses_are_addresses():
    no_addresses = [
        "javascript:alert(1)",
        "//x.example/",
        "mailto:a@b.c",
        "http://",
        "x",
        "http://x.example/<a>",
        "http://a b.example/",
    ]
    no_addresses += ["https://user:secret@x.example/", 'https://x.example/"onload="x', "http://[x"]

    assert web_address("https://riac.example/my photo.jpg") == "https://riac.example/my%20photo.jpg"
    assert web_address(" https://riac.example/a?b=1 ") == "https://riac.example/a?b=1"
    assert {web_address(text) for text in no_addresses} == {""}


def test_what_no_database_holds_is_dropped():
    assert clean("a\x00b\x0bc\ud83dd\n") == "abc\ufffdd\n"
    assert line("  a \n b\t\tc ") == "a b c"
