"""What is worked out of a body before it is written, by a process that has no database: its clean HTML, its words, its
stems. The functions that are asked for them later are told, and need not work them out again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from newsroom.lib.html import desk_sanitise, plain_text
from newsroom.lib.html_sanitiser import remember_clean
from newsroom.lib.search_body import BodyWords, body_words
from newsroom.lib.text import word_count

BODY_PICTURE = re.compile(r'<figure data-picture="(\d{1,6})">')  # as body_images.located writes it
PLACES = 9 * 10**17  # a picture's place in the record stands as a number that no picture of the library has
_PLACED = re.compile(r'<figure data-image="(9\d{17})">')


@dataclass(frozen=True)
class Digest:
    """Of one body. `body` has the places of its pictures where the library's numbers go, so each must have one."""

    body: str
    text: str
    word_count: int
    language: str
    words: BodyWords

    @classmethod
    def of(cls, body_html: str, language: str) -> Self:
        """`language` is one of search_words.language_of."""
        body = desk_sanitise(BODY_PICTURE.sub(_as_place, body_html))
        text = plain_text(body)
        return cls(body, text, word_count(text), language, body_words(body, language))

    def with_pictures(self, numbers: Mapping[int, int]) -> str:
        """The clean body with the library's pictures, by their places. From here on it is known, until `forget`."""
        body = _PLACED.sub(lambda match: _figure(numbers.get(int(match[1]) - PLACES), match[0]), self.body)
        remember_clean(body)
        plain_text.tell(self.text, body)
        word_count.tell(self.word_count, self.text)
        body_words.tell(self.words, body, self.language)
        return body


def forget() -> None:
    for function in (plain_text, word_count, body_words):
        function.forget()


def _as_place(match: re.Match) -> str:
    return f'<figure data-image="{PLACES + int(match[1])}">'


def _figure(number: int | None, before: str) -> str:
    return before if number is None else f'<figure data-image="{number}">'
