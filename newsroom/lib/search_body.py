"""What a body gives to a search index: by far the most of a story's words, and nothing but a function of the body."""

from collections import Counter
from typing import NamedTuple

from newsroom.lib.foretold import Foretold
from newsroom.lib.html import drop_figures, figures, plain_text
from newsroom.lib.search_words import single_letters, stems

LONGEST_BODY = 15_000  # words; what follows them is not looked at (PostgreSQL numbers no more than 16,383)
THEME = 3  # times a word stands in a body that is about it
MOST_THEMES = 100


class BodyWords(NamedTuple):
    """The body's words in order, parted by spaces; the marks of what it is about; the letters of scripts without spaces."""

    text: str
    themes: tuple[str, ...]
    letters: frozenset[str]


@Foretold
def body_words(body: str, language: str) -> BodyWords:
    """The words of a sanitised body. `language` is one of search_words.language_of."""
    text = plain_text(without_figures(body))
    found = stems(text, language)[:LONGEST_BODY]
    return BodyWords(" ".join(found), tuple(_themes(found)), frozenset(single_letters(text)))


def without_figures(body: str) -> str:
    """The body's own words: those of a picture go when its rights end, and are not looked for."""
    return drop_figures(body, figures(body)) if "<figure" in body else body


def _themes(body: list[str]) -> list[str]:
    """The marks of what a body is about: its words that return."""
    returning = [word for word, count in Counter(body).items() if count >= THEME and len(word) > 1]
    return [f"~{word}" for word in returning[:MOST_THEMES]]
