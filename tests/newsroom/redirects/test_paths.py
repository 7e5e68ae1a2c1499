from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.redirects.paths import location, old_path_from, refuse_unusable_target


@pytest.mark.parametrize(
    ("given_as", "kept_as"),
    [
        ("/2019/05/04/old/", "/2019/05/04/old/"),
        ("https://news.example/2019/05/04/old/", "/2019/05/04/old/"),
        ("https://news.example/story.php?id=12", "/story.php?id=12"),
        ("/2019/%E6%B5%B7/", "/2019/海/"),
        ("/cafe\u0301/", "/caf\u00e9/"),
        (" /asia/#top ", "/asia/"),
    ],
)
def test_an_address_has_one_stored_form(given_as, kept_as):
    assert old_path_from(given_as) == kept_as


@pytest.mark.parametrize(
    "wrong", ["", "asia/", "//other.example/", "/\\other.example", "/a\x00b", "/a%0Ab/", "/" + "海" * 600]
)
def test_what_is_no_address_of_ours_is_refused(wrong):
    with pytest.raises(ValueError, match=r"slash|control|characters"):
        old_path_from(wrong)


@pytest.mark.parametrize("wrong", ["javascript:alert(1)", "//other.example/", "https://", "asia/", "/a\nb"])
def test_a_reader_is_never_led_to_what_is_no_page(wrong):
    with pytest.raises(ValueError, match=r"slash|control|web address"):
        refuse_unusable_target(wrong)


def test_a_target_keeps_the_readers_query_unless_it_brings_its_own():
    assert location("/east-asia/", "before=2024") == "/east-asia/?before=2024"
    assert location("/archive/?section=4", "before=2024") == "/archive/?section=4"
    assert location("/about/#team", "a=1") == "/about/?a=1#team"
    assert location("/east-asia/") == "/east-asia/"


@given(st.text(max_size=700))
def test_any_text_is_a_path_or_is_refused(text):
    with suppress(ValueError):
        path = old_path_from(text)
        assert path.startswith("/")
        assert len(path) <= 600
