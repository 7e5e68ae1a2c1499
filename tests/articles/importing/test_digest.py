"""What is worked out of a body beforehand is what would be worked out of it later, to the letter."""

import pytest

from articles.importing import digest
from articles.importing.base import ImportedArticle
from articles.importing.body_images import located
from articles.importing.digest import Digest
from articles.importing.preparing import digested
from newsroom.lib.html import desk_sanitise, plain_text
from newsroom.lib.search_body import body_words
from newsroom.lib.text import word_count

BODIES = [
    "",
    "<p>One  paragraph,\n two lines.</p>",
    '<h1>A head</h1><div>In a box <b>bold</b></div><p></p><p>See <a href="https://other.example/?a=1&b=2">there</a>.</p>',
    "<p>नमस्ते 世界 ሰላም عالم</p><p>Größe, dé‐jà vu &amp; co.&nbsp;½</p>",
    "<script>alert(1)</script><p onclick=x>still <i>here</i><p>harbour harbour harbour",
    '<p>Words.</p><img src="pier.jpg" alt="A pier"><p>More words.</p>',
    '<figure data-image="7"><img src="a.jpg"><figcaption>Old</figcaption></figure><p>Text <img src="b.jpg"> on.</p>',
    "no markup at all",
    "<ul><li>one<li>two</ul><br><table><tr><td>cell</table>\x00\ud800",
]


@pytest.fixture(autouse=True)
def untold():
    yield
    digest.forget()


def worked_out(body, language):
    digest.forget()
    text = plain_text(body)
    return text, word_count(text), body_words(body, language)


@pytest.mark.parametrize("language", ["en", "de", ""])
@pytest.mark.parametrize("raw", BODIES)
def test_a_digest_says_what_the_functions_say(raw, language):
    body_html, pictures = located(raw)
    numbers = {place: 40 + place for place in range(len(pictures))}
    expected = desk_sanitise(
        digest.BODY_PICTURE.sub(lambda match: f'<figure data-image="{40 + int(match[1])}">', body_html)
    )

    body = Digest.of(body_html, language).with_pictures(numbers)
    told = plain_text(body), word_count(plain_text(body)), body_words(body, language)

    assert body == expected
    assert told == worked_out(body, language)
    assert desk_sanitise(body) == body


def test_what_was_told_is_forgotten_when_it_is_no_longer_needed():
    Digest("<p>A</p>", "told", 7, "en", body_words("<p>B</p>", "en")).with_pictures({})
    assert (plain_text("<p>A</p>"), word_count("told")) == ("told", 7)

    digest.forget()

    assert (plain_text("<p>A</p>"), word_count("told")) == ("A", 1)


def test_it_is_no_part_of_what_the_source_says():
    article = ImportedArticle("old", "1", headline="A", body_html="<p>Words</p>")

    assert digested(article, "en-gb").fingerprint() == article.fingerprint()


def test_a_body_that_cannot_be_digested_is_left_to_who_writes_it(monkeypatch):
    def refuse(*_):
        raise ValueError("no")

    article = ImportedArticle("old", "1", body_html="<p>Words</p>")
    monkeypatch.setattr(Digest, "of", refuse)

    assert digested(article, "en-gb") is article


@pytest.mark.parametrize(("said", "language"), [("", "en"), ("de_AT", "de"), ("en-US", "en"), ("??", "en")])
def test_the_language_is_that_of_the_story_and_else_the_sites(said, language):
    article = ImportedArticle("old", "1", body_html="<p>Words</p>", language=said)

    assert digested(article, "en-gb").digest.language == language
