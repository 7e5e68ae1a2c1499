from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.lib.html import (
    absolute_links,
    drop_figures,
    excerpt,
    figures,
    plain_text,
    replace_figures,
    sanitise,
)

TWO = (
    '<p>a</p><figure data-image="12"><img src="/x.jpg" alt="A &quot;B&quot;"><figcaption>By <b>us</b>'
    '<p>two</p></figcaption></figure><p>b</p><figure data-image="3"><img src="/y.jpg"></figure><p>c</p>'
)


def shown(number, caption, alt):
    return f"[{number}|{caption}|{alt}]"


def test_figures_are_listed_in_order():
    assert figures(TWO) == [12, 3]
    assert figures("<p>no figure</p>") == figures('<figure><img src="/x"></figure>') == []


def test_a_figure_is_rendered_anew_with_its_caption_and_alt():
    assert replace_figures(sanitise(TWO), shown) == (
        '<p>a</p>[12|By <strong>us</strong>two|A "B"]<p>b</p>[3||]<p>c</p>'
    )


def test_a_dropped_figure_leaves_the_rest_alone():
    assert drop_figures(TWO, {3}) == TWO.replace('<figure data-image="3"><img src="/y.jpg"></figure>', "")
    assert drop_figures(TWO, {99}) == TWO


@pytest.mark.parametrize(
    ("html", "rendered"),
    [
        ('<figure data-image="1"><figure data-image="2"><figcaption>in</figcaption></figure>x</figure>', "[1||][2|in|]"),
        ('<figure><figure data-image="4"></figure></figure>', "<figure>[4||]</figure>"),
        ('<p>a</p><figure data-image="5"><figcaption>open</figcaption>', "<p>a</p>[5|open|]"),
        ('</figure><figure data-image="6"></figure></figure>', "</figure>[6||]</figure>"),
        ('<figure data-image="7"><figcaption>a<figcaption>b</figcaption></figcaption></figure>', "[7|a b|]"),
        ('<figure data-image="8"><figcaption><script>x</script>ok</figcaption></figure>', "[8|ok|]"),
    ],
)  # fmt: skip
def test_malformed_figures_are_still_each_rendered_once(html, rendered):
    assert replace_figures(html, shown) == rendered


@given(
    st.lists(
        st.sampled_from(['<figure data-image="1">', "<figure>", "</figure>", "x", "<p>", "</p>"]), max_size=20
    )
)
def test_every_listed_figure_is_rendered_or_dropped(pieces):
    html = "".join(pieces)
    rendered = replace_figures(html, lambda number, caption, alt: "@")
    assert rendered.count("@") == len(figures(html)) == html.count("data-image")
    assert figures(drop_figures(html, {1})) == []


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a &amp; b<br>c</p><p>d</p>", "a & b\nc\n\nd"),
        ("<ul><li>x<li>y</ul>z", "x\n\ny\n\nz"),
        ("<p>a<script>alert(1)</script><!-- c --> b</p><style>p{}</style>", "a b"),
        ("<div>one</div><div>two</div>", "one\n\ntwo"),
        ("<p>1 &lt; 2 and <b>bo</b>ld\n wrapped</p>", "1 < 2 and bold wrapped"),
        ("<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>", "漢字"),
        ("", ""),
    ],
)
def test_plain_text_is_what_a_reader_reads(html, text):
    assert plain_text(html) == text


@given(st.text())
def test_plain_text_never_fails(html):
    assert "\x00" not in plain_text(html)


@pytest.mark.parametrize(
    ("text", "words", "cut"),
    [
        ("one two three, four", 3, "one two three…"),
        ("one\n\ntwo", 2, "one two"),
        ("", 20, ""),
        ("习近平" * 30, 20, "习近平" * 20 + "…"),
        ("มาก" * 30, 4, "มากมากมากมาก…"),
        ("https://x.example/" + "z" * 200, 4, "https://x.ex…"),
    ],
)
def test_an_excerpt_ends_with_a_whole_word(text, words, cut):
    assert excerpt(text, words) == cut


def test_links_in_feeds_are_absolute():
    html = (
        '<a href="/x?a=1&amp;b=2">/x</a><img src="y.jpg" srcset="/a 1w, https://c.example/b,c 2w">'
        '<a href="https://q.example/">q</a><a href="mailto:a@b">m</a> href="/text"'
    )
    assert absolute_links(html, "https://s.example/2024/") == (
        '<a href="https://s.example/x?a=1&amp;b=2">/x</a><img src="https://s.example/2024/y.jpg"'
        ' srcset="https://s.example/a 1w, https://c.example/b,c 2w">'
        '<a href="https://q.example/">q</a><a href="mailto:a@b">m</a> href="/text"'
    )


@given(
    st.text("/.a?#: é", max_size=12), st.sampled_from(["https://s.example/2024/x/", "http://s.example:81"])
)
def test_an_address_is_joined_as_browsers_join_it(address, base):
    try:
        joined = urljoin(base, address)
    except ValueError:
        return
    assert absolute_links(f'<a class="b" href="{address}">a</a>', base) == (
        f'<a class="b" href="{address and joined}">a</a>'
    )


def test_real_pages_come_to_rest_and_keep_their_words(corpora):
    pages = sorted((corpora / "html").rglob("*.html")) + sorted(
        (corpora / "text" / "cc-labs-posts").iterdir()
    )
    assert len(pages) >= 150
    for page in pages:
        html = page.read_bytes().decode("utf-8", "replace")
        clean = sanitise(html)
        assert sanitise(clean) == clean
        assert plain_text(clean).split() == plain_text(html).split(), page
