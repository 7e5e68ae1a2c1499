"""Why a story was found, in a passage of its own words."""

import pytest

from articles.site.search_snippets import Marker
from newsroom.lib.search_query import parse

FILLER = "<p>" + "Nothing to see here. " * 30 + "</p>"


def passage(query: str, body: str) -> str:
    return Marker(parse(query, ["en"])).passage(body, "en")


def test_a_passage_is_cut_out_of_the_paragraphs_where_the_words_meet():
    body = f"{FILLER}<p>A harbour.</p>{FILLER}<p>The <b>harbour’s</b> tariff rose.</p>{FILLER}"

    shown = passage("harbour tariff", body)

    assert "The <mark>harbour</mark>’s <mark>tariff</mark> rose." in shown
    assert shown.startswith("… ") and shown.endswith(" …")
    assert len(shown) < 350


def test_the_whole_of_a_short_body_is_shown_without_dots():
    assert passage("pier", "<p>A pier.</p>") == "A <mark>pier</mark>."


@pytest.mark.parametrize(
    "body",
    [
        '<p>A <a href="https://pier.example/pier" title="the pier">port</a>.</p>',
        '<figure data-image="7"><img alt="pier"><figcaption>A pier</figcaption></figure><p>A port.</p>',
        "<p>A happier port.</p>",
    ],
)
def test_words_in_an_address_a_picture_or_inside_another_word_are_none_of_the_body(body):
    assert passage("pier", body) == ""


def test_a_word_in_an_address_does_not_hide_the_one_in_the_text():
    body = f'<p>A <a href="https://pier.example/">port</a>.</p>{FILLER}<p>A pier.</p>'

    assert "A <mark>pier</mark>." in passage("pier", body)


def test_markup_in_a_passage_is_text():
    body = "<p>The pier &lt;script&gt;alert(1)&lt;/script&gt; &amp; more.</p>"

    assert passage("pier", body) == (
        "The <mark>pier</mark> &lt;script&gt;alert(1)&lt;/script&gt; &amp; more."
    )


def test_a_letter_in_a_long_body_of_one_word_costs_what_any_word_does():
    body = "<p>" + "x" * 200_000 + "</p>"

    assert passage("x", body) == ""
