"""Words as the index holds them: in any script, however they were typed."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.lib.search_words import LONGEST_WORD, forms, language_of, single_letters, stems


@pytest.mark.parametrize(
    ("text", "language", "tokens"),
    [
        ("The elections, re-elected!", "en", ["the", "elect", "re", "elect"]),
        ("China’s and China's", "en", ["china", "and", "china"]),
        ("Économiques", "fr", ["econom"]),
        ("economique", "fr", ["econom"]),
        ("Straße", "de", ["strass"]),
        ("İstanbul IŞIK", "tr", ["istanbul", "isik"]),
        ("Русский Йод", "ru", ["русск", "йод"]),
        ("Ёлка", "ru", ["елк"]),
        ("हिन्दी", "hi", ["हिन्द"]),
        ("الكِتابُ", "ar", ["كتاب"]),
        ("北京大学", "", ["北京", "京大", "大学"]),
        ("covid病毒2", "", ["covid", "病毒", "2"]),
        ("서울에서", "", ["서울", "울에", "에서"]),
        ("ไทย", "", ["ไท", "ทย"]),
        ("café\u00a0—\u200bnoir", "en", ["cafe", "noir"]),
        ("cafe\u0301", "en", ["cafe"]),
        ("ＡＢＣ ½", "", ["abc", "1", "2"]),
        ("🙂 … -- '", "en", []),
    ],
)
def test_words_are_folded_and_cut_to_their_stems(text, language, tokens):
    assert stems(text, language) == tokens


def test_whole_words_keep_their_endings():
    assert forms("Closing the Élysée") == ["closing", "the", "elysee"]


def test_each_letter_of_a_script_without_spaces_is_known():
    assert single_letters("Hello 北京") == {"北", "京"}


@pytest.mark.parametrize(
    ("tag", "language"), [("en-gb", "en"), ("zh-Hans", ""), ("pt_BR", "pt"), ("", ""), ("x-klingon", "")]
)
def test_a_language_tag_names_its_stemmer_or_none(tag, language):
    assert language_of(tag) == language


@given(st.text(), st.sampled_from(["", "en", "de", "ru", "tr", "ar", "el"]))
def test_any_text_becomes_tokens_that_an_index_can_hold(text, language):
    for token in stems(text, language):
        assert token
        assert len(token) <= LONGEST_WORD * 2
        assert not set(token) & set(" \t\n\"'\x00\\*()^~<=/-")
        assert token.split() == [token]


@given(st.text())
def test_case_does_not_matter(text):
    assert forms(text.upper().lower()) == forms(text.lower().upper().lower())


def test_the_naughty_strings_become_tokens(corpora):
    strings = json.loads((corpora / "strings" / "blns.json").read_text("utf-8"))

    assert sum(bool(stems(each, "en")) for each in strings) > 200
