"""What a reader typed is text and stays text: tidied, then made into paragraphs and links by us."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.comments.words import REL, as_html, clean_name, clean_text, links_in


def link(address, words=""):
    return f'<a href="{address}" rel="{REL}">{words or address}</a>'


def test_empty_lines_part_paragraphs_and_line_ends_are_kept():
    assert as_html(clean_text("One\r\ntwo\n\n\n\n  three  ")) == "<p>One<br>two</p><p>three</p>"


def test_markup_is_shown_as_it_was_typed():
    assert as_html("<b>Bold</b> & <script>") == "<p>&lt;b&gt;Bold&lt;/b&gt; &amp; &lt;script&gt;</p>"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("https://a.example/x", link("https://a.example/x")),
        ("(see https://a.example/x).", f"(see {link('https://a.example/x')})."),
        ("https://a.example/x_(y)!", f"{link('https://a.example/x_(y)')}!"),
        ("“https://a.example”", f"“{link('https://a.example')}”"),
        ("https://a.example/?a=1&b=2", link("https://a.example/?a=1&amp;b=2")),
        ("HTTPS://A.example", link("https://A.example", "HTTPS://A.example")),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("//a.example ftp://a.example data:text/html,x", "//a.example ftp://a.example data:text/html,x"),
        ("https://user@evil.example/", "https://user@evil.example/"),
        ("https://", "https://"),
    ],
)
def test_only_web_addresses_become_links(typed, shown):
    assert as_html(typed) == f"<p>{shown}</p>"


def test_a_long_address_is_shown_short_and_leads_to_all_of_it():
    address = f"https://a.example/{'x' * 200}"

    assert f'href="{address}"' in as_html(address)
    assert len(re.sub("<[^>]+>", "", as_html(address))) == 60


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\u0000", "\u200b", "\ufeff", "\x1b", "\ud800"])
def test_characters_that_hide_or_reorder_others_go(hidden):
    assert clean_name(f"An{hidden}a") == "Ana" or clean_name(f"An{hidden}a") == "An a"
    assert hidden not in clean_text(f"one{hidden}two\nthree")


def test_a_tower_of_accents_is_cut_and_ordinary_accents_are_not():
    assert len(clean_text("e" + "\u0301" * 300)) <= 6
    assert clean_text("Việt Nam, déjà, स्थिति, שָׁלוֹם") == "Việt Nam, déjà, स्थिति, שָׁלוֹם"


class OnlyOurs(HTMLParser):
    allowed = {"p": set(), "br": set(), "a": {"href", "rel"}}

    def handle_starttag(self, tag, attrs):
        assert {name for name, _ in attrs} <= self.allowed[tag]
        for name, value in attrs:
            assert name != "href" or re.match(r"https?://[^\s\"<>]+$", value)

    def handle_comment(self, data):
        raise AssertionError(data)


@given(st.text() | st.text(alphabet="htps:/.()[]<>\"'&\n ax"))
def test_any_text_gives_paragraphs_and_links_and_loses_no_word(text):
    html = as_html(clean_text(text))

    OnlyOurs().feed(html)
    said = unescape(re.sub("<[^>]+>", "", html.replace("…</a>", "</a>")))
    if not links_in(clean_text(text)):
        assert "".join(said.split()) == "".join(clean_text(text).split())
