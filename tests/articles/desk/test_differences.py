"""Differences word by word, and no markup of a story in the desk's page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.desk.differences import differences, marked_paragraphs, marked_words
from tests.factories import edit, make_article, make_author, make_section

MARKS = ("<del>", "</del>", "<ins>", "</ins>", "<br>", '<span class="desk-same">', "</span>")


@pytest.mark.parametrize(
    ("old", "new", "html"),
    [
        ("Count begins", "Count ends", "Count <del>begins</del><ins>ends</ins>"),
        ("", "New", "<ins>New</ins>"),
        ("Gone", "", "<del>Gone</del>"),
        ("a < b", "a < c", "a &lt; <del>b</del><ins>c</ins>"),
        ("港口开放", "港口关闭", "港口<del>开放</del><ins>关闭</ins>"),
    ],
)
def test_words_are_marked(old, new, html):
    assert marked_words(old, new) == html


def test_paragraphs_that_did_not_change_are_left_out():
    html = marked_paragraphs(["One.", "Two.", "Three."], ["One.", "Two!", "Three."])

    assert (
        html
        == '<span class="desk-same">…</span><br>Two<del>.</del><ins>!</ins><br><span class="desk-same">…</span>'
    )


@given(st.text(alphabet="<>&\"'ab \n", max_size=60), st.text(alphabet="<>&\"'ab \n", max_size=60))
def test_nothing_typed_becomes_markup(old, new):
    html = marked_words(old, new)

    for mark in MARKS:
        html = html.replace(mark, "")
    assert "<" not in html
    assert ">" not in html


@pytest.mark.django_db
def test_fields_are_told_by_their_names_and_values_in_words():
    article = make_article(by=[make_author("Ana Silva")], section=make_section("East Asia"))
    old = article.head.content

    new = edit(article, section=make_section("Africa"), kind="opinion").content

    found = {one.label: str(one.html) for one in differences(old, new)}
    assert found == {
        "Section": "<del>East Asia</del><ins>Africa</ins>",
        "Type of work": "<del>Analysis</del><ins>Opinion</ins>",
    }


@pytest.mark.django_db
def test_a_change_of_markup_alone_is_shown():
    article = make_article(body="<p>Words stay.</p>")
    old = article.head.content

    new = edit(article, body="<p>Words <em>stay</em>.</p>").content

    assert "&lt;" in differences(old, new)[0].html
