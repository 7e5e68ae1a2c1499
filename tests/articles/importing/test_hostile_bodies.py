"""Bodies made to be slow are not: what looks for marks in a body passes over it once."""

import time

import pytest

from articles.importing.body_images import located
from articles.importing.lifting import lift
from articles.importing.paragraphs import paragraphs
from articles.importing.values import plain
from articles.importing.wordpress_markup import body_html

LENGTH = 150_000  # characters
PIECES = [
    "<p>", "<img ", '<img "', "<img src='a'>", "<p><img ", "<figure>", "<figure><img src=a>", "<figcaption>", "<a href=x><img",
    "<!--", "<!-- wp:x ", "<!-- --> ", "[caption]", "[caption", "[caption][/caption", "[gallery ", "[embed]http://a", "<div>", "</div>",
    "\n\n", " ", "<", "&", "By A, ", "<p>From our partner A",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_any_piece_repeated_is_read_in_a_moment(piece):
    body = piece * (LENGTH // len(piece))
    began = time.process_time()

    located(body)
    lift(body)
    paragraphs(body)
    plain(body)
    body_html(body, lambda numbers: [])

    assert time.process_time() - began < 4  # a linear pass takes a tenth of that; a quadratic one, minutes
