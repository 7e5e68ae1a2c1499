"""What is typed into a search box."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.lib.search_query import LONGEST, MOST, Clause, beginnings, begun, parse


def ways(text, languages=("en",)):
    query = parse(text, languages)
    return [clause.ways for clause in query.wanted], [clause.ways for clause in query.unwanted]


def test_words_phrases_and_exclusions_are_told_apart():
    assert ways('ports "of the delta" -closing -"cold war"') == (
        [(("port",),), (("of", "the", "delta"),)],
        [(("close",),), (("cold", "war"),)],
    )


@pytest.mark.parametrize("text", ["“cold war”", "„cold war“", "«cold war»", '"cold war'])
def test_quotes_of_any_hand_make_a_phrase(text):
    assert ways(text) == ([(("cold", "war"),)], [])


def test_a_hyphened_word_is_a_phrase_and_a_hyphen_inside_excludes_nothing():
    assert ways("cross-strait") == ([(("cross", "strait"),)], [])


def test_a_word_is_looked_for_in_each_language_it_may_be_in():
    assert ways("nationale", ("en", "fr")) == ([(("national",), ("national",))[:1]], [])
    assert ways("chevaux", ("en", "fr")) == ([(("chevaux",), ("cheval",))], [])


def test_a_star_asks_for_the_beginning_of_a_word():
    assert parse("har* harbo*", ["en"]).wanted == (
        Clause((), "<har", True),
        Clause((), "^harbo", False),
    )


def test_somebody_typing_finds_words_and_their_beginnings():
    (clause,) = parse("harb", ["en"], typing=True).wanted

    assert (clause.ways, clause.begins) == ((("harb",),), "^harb")


def test_the_index_knows_a_word_by_each_of_its_beginnings():
    assert beginnings(["harbour", "of"]) == ["<h", "<ha", "<har", "^harbour", "<o", "<of"]


@pytest.mark.parametrize(
    "text", ["", " ", "-", '"', '""', '-""', "*", "---", "( ) : ^ + ~", "\x00", "\ud800"]
)
def test_signs_alone_ask_for_nothing(text):
    query = parse(text, ["en"])

    assert not query
    assert not query.unwanted


def test_operators_of_other_search_engines_are_words():
    assert len(parse("AND OR NOT NEAR", ["en"]).wanted) == 4


def test_no_more_is_looked_for_than_a_dozen_words():
    query = parse(" ".join(f"w{n}" for n in range(50)), ["en"])

    assert len(query.wanted) == MOST
    assert query.cut
    assert parse("x" * 10_000, ["en"]).cut


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from('"-*“” ')), max_size=2 * LONGEST))
def test_any_string_is_a_query(text):
    for query in (parse(text, ["en", "fr", ""]), parse(text, ["en"], typing=True), begun(text)):
        assert len(query.wanted) + len(query.unwanted) <= MOST
        assert len(query.text) <= LONGEST
        for clause in query.wanted + query.unwanted:
            assert clause.ways or clause.begins
        query.together()


def test_the_naughty_strings_are_queries(corpora):
    for each in json.loads((corpora / "strings" / "blns.json").read_text("utf-8")):
        parse(each, ["en"])
