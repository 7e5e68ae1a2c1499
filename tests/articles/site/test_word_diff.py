import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.site.word_diff import Budget, changes

PLENTY = 1_000_000
texts = st.lists(st.sampled_from(["ten", "ships", "<b>", "&amp;", "港口", "in", "\n\n"]), max_size=30).map(
    " ".join
)


def told(old, new, pairs=PLENTY):
    return changes(old, new, Budget(pairs))


def test_one_changed_word_is_marked_and_its_neighbours_are_shown():
    assert told("Ten ships came.", "Nine ships came.") == "<p><del>Ten</del> <ins>Nine</ins> ships came.</p>"


def test_paragraphs_that_stayed_are_not_shown():
    assert (
        told("One.\n\nTwo.\n\nThree.", "One.\n\nTwo!\n\nThree.").strip()
        == "<p><del>Two.</del> <ins>Two!</ins> </p>"
    )


def test_words_far_from_the_change_are_left_out():
    old = " ".join(f"w{number}" for number in range(100))

    assert told(old, old.replace("w50 ", "W50 ")).count("…") == 2
    assert "w20 " not in told(old, old.replace("w50 ", "W50 "))


def test_where_the_budget_ends_the_text_is_struck_and_set_again():
    assert told("a b c d", "b a d c", pairs=3) == "<p><del>a b c d</del> <ins>b a d c</ins> </p>"


def test_long_texts_take_no_more_than_the_budget():
    budget = Budget(1000)

    changes("a b " * 5000, "b a " * 5000, budget)

    assert 0 <= budget.pairs <= 1000


@given(texts, texts)
def test_no_word_is_lost_and_none_acts_as_markup(old, new):
    html = told(old, new)

    assert set(re.findall(r"<[^>]*>", html)) <= {"<p>", "</p>", "<ins>", "</ins>", "<del>", "</del>"}
    came = set(unescape(" ".join(re.findall(r"<ins>(.*?)</ins>", html))).split())
    assert set(new.split()) - set(old.split()) <= came


@pytest.mark.parametrize("text", ["", "Ten ships.", "<p>"])
def test_the_same_text_changed_nothing(text):
    assert told(text, text) == ""
