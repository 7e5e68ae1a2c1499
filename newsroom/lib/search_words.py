"""Text as a search index sees it: words without case and accents, cut to their stems, in any script. One function for
both databases, so that both find the same. Pure functions, no settings.

Accents go before stems are taken, on both sides, so that nobody has to type them. Scripts written without spaces
(Han, kana, Thai …) and Hangul, whose words carry their particles, become overlapping pairs of letters."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from threading import Lock

import Stemmer

from newsroom.lib.text import fold

LONGEST_WORD = 64  # letters; the rest of a longer one is not looked at
_REMEMBERED = 100_000  # words of one language whose stems a process keeps

# ISO 639 to the algorithm's name (https://snowballstem.org/). A language without one is not stemmed.
_ALGORITHMS = {
    "ar": "arabic", "hy": "armenian", "eu": "basque", "ca": "catalan", "cs": "czech", "da": "danish", "nl": "dutch",
    "en": "english", "eo": "esperanto", "et": "estonian", "fi": "finnish", "fr": "french", "de": "german",
    "el": "greek", "hi": "hindi", "hu": "hungarian", "id": "indonesian", "ga": "irish", "it": "italian",
    "lt": "lithuanian", "ne": "nepali", "nb": "norwegian", "nn": "norwegian", "no": "norwegian", "fa": "persian",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "st": "sesotho",
    "es": "spanish", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
_KNOWN = frozenset(Stemmer.algorithms())

_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_POSSESSIVE = re.compile(r"'s\b")
_TO_SPACES = str.maketrans({chr(n): " " for n in range(128) if not chr(n).isalnum()})
_APOSTROPHES = frozenset("’ʼ‘")
_SHIELD = str.maketrans({"й": "\ue000", "Й": "\ue000"})  # a letter of its own, though it decomposes
_UNSHIELD = str.maketrans({"\ue000": "й"})
_RUN_TOGETHER = re.compile(
    "[\u0e01-\u0e4e\u0e81-\u0ece\u1000-\u109f\u1780-\u17dd"  # Thai, Lao, Myanmar, Khmer
    "\u1100-\u11ff\uac00-\ud7a3"  # Hangul
    "\u3005-\u3007\u3041-\u309f\u30a1-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff"  # kana, bopomofo
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+"
)


def language_of(code: str) -> str:
    """The language that decides about stems, from a tag such as "en-gb" (BCP 47): "en", or "" for one without."""
    primary = code.replace("_", "-").partition("-")[0].lower()
    return primary if _ALGORITHMS.get(primary) in _KNOWN else ""


def stems(text: str, language: str) -> list[str]:
    """The text's words in order, each as the index holds it. `language` is one of language_of."""
    return [*map(_stems_of(language).__getitem__, forms(text))]


def forms(text: str) -> list[str]:
    """The same words, whole: no case, no accents, but not cut to their stems."""
    bare = folded(text)
    if "'" in bare:
        bare = _POSSESSIVE.sub("", bare)
    words = bare.translate(_TO_SPACES).split()
    return words if bare.isascii() else [piece for word in words for piece in _pieces(word)]


def single_letters(text: str) -> set[str]:
    """Every letter of a script without spaces that the text holds, for those who look for one alone."""
    return set() if text.isascii() else set("".join(_RUN_TOGETHER.findall(folded(text))))


def folded(text: str) -> str:
    """The text without case and accents, where all that is no letter, figure or ASCII sign has become "|"."""
    text = text.lower()
    return text if text.isascii() else _FOREIGN.sub(_folded_run, text)


def _folded_run(run: re.Match) -> str:
    return _fold_word(run[0]) if len(run[0]) <= LONGEST_WORD else _fold_foreign(run[0])


def _fold_foreign(run: str) -> str:
    return fold("".join(map(_letter_or_gap, run)).translate(_SHIELD)).translate(_UNSHIELD)


_fold_word = lru_cache(maxsize=20_000)(_fold_foreign)


@lru_cache(maxsize=20_000)
def _letter_or_gap(character: str) -> str:
    if character in _APOSTROPHES:
        return "'"
    if unicodedata.category(character) == "Cf":  # joiners and direction marks show nothing
        return ""
    # Compatibility forms may hide a sign or a space: ½, ℃, ﷺ.
    whole = unicodedata.normalize("NFKC", character)
    return "".join(each if unicodedata.category(each)[0] in "LMN" else "|" for each in whole)


def _pieces(word: str) -> Iterator[str]:
    """A word of a spaced script as it is; a run of another as its overlapping pairs of letters."""
    if word.isascii():
        yield word
        return
    position = 0
    for run in _RUN_TOGETHER.finditer(word):
        if run.start() > position:
            yield word[position : run.start()]
        position = run.end()
        letters = run[0]
        if len(letters) == 1:
            yield letters
        for place in range(len(letters) - 1):
            yield letters[place : place + 2]
    if position < len(word):
        yield word[position:]


class _Stems(dict[str, str]):
    """A word's stem, remembered. A stemmer serves one thread at a time."""

    def __init__(self, stem: Callable[[str], str]):
        super().__init__()
        self.stem, self.lock = stem, Lock()

    def __missing__(self, word: str) -> str:
        if len(word) > LONGEST_WORD:
            return self[word[:LONGEST_WORD]]
        with self.lock:
            found = self.stem(word) or word
        if len(self) >= _REMEMBERED:
            self.clear()
        self[word] = found
        return found


@lru_cache(maxsize=len(_ALGORITHMS) + 1)
def _stems_of(language: str) -> _Stems:
    """`language` is one of language_of, so they are few."""
    if not language:
        return _Stems(str)
    return _Stems(Stemmer.Stemmer(_ALGORITHMS[language], 0).stemWord)
