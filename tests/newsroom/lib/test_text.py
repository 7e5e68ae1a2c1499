import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.lib.text import clean_line, fold, reading_minutes, slugify_unicode, word_count


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("Rain, at last", "rain-at-last"),
        ("C’est déjà l'été !", "cest-déjà-lété"),
        ("习近平会见记者", "习近平会见记者"),
        ("Ὀδυσσεύς στην ΑΘΗΝΑΣ", "ὀδυσσεύς-στην-αθηνας"),
        ("हिन्दी समाचार", "हिन्दी-समाचार"),
        ("مرحبا بالعالم", "مرحبا-بالعالم"),
        ("STRASSE und Straße", "strasse-und-strasse"),
        ("İstanbul", "istanbul"),
        ("Full Ｗidth ①", "full-width-1"),
        ("🎉🎉", ""),
        ("  --- ", ""),
        ("\u0301\u0301", ""),
        ("../../etc/passwd\x00", "etc-passwd"),
        ("a\ud800b", "a-b"),
    ],
)
def test_an_address_keeps_the_letters_of_every_script(headline, slug):
    assert slugify_unicode(headline) == slug


def test_a_long_address_ends_with_a_whole_word():
    assert slugify_unicode("one two three four", max_length=15) == "one-two-three"
    assert slugify_unicode("one two three", max_length=7) == "one-two"
    assert slugify_unicode("incomprehensibilities", max_length=6) == "incomp"
    assert slugify_unicode("कि" * 3, max_length=3) == "कि"


@given(st.text(), st.integers(1, 90))
def test_an_address_is_short_stable_and_of_letters_only(text, length):
    slug = slugify_unicode(text, length)
    assert len(slug) <= length
    assert slugify_unicode(slug, length) == slug
    assert all(c == "-" or unicodedata.category(c)[0] in "LNM" for c in slug)
    assert not slug.startswith("-") and not slug.endswith("-") and "--" not in slug


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("José Núñez", "jose nunez"),
        ("Łukasz  Ørsted", "lukasz orsted"),
        ("STRAẞE", "strasse"),
        ("שָׁלוֹם", "שלום"),
        ("한국", unicodedata.normalize("NFD", "한국")),
        ("Æsop", "aesop"),
        ("O’Brien", "o'brien"),
    ],
)
def test_names_compare_without_case_and_accents(one, other):
    assert fold(one) == fold(other)


def test_marks_that_make_another_letter_count_when_comparing():
    assert fold("か") != fold("が")
    assert fold("कि") != fold("क")


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("— … !", 0),
        ("It’s a well-known fact", 4),
        ("记者会", 3),
        ("東京でWBCが開幕", 7),
        ("대통령은 오늘 말했다", 3),
        ("हिन्दी समाचार", 2),
        ("สวัสดีชาวโลก", 2),
    ],
)
def test_words_are_counted_as_an_editor_would(text, words):
    assert word_count(text) == words


def test_reading_time_rounds_up():
    assert [reading_minutes(n) for n in (-5, 0, 1, 238, 239)] == [0, 0, 1, 1, 2]


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (" two\r\n lines\t here ", "two lines here"),
        ("safe\u202egnp.exe", "safegnp.exe"),
        ("\u2066isolated\u2069", "isolated"),
        ("Vraiment\u00a0?", "Vraiment\u00a0?"),
        ("many\u00a0 \u00a0spaces", "many spaces"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200d\u200c \u00ad", ""),
        ("nul\x00l", "nul l"),
        ("half \ud83d surrogate", "half surrogate"),
        ("e\u0301", "é"),
    ],
)
def test_a_line_is_one_visible_line(raw, line):
    assert clean_line(raw) == line


@given(st.text())
def test_a_clean_line_stays_as_it_is(text):
    line = clean_line(text)
    assert clean_line(line) == line
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in line)


def test_headlines_of_the_world_keep_an_address(corpora, json_lines):
    pairs = json_lines(corpora / "strings" / "slug-pairs.jsonl")
    assert len(pairs) >= 51
    lost = [
        p["text"] for p in pairs if any(c.isalnum() for c in p["text"]) and not slugify_unicode(p["text"])
    ]
    assert lost == []
    plain = [p for p in pairs if not p["options"] and p["text"].isascii() and "&" not in p["text"]]
    differing = [p["text"] for p in plain if slugify_unicode(p["text"]) != p["slug_by_python_slugify"]]
    assert len(plain) >= 5
    assert all("'" in text or "," in text or "." in text for text in differing), differing


def test_naughty_strings_pass_through_every_function(corpora):
    strings = json.loads((corpora / "strings" / "blns.json").read_text("utf-8"))
    assert len(strings) >= 243
    for text in strings:
        line, slug = clean_line(text), slugify_unicode(text)
        assert not set(line) & set("\n\r\t\x00\u202e\u202d\u2066\u2069")
        assert not set(slug) & set("/\\?#%&<>\"' ")
        assert fold(line.upper()) == fold(line) or not line.isascii()
        assert 0 <= word_count(text) <= len(text)
