"""Why a story was found: its words marked in its headline and in the passage of its text where most of them meet.
Read from the row that readers may read, for the stories of one page alone."""

import html as entities
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from newsroom.lib.search_query import Query
from newsroom.lib.search_words import language_of, stems
from newsroom.lib.text import fold

LENGTH = 240  # characters of a passage
LEAD = 60  # of them before the first word found
MOST = 12  # places of one word that are marked
FEW = 8  # places of the rarest that are tried for the passage

_FIGURE = re.compile(r"<figure\b.*?</figure>", re.DOTALL)
_BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|blockquote|td|th|dd|dt)>")
_PARAGRAPH_END = "</p>"
_TAG = re.compile(r'<[a-zA-Z/][^<>"]*+(?:"[^"]*+"[^<>"]*+)*>')  # the sanitiser writes double quotes alone
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_WORD_END = re.compile(r"\w*")
_RUN_TOGETHER = re.compile(
    r"[\u0e01-\u0edd\u1000-\u109f\u1780-\u17dd\u1100-\u11ff\u3005-\u9fff\uac00-\ud7a3\uf900-\ufaff]"
)

Span = tuple[int, int, str]  # from, to, which of the query's tokens it is
_NOWHERE: Span = (0, 0, "")


class Marker:
    """Marks the words of one query in texts."""

    def __init__(self, query: Query):
        self.tokens = {token for clause in query.wanted for tokens in clause.ways for token in tokens}
        self.begun = tuple(clause.begins[1:] for clause in query.wanted if clause.begins)
        self.needles = {_needle(token) for token in self.tokens} | set(self.begun)
        self.known: dict[str, dict[str, str]] = {}  # the tokens of words that were met, by language

    def marked(self, text: str, language: str) -> SafeString:
        """The whole text as HTML, the words found in <mark>."""
        return _html(text, self.spans(text, language), 0, len(text))

    def passage(self, body_html: str, language: str) -> SafeString:
        """About LENGTH characters of a body's own words around where the most of those sought meet, or "" where none
        stands."""
        text, cut_before, cut_after = self._stretch(body_html, language)
        spans = self.spans(text, language)
        if not spans:
            return SafeString("")
        start, end = _around(text, _densest(spans))
        before = "… " if start or cut_before else ""
        after = " …" if end < len(text) or cut_after else ""
        return mark_safe(f"{before}{_html(text, spans, start, end)}{after}")  # noqa: S308  escaped by _html

    def _stretch(self, body_html: str, language: str) -> tuple[str, bool, bool]:
        """The text of the few paragraphs where the most words meet, and whether there is more before and after them: a
        body is long, and its markup is taken away for no more of it than is shown."""
        flat = _flat(body_html)
        if len(flat) != len(body_html):
            return "", False, False
        often = {needle: count for needle in self.needles if (count := flat.count(needle))}
        for needle in sorted(often, key=lambda each: often[each]):
            if place := self._meeting(body_html, flat, language, needle, list(often)):
                break
        else:
            return "", False, False
        start = max(0, body_html.rfind(_PARAGRAPH_END, 0, place))
        end = body_html.find(_PARAGRAPH_END, place + 2 * LENGTH)
        return body_text(body_html[start : end if end >= 0 else None]), bool(start), end >= 0

    def _meeting(self, body_html: str, flat: str, language: str, needle: str, others: list[str]) -> int:
        """The first of the word's places about which the most of the others stand; 0 where it is not in the text."""
        places = [
            start
            for start, end in _words_with(flat, needle, FEW)
            if self._token(flat[start:end], body_html[start:end], language) and _is_read(body_html, start)
        ]

        def company(place: int) -> int:
            return sum(flat.find(other, max(0, place - LENGTH), place + LENGTH) >= 0 for other in others)

        return max(places, key=company, default=0)

    def spans(self, text: str, language: str) -> list[Span]:
        """Where the words stand, the first MOST places of each."""
        flat = _flat(text)
        if len(flat) != len(text):
            return []
        found: dict[int, Span] = {}
        for needle in self.needles:
            for start, end in _words_with(flat, needle, MOST):
                if token := self._token(flat[start:end], text[start:end], language):
                    found[start] = max(found.get(start, _NOWHERE), (start, end, token))
        return [found[start] for start in sorted(found)]

    def _token(self, flat: str, word: str, language: str) -> str:
        """Which of the query's tokens the word is, "" for none. `flat` is the word without case and accents."""
        known = self.known.setdefault(language, {})
        if flat not in known:
            known[flat] = self._looked_up(flat, word, language)
        return known[flat]

    def _looked_up(self, flat: str, word: str, language: str) -> str:
        if flat in self.tokens or (self.begun and flat.startswith(self.begun)):
            return flat
        return next((token for token in stems(word, language) if token in self.tokens), "")


def _needle(token: str) -> str:
    """What every word of this stem begins with: a stem's last letter may differ from the word's ("happi")."""
    return token if len(token) <= 3 or _RUN_TOGETHER.search(token) else token[:-1]


def _words_with(flat: str, needle: str, most: int) -> Iterator[tuple[int, int]]:
    """The words that begin so, of the first so many places; of scripts without spaces the letters themselves. Looked for with str.find, which reads
    a body twenty times as fast as a pattern does."""
    run_together, place = _RUN_TOGETHER.search(needle), -1
    for _ in range(most):
        place = flat.find(needle, place + 1)
        if place < 0:
            return
        if run_together:
            yield place, place + len(needle)
        elif not place or not _is_letter(flat[place - 1]):
            yield place, _WORD_END.match(flat, place).end()  # type: ignore[union-attr]  # it matches nothing, too


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _is_read(html: str, place: int) -> bool:
    """Whether what stands there is a word of the text: in no tag, and under no picture."""
    if html.rfind("<", 0, place) > html.rfind(">", 0, place):
        return False
    figure = html.rfind("<figure", 0, place)
    return figure < 0 or html.find("</figure>", figure, place) >= 0


def language(code: str) -> str:
    """Whose stems a row of this language code is searched by."""
    return language_of(code or settings.LANGUAGE_CODE)


def body_text(body_html: str) -> str:
    """The words of a published body on one line, without its pictures: quicker than lib.html.plain_text, for bodies
    that our sanitiser wrote."""
    bare = _TAG.sub("", _BLOCK_END.sub(" ", _FIGURE.sub(" ", body_html)))
    return " ".join((entities.unescape(bare) if "&" in bare else bare).split())


def _flat(text: str) -> str:
    """The text without case and accents, character by character, so that places in it are places in the text."""
    return (text if text.isascii() else _FOREIGN.sub(_flat_match, text)).lower()


def _flat_match(match: re.Match) -> str:
    return _flat_character(match[0])


@lru_cache(maxsize=5000)
def _flat_character(character: str) -> str:
    bare = fold(character)
    return bare if len(bare) == 1 and character not in "йЙ" else character.lower()[:1]


def _densest(spans: list[Span]) -> Span:
    """The word from which on a passage holds the most of the words found; one that stands seldom counts for more."""
    often = Counter(token for *_, token in spans)

    def weight(place: int) -> float:
        last, inside = spans[place][0] + LENGTH - LEAD, set()
        for _, end, token in islice(spans, place, None):
            if end > last:
                break
            inside.add(token)
        return sum(1 + 1 / often[token] for token in inside)

    return spans[max(range(len(spans)), key=weight)]


def _around(text: str, span: Span) -> tuple[int, int]:
    """A passage about the span that begins and ends between words, where the script has any."""
    start = max(0, span[0] - LEAD)
    end = min(len(text), start + LENGTH)
    if start:
        space = text.find(" ", start, span[0])
        start = space + 1 if space >= 0 else start
    if end < len(text):
        space = text.rfind(" ", span[1], end)
        end = space if space >= 0 else end
    return start, end


def _html(text: str, spans: list[Span], start: int, end: int) -> SafeString:
    return mark_safe("".join(_parts(text, spans, start, end)))  # noqa: S308  each part is escaped


def _parts(text: str, spans: list[Span], start: int, end: int) -> Iterator[str]:
    position = start
    for begin, finish in _joined(spans):
        if begin >= position and finish <= end:
            yield escape(text[position:begin])
            yield f"<mark>{escape(text[begin:finish])}</mark>"
            position = finish
    yield escape(text[position:end])


def _joined(spans: list[Span]) -> list[tuple[int, int]]:
    """Those that touch as one: the letters of a script without spaces are found in pairs."""
    joined: list[tuple[int, int]] = []
    for begin, end, _ in spans:
        if joined and begin == joined[-1][1]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((begin, end))
    return joined
