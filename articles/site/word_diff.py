"""What changed between two texts, word by word, as HTML in which nothing of the texts can act as markup."""

import re
from difflib import SequenceMatcher
from html import escape

from django.utils.safestring import SafeString, mark_safe

_WORDS = re.compile(r"\S+\s*")
KEPT = 12  # unchanged words shown on either side of a change


class Budget:
    """How many pairs of words may still be compared. Comparing takes time with their number, and a page with many long
    versions must not keep a process busy; a count says the same on every machine, which seconds would not."""

    def __init__(self, pairs: int):
        self.pairs = pairs

    def take(self, pairs: int) -> bool:
        if pairs > self.pairs:
            return False
        self.pairs -= pairs
        return True


def changes(old: str, new: str, budget: Budget) -> SafeString:
    """The paragraphs of `new` that differ from those of `old`, what went as <del> and what came as <ins>; "" where
    nothing differs. Paragraphs are parted by empty lines. Where the budget does not reach, a paragraph is
    struck and set again as a whole."""
    if old == new:
        return SafeString("")
    before, after = old.split("\n\n"), new.split("\n\n")
    pieces = []
    for what, a, b, c, d in _steps(before, after, budget):
        if what != "equal":
            pieces += _paragraphs(before[a:b], after[c:d], budget)
    return mark_safe("\n".join(pieces))  # noqa: S308  every word was escaped


def _paragraphs(old: list[str], new: list[str], budget: Budget) -> list[str]:
    """Paragraphs that stand at the same place are compared with each other, the others came or went whole."""
    pieces = [f"<p>{_words(a, b, budget)}</p>" for a, b in zip(old, new, strict=False)]
    pieces += [f"<p>{_mark('del', text)}</p>" for text in old[len(new) :]]
    return pieces + [f"<p>{_mark('ins', text)}</p>" for text in new[len(old) :]]


def _words(old: str, new: str, budget: Budget) -> str:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    steps = _steps(before, after, budget)
    pieces = []
    for number, (what, a, b, c, d) in enumerate(steps):
        if what == "equal":
            pieces.append(_unchanged(before[a:b], first=number == 0, last=number == len(steps) - 1))
        else:
            pieces.append(_mark("del", "".join(before[a:b])) + _mark("ins", "".join(after[c:d])))
    return "".join(pieces)


def _steps(before: list[str], after: list[str], budget: Budget) -> list[tuple[str, int, int, int, int]]:
    """Opcodes as difflib gives them, for lists whose equal beginnings and ends were set aside first."""
    start = _common(before, after)
    end = min(_common(before[::-1], after[::-1]), min(len(before), len(after)) - start)
    a, b = before[start : len(before) - end], after[start : len(after) - end]
    if budget.take(len(a) * len(b)):
        inner = SequenceMatcher(
            None, [w.strip() for w in a], [w.strip() for w in b], autojunk=False
        ).get_opcodes()
    else:
        inner = [("replace", 0, len(a), 0, len(b))]
    steps = [("equal", 0, start, 0, start)] if start else []
    steps += [
        (what, i + start, j + start, k + start, m + start) for what, i, j, k, m in inner if j > i or m > k
    ]
    if end:
        steps.append(("equal", len(before) - end, len(before), len(after) - end, len(after)))
    return steps


def _common(before: list[str], after: list[str]) -> int:
    """How many items both begin with."""
    count = 0
    for one, other in zip(before, after, strict=False):
        if one.strip() != other.strip():
            break
        count += 1
    return count


def _unchanged(words: list[str], *, first: bool, last: bool) -> str:
    """The words around a change, those further away left out."""
    room = KEPT * (1 if first or last else 2)
    if len(words) <= room + 1:
        return escape("".join(words))
    head = [] if first else words[:KEPT]
    tail = [] if last else words[-KEPT:]
    return f"{escape(''.join(head))}… {escape(''.join(tail))}"


def _mark(tag: str, text: str) -> str:
    if not text:
        return ""
    bare = text.rstrip()
    return f"<{tag}>{escape(bare)}</{tag}>{text[len(bare) :] or ' '}"
