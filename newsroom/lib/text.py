"""Words in every script: addresses, comparison, counting, cutting and tidying. Pure functions, no settings."""

import math
import re
import unicodedata
from functools import lru_cache

from newsroom.lib.foretold import Foretold

READING_SPEED = 238  # words a minute, silent reading of non-fiction: Brysbaert (2019), 190 studies

_NOT_WORD = re.compile(r"-+")
_NOT_ASCII_WORD = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = dict.fromkeys(map(ord, "'’ʼ‘`´"))
_FINAL_SIGMA = re.compile(r"σ(?=-|$)")

# Scripts written without spaces. Han, kana and bopomofo: a character is a word, as editors count them.
_CJK = re.compile(
    "[\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U00020000-\U000323af]"
)
# Thai, Lao, Myanmar, Khmer: words run together, so their length is estimated.
_RUN_TOGETHER = re.compile("[\u0e01-\u0e4e\u0e81-\u0ece\u1000-\u109f\u1780-\u17dd]+")
_LETTERS_A_WORD = 6
_CHARACTERS_A_WORD = 3  # in an excerpt
_LOOSE_ENDS = " .,;:!?–—-…、。，；：！？·"

_OPTIONAL_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u0652\u0670]"
)
_UNDECOMPOSED = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "ŧ": "t",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "’": "'",
    }
)

_LINE_BREAKING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# Overrides, embeddings and isolates reorder what follows them; the rest shows nothing and breaks searching.
_UNWANTED = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\ufff9-\ufffb\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"\s+")
_KEPT_SPACES = {"\u00a0", "\u202f"}


def slugify_unicode(text: str, max_length: int = 80) -> str:
    """The text as a piece of an address, letters of every script kept; "" when it has no letter or digit.

    Compatibility forms are unified (NFKC), case is folded, apostrophes vanish, all else becomes one hyphen.
    Longer than `max_length` characters, it is cut between words when one ends in the second half.
    """
    if max_length < 1:
        return ""
    if text.isascii():
        return _shorten(_NOT_ASCII_WORD.sub("-", text.lower().translate(_APOSTROPHES)).strip("-"), max_length)
    letters = []
    for character in unicodedata.normalize("NFKC", text).casefold().translate(_APOSTROPHES):
        category = unicodedata.category(character)
        if category[0] in "LNM":
            letters.append(character)
        elif category != "Cf":  # joiners and direction marks disappear without parting a word
            letters.append("-")
    slug = unicodedata.normalize("NFKC", "".join(letters)).casefold().replace("i\u0307", "i")
    return _shorten(_trim(_NOT_WORD.sub("-", slug)), max_length)


def _trim(slug: str) -> str:
    """Without hyphens at the ends, without marks that have no letter to stand on, with Greek word ends right."""
    parts = (_without_leading_marks(part) for part in slug.split("-"))
    return _FINAL_SIGMA.sub("ς", "-".join(part for part in parts if part))


def _without_leading_marks(part: str) -> str:
    start = 0
    while start < len(part) and unicodedata.category(part[start])[0] == "M":
        start += 1
    return part[start:]


def _shorten(slug: str, max_length: int) -> str:
    if len(slug) <= max_length:
        return slug
    cut = max_length
    word_end = slug.rfind("-", 0, max_length + 1)
    if word_end >= max_length / 2:
        cut = word_end
    else:
        cut = _before_marks(slug, cut)
    return _trim(slug[:cut])


def fold(text: str) -> str:
    """The text for comparing: no case, no accents, no optional vowel points, single spaces.

    Marks that make another letter (Indic vowels, the Japanese voicing mark) stay.
    """
    bare = text.casefold()
    for _ in range(2):  # folding case can bring marks back, decomposing can bring capitals back
        bare = (
            _OPTIONAL_MARKS.sub("", unicodedata.normalize("NFKD", bare)).casefold().translate(_UNDECOMPOSED)
        )
    return unicodedata.normalize("NFC", " ".join(bare.split()))


_NO_ASCII_SIGNS = {
    number: None for number in range(33, 127) if not chr(number).isalnum() and number != ord("_")
}
# A run without white space that holds a letter or figure. Possessive, so that a mile of dashes is read once.
_WORD = re.compile(r"(?<!\S)[^\w\s]*+\w\S*")


@Foretold
@lru_cache(maxsize=512)  # a text is counted for its revision and again at the door
def word_count(text: str) -> int:
    """How many words: one for each Chinese or Japanese character, an estimate for Thai, Lao, Burmese and Khmer."""
    if text.isascii():
        return len(text.translate(_NO_ASCII_SIGNS).split())
    without_cjk, count = _CJK.subn(" ", text)
    for run in _RUN_TOGETHER.findall(without_cjk):
        count += math.ceil(len(run) / _LETTERS_A_WORD)
    return count + len(_WORD.findall(_RUN_TOGETHER.sub(" ", without_cjk)))


def reading_minutes(words: int) -> int:
    """Whole minutes to read so many words, at least 1; 0 for nothing to read."""
    return math.ceil(max(words, 0) / READING_SPEED)


def excerpt(text: str, words: int = 20) -> str:
    """The first `words` words of plain text on one line, with "…" when there are more.

    In scripts without spaces three characters stand for a word (20 words are 60 characters), and a "word" longer
    than that is cut too.
    """
    tokens = text.split(maxsplit=words + 1)  # the last, all that follows, is one too many
    room = words * _CHARACTERS_A_WORD
    kept: list[str] = []
    for token in tokens:
        size = _room_taken(token, words)
        if size > room:
            if room >= _CHARACTERS_A_WORD and size > _CHARACTERS_A_WORD:
                kept.append(token[: _before_marks(token, room)])
            return " ".join(kept).rstrip(_LOOSE_ENDS) + "…"
        kept.append(token)
        room -= size
    return " ".join(kept)


def _room_taken(token: str, words: int) -> int:
    """A word of any length takes a word's room; one without spaces inside, or a monster, the room of its characters."""
    if len(token) <= (words if token.isascii() else 1) * _CHARACTERS_A_WORD:
        return _CHARACTERS_A_WORD
    runs_on = len(_CJK.findall(token)) + sum(map(len, _RUN_TOGETHER.findall(token))) > len(token) / 2
    return len(token) if runs_on or len(token) > words * _CHARACTERS_A_WORD else _CHARACTERS_A_WORD


def _before_marks(text: str, cut: int) -> int:
    while 0 < cut < len(text) and unicodedata.category(text[cut])[0] == "M":
        cut -= 1  # a letter goes with all its marks or not at all
    return cut


def clean_line(text: str) -> str:
    """One visible line: no control characters, no reordering characters, white space collapsed, NFC.

    A lone no-break space stays (French puts one before "?"), and so do the joiners many scripts need.
    "" when nothing in it can be seen.
    """
    if (
        text.isprintable()
        and "  " not in text
        and text == text.strip()
        and unicodedata.is_normalized("NFC", text)
    ):
        return text  # as nearly every line is: no character of another sort is printable
    line = _UNWANTED.sub("", _LINE_BREAKING.sub(" ", text))
    line = _SPACES.sub(lambda run: run[0] if run[0] in _KEPT_SPACES else " ", line).strip()
    if all(unicodedata.category(character) in ("Cf", "Zs") for character in line):
        return ""
    return unicodedata.normalize("NFC", line)
