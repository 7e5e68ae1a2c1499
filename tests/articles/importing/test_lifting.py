"""Which lines of a body are lifted into their fields, and which sentences stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importing.lifting import Lifted, lift

STORY = "<p>The bridge reopened on Monday.</p>"


@pytest.mark.parametrize(
    ("line", "kind", "credit"),
    [
        ("image credit: kremlin.ru", "credit", "kremlin.ru"),
        ("Image source: twitter @harbour", "source", "twitter @harbour"),
        ("Photo: Ana Ruiz", "photograph", "Ana Ruiz"),
        ("Photo by Ana Ruiz.", "photograph", "Ana Ruiz"),
        ("Photo courtesy of the Port Authority", "courtesy", "the Port Authority"),
        ("<em>Credit:&nbsp;NASA</em>", "credit", "NASA"),
        ("Illustration: Bo Li", "illustration", "Bo Li"),
        ("Cover image credit: A &amp; B", "credit", "A & B"),
    ],
)
def test_a_leading_credit_line_becomes_the_pictures_credit(line, kind, credit):
    assert lift(f"<p>{line}</p>\n{STORY}") == Lifted(STORY, credit_kind=kind, credit=credit)


def test_a_linked_credit_keeps_its_link():
    lifted = lift(f'<p>Image credit: <a href="https://port.example/p?a=1&amp;b=2">Port</a></p>{STORY}')

    assert (lifted.credit, lifted.credit_url) == ("Port", "https://port.example/p?a=1&b=2")


@pytest.mark.parametrize(
    "line", ["Authors: Yang Yizhong &amp; Paul Wang", "By Ana Ruiz and Bo de la Cruz", "BY ANA RUIZ"]
)
def test_a_leading_byline_is_lifted_as_printed(line):
    lifted = lift(f"<p><strong>{line}</strong></p>{STORY}")

    assert (lifted.byline_text, lifted.body_html) == (line.replace("&amp;", "&"), STORY)


def test_credit_and_byline_are_lifted_in_either_order_and_from_one_paragraph():
    both = [
        f"<p>image credit: NASA</p><p>By Ana Ruiz</p>{STORY}",
        f"<!-- lead --><p>By Ana Ruiz</p> <div>image credit: NASA</div>{STORY}",
        f"<p>By Ana Ruiz<br />image credit: NASA</p>{STORY}",
    ]

    assert {lift(body) for body in both} == {Lifted(STORY, "By Ana Ruiz", "credit", "NASA")}


@pytest.mark.parametrize(
    "line", ["From our partner RIAC", "<em>From our partner: <b>RIAC</b>.</em>", "From our partners RIAC"]
)
def test_a_trailing_partner_line_becomes_the_partner(line):
    assert lift(f"{STORY}\n<p class='credit'>{line}</p>\n") == Lifted(STORY, partner="RIAC")


def test_a_linked_partner_keeps_its_link():
    lifted = lift(f'{STORY}<p>From our partner <a href="https://riac.example/">RIAC</a></p>')

    assert (lifted.partner, lifted.partner_url) == ("RIAC", "https://riac.example/")


@pytest.mark.parametrize(
    "body",
    [
        "<p>By Monday, Paris had fallen.</p>" + STORY,
        "<p>By 2030 the harbour will be dry.</p>" + STORY,
        "<p>By then nobody asked.</p>" + STORY,
        "<p>Photo: " + "a long story about the picture " * 10 + "</p>" + STORY,
        "<p>Image credit: NASA<br>The bridge reopened.</p>" + STORY,
        "<p>From our partner RIAC</p>" + STORY,
        STORY + "<p>By Ana Ruiz</p>",
        STORY + "<p>From our partner we learned much.</p>",
        STORY + "<p>From our partner RIAC</p><p>So it went.</p>",
        STORY + "<blockquote><p>From our partner RIAC</p> said the mayor</blockquote>",
        "<p>Credit: NASA</p>",
        "<div><p>Credit: NASA</p>" + STORY + "</div>",
        "",
        "Plain words.",
    ],
)
def test_what_is_no_such_line_or_stands_elsewhere_stays(body):
    assert lift(body) == Lifted(body)


@pytest.mark.parametrize("kind", ["By Ana Ruiz", "Credit: NASA"])
def test_a_second_line_of_the_same_kind_stays(kind):
    lifted = lift(f"<p>{kind}</p><p>{kind}</p>{STORY}")

    assert lifted.body_html == f"<p>{kind}</p>{STORY}"


PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "<br>",
        "By Ana",
        "Photo: X",
        "From our partner X",
        "<!--",
        "-->",
        "<a href=",
        "&",
    ]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=20).map("".join))
def test_any_body_can_be_looked_at_and_only_ever_loses_text_at_its_ends(body):
    assert lift(body).body_html in body
