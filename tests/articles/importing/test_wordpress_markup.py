"""WordPress's own marks in a body, as plain HTML."""

import pytest

from articles.importing.base import ImportedImage
from articles.importing.wordpress_markup import body_html

IMG = '<img src="a.jpg" alt="A pier">'
PIER = ImportedImage(
    url="https://old.example/p.jpg?a=1&b=2", alt='The "pier"', caption="At dawn & dusk", source_id="7"
)


def plain(content, *images):
    return body_html(content, lambda numbers: images)


def test_blocks_lose_their_comments_and_keep_their_html():
    content = '<!-- wp:heading {"level":2} -->\n<h2>One</h2>\n<!-- /wp:heading -->\n\n<!-- wp:list -->\n<ul><li>Two</li></ul>\n<!-- /wp:list -->'

    assert plain(content) == "<h2>One</h2>\n\n<ul><li>Two</li></ul>"


def test_line_ends_become_paragraphs_only_where_there_are_none():
    assert plain("One\r\n\r\nTwo<!--more-->") == "<p>One</p>\n<p>Two</p>"
    assert plain("<p>One\nline</p>\nTwo") == "<p>One\nline</p>\nTwo"


@pytest.mark.parametrize(
    "shortcode",
    [
        f'[caption id="attachment_7" align="left" width="300"]{IMG} The <em>pier</em>[/caption]',
        f"[caption id='attachment_7' caption='The &lt;em&gt;pier&lt;/em&gt;']{IMG}[/caption]",
    ],
)
def test_a_caption_becomes_a_figure(shortcode):
    assert plain(f"One\n{shortcode}\nTwo") == (
        f'<p>One</p><figure id="attachment_7">{IMG}<figcaption>The <em>pier</em></figcaption></figure><p>Two</p>'
    )


def test_a_caption_keeps_the_link_of_its_picture():
    linked = f'<a href="b.jpg">{IMG}</a>'

    assert (
        plain(f"[caption]{linked} Pier[/caption]")
        == f"<figure>{linked}<figcaption>Pier</figcaption></figure>"
    )


def test_a_gallery_becomes_the_figures_of_its_numbers_or_of_the_post():
    asked = []

    def gallery(numbers):
        asked.append(numbers)
        return [PIER]

    body = body_html('[gallery ids="7, 9"][gallery columns="2"]', gallery)

    figure = (
        '<figure id="attachment_7"><img src="https://old.example/p.jpg?a=1&amp;b=2" alt="The &quot;pier&quot;">'
        "<figcaption>At dawn &amp; dusk</figcaption></figure>"
    )
    assert asked == [["7", "9"], []]
    assert body == f"{figure}{figure}"


def test_films_and_sounds_become_links():
    link = '<p><a href="https://tube.example/v?a=1&amp;b=2">https://tube.example/v?a=1&amp;b=2</a></p>'

    assert plain("[embed]https://tube.example/v?a=1&amp;b=2[/embed]") == link
    assert plain('[video width="600" mp4="https://tube.example/v?a=1&b=2"][/video]') == link


def test_square_brackets_of_the_writer_stay():
    assert plain("He said [sic] and [caption left open") == "<p>He said [sic] and [caption left open</p>"
