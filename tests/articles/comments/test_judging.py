"""What speaks against a comment before anybody has read it."""

import pytest

from articles.comments.judging import judge
from articles.comments.models import Phrase
from articles.comments.rules import Rules

pytestmark = pytest.mark.django_db


def verdict(text, **more):
    return judge(**{"name": "Ana", "text": text, "rules": Rules()} | more)


def links(number):
    return " ".join(f"https://a.example/{each}" for each in range(number))


def test_an_ordinary_comment_has_nothing_against_it():
    found = verdict(f"The tide tables disagree. {links(2)}")

    assert (found.spam, found.held, found.reasons) == (False, False, [])


@pytest.mark.parametrize(("number", "held", "spam"), [(2, False, False), (3, True, False), (11, True, True)])
def test_many_links_hold_a_comment_and_very_many_are_spam(number, held, spam):
    found = verdict(links(number))

    assert (found.held, found.spam) == (held, spam)
    assert found.reasons == ([f"It holds {number} links; 2 are allowed"] if held else [])


@pytest.mark.parametrize("text", ["Buy CHEAP  PÍLLS now", "cheap pills", "x\ncheap pills!"])
def test_a_phrase_is_found_as_whole_words_in_any_case_and_accent(text):
    Phrase.objects.create(text="Cheap pills", verdict="spam")
    Phrase.objects.create(text="ills", verdict="spam")

    found = verdict(text)

    assert found.spam
    assert found.reasons == ["It holds the phrase “Cheap pills”"]


def test_a_phrase_in_the_name_counts_and_may_only_hold():
    Phrase.objects.create(text="casino", verdict="hold")

    found = verdict("Nothing to see", name="Casino Royal")

    assert (found.held, found.spam) == (True, False)


def test_who_fills_in_the_field_that_nobody_sees_is_a_machine():
    assert verdict("Hello", trapped=True).spam
