"""What somebody typed into a search box, as the words to look for: words, "phrases", -exclusions and begun* words.
Every string is a query; none is an error."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from newsroom.lib.search_words import forms, stems
from newsroom.lib.text import clean_line

LONGEST = 400  # characters that are read
MOST = 12  # words and phrases that are looked for
EDGE = 3  # letters up to which the beginnings of words stand in the index themselves

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂〝〞", '"') | {"−": "-", "－": "-", "＊": "*"})
_PART = re.compile(r'(-*)(?:"([^"]*)(?:"|$)|([^\s"]+))')

Tokens = tuple[str, ...]


@dataclass(frozen=True)
class Clause:
    """A word or phrase: found where the tokens of one of the `ways` stand side by side. A word has as many ways as
    the languages it may be in give it stems. `begins`: the mark of words beginning so, by which it is found too; so it
    is by `marks`."""

    ways: tuple[Tokens, ...]
    begins: str = ""
    whole: bool = True  # False: `begins` is the beginning of a mark
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Query:
    """All of `wanted` and none of `unwanted`. `cut`: there was more than is looked for."""

    text: str
    wanted: tuple[Clause, ...] = ()
    unwanted: tuple[Clause, ...] = ()
    cut: bool = False

    def __bool__(self) -> bool:
        return bool(self.wanted)

    def together(self) -> Clause | None:
        """The wanted words as one phrase, where they are more than one."""
        words = [clause.ways for clause in self.wanted if clause.ways]
        if len(words) < 2:
            return None
        # The first languages' stems side by side: a phrase of many languages is nobody's.
        most = min(map(len, words))
        return Clause(tuple(tuple(t for ways in words for t in ways[n]) for n in range(most)))


def parse(text: str, languages: Sequence[str], *, typing: bool = False) -> Query:
    """The query in `text`. `languages` (of language_of) are those the searched stories are in. For somebody who is
    `typing`, each word may also be the beginning of one."""
    text = text.replace("\x00", " ")
    shown = clean_line(text[:LONGEST])
    wanted: dict[Clause, None] = {}
    unwanted: dict[Clause, None] = {}
    cut = len(text) > LONGEST
    for part in _PART.finditer(shown.translate(_QUOTES)):
        minus, phrase, word = part[1], part[2], part[3] or ""
        clause = _clause(phrase if phrase is not None else word, languages)
        if phrase is None and (word.endswith("*") or (typing and not minus)):
            clause = _begun(word, clause if typing else None) or clause
        if clause is None:
            continue
        if len(wanted) + len(unwanted) >= MOST:
            cut = True
            break
        (unwanted if minus else wanted)[clause] = None
    return Query(shown, tuple(wanted), tuple(unwanted), cut)


def begun(text: str) -> Query:
    """The query of somebody who is typing a name or a headline: all of the words in `text`, each perhaps not ended."""
    shown = clean_line(text.replace("\x00", " ")[:LONGEST])
    words = dict.fromkeys(forms(shown))
    return Query(shown, tuple(Clause((), *_beginning(word)) for word in islice(words, MOST)))


def _clause(text: str, languages: Iterable[str]) -> Clause | None:
    ways = dict.fromkeys(tuple(stems(text, language)) for language in languages)
    ways.pop((), None)
    return Clause(tuple(ways)) if ways else None


def _begun(word: str, clause: Clause | None) -> Clause | None:
    """The clause of a word that may go on, beside those it is found by as it is. None for what is no single word."""
    words = forms(word)
    return Clause(clause.ways if clause else (), *_beginning(words[0])) if len(words) == 1 else None


def _beginning(word: str) -> tuple[str, bool]:
    return (f"<{word}", True) if len(word) <= EDGE else (f"^{word[:60]}", False)


def beginnings(words: Iterable[str]) -> list[str]:
    """The marks by which words are found from their first letters on, for the index."""
    return list(dict.fromkeys(mark for word in words for mark in _beginnings(word)))


@lru_cache(maxsize=20_000)
def _beginnings(word: str) -> tuple[str, ...]:
    short = tuple(f"<{word[:length]}" for length in range(1, min(EDGE, len(word)) + 1))
    return (*short, f"^{word[:60]}") if len(word) > EDGE else short
