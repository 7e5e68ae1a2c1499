"""The score comes from the newsroom's own decisions, says why, and forgets what it is told to forget."""

import pytest

from articles.comments import learning
from articles.comments.learning import HAM, SPAM, learn, score, words_of
from articles.comments.models import Comment, LearntWord

pytestmark = pytest.mark.django_db


def comment(text, name="Ana"):
    return Comment(name=name, text=text)


def decided(good, bad):
    for what, texts in ((HAM, good), (SPAM, bad)):
        for text in texts:
            learn(comment(text), what)


def test_it_says_nothing_before_it_has_seen_some_of_each():
    decided(["The ferry was late again today"] * 50, ["cheap casino bonus"] * 4)

    assert score("Ana", "cheap casino bonus") == learning.Score(None, ())


def test_it_tells_spam_from_letters_to_the_editor_and_says_why():
    decided(["The ferry was late again, the harbour is silted"] * 6, ["Cheap casino bonus, play now"] * 6)

    bad, good = score("Bo", "A casino bonus for you"), score("Bo", "The harbour ferry was late")

    assert bad.value >= 97
    assert good.value <= 3
    assert any("“casino” stands more often in spam" in reason for reason in bad.reasons)
    assert any("good comments" in reason for reason in good.reasons)


def test_words_it_has_not_met_say_nothing():
    decided(["The ferry was late"] * 6, ["cheap casino"] * 6)

    assert score("Zoe", "Quite unheard of") == learning.Score(50, ())


def test_learning_twice_changes_nothing_and_unlearning_leaves_nothing():
    one = comment("cheap casino https://casino.example/")
    learn(one, SPAM)
    learn(one, SPAM)
    assert set(LearntWord.objects.values_list("spam", flat=True)) == {1}

    learn(one, HAM)
    assert set(LearntWord.objects.values_list("ham", "spam")) == {(1, 0)}

    learn(one, "")
    assert not LearntWord.objects.exists()


def test_hosts_names_and_scripts_without_spaces_are_read_too():
    assert words_of("Win Now", "港湾 https://Casino.example/x") == [
        "link:casino.example",
        "name:win",
        "name:now",
        "港湾",
        "https",
        "casino",
        "example",
    ]


def test_what_is_kept_is_bounded_and_the_rarest_words_go(monkeypatch):
    monkeypatch.setattr(learning, "MOST_WORDS", 100)
    for _ in range(3):
        learn(comment("harbour ferry"), HAM)
    for number in range(20):
        learn(comment(" ".join(f"word{number}x{each}" for each in range(10))), SPAM)

    assert LearntWord.objects.count() <= 100
    assert {"harbour", "ferry", ""} <= set(LearntWord.objects.values_list("word", flat=True))


def test_scoring_asks_once(django_assert_num_queries):
    with django_assert_num_queries(1):
        score("Ana", "word " * 1000)
