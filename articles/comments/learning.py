"""A score learnt from the newsroom's own decisions: naive Bayes over the words of what it approved and what it called
spam (Graham, "A Plan for Spam", 2002; Laplace's rule of succession for rare words). Only counts of words are kept."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F

from articles.comments.models import Comment, LearntWord
from articles.comments.words import hosts_in
from newsroom.lib.text import fold

HAM, SPAM = "ham", "spam"
ALL = ""  # the word that counts comments
ENOUGH = 5  # comments of each kind before anything is said
MOST_WORDS = 20_000  # kept; the rarest go first
MOST_IN_ONE = 200  # different words read of one comment
TELLING = 15  # words that decide
STRONGEST = 4.0  # what one word may weigh, as a logarithm
WORTH_TELLING = 0.7
_WORD = re.compile(r"[^\W_]{2,30}")
_NO_SPACES = re.compile("[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e01-\u0e4e]")


@dataclass(frozen=True)
class Score:
    """0 is good, 100 is spam; None while too little was learnt. `reasons` name the words that told most."""

    value: int | None = None
    reasons: tuple[str, ...] = ()


def words_of(name: str, text: str) -> list[str]:
    """The different words of a comment, the hosts that it links to, and those of its writer's name apart."""
    found = [f"link:{host}"[:60] for host in hosts_in(text)]
    found += [f"name:{word}" for word in _words(name)]
    found += _words(text)
    return list(dict.fromkeys(found))[:MOST_IN_ONE]


def _words(text: str) -> Iterable[str]:
    for run in _WORD.findall(fold(text)):
        if _NO_SPACES.search(run):  # no spaces part the words: each pair of letters stands for one
            yield from (run[place : place + 2] for place in range(len(run) - 1))
        else:
            yield run


def score(name: str, text: str) -> Score:
    """What earlier decisions say about these words. One query."""
    words = words_of(name, text)
    known = {row.word: row for row in LearntWord.objects.filter(word__in=[ALL, *words])}
    total = known.pop(ALL, None)
    if total is None or min(total.ham, total.spam) < ENOUGH:
        return Score()
    weights = {word: _weight(row, total) for word, row in known.items() if row.ham + row.spam > 1}
    telling = sorted(weights, key=lambda word: -abs(weights[word]))[:TELLING]
    sum_of = sum(weights[word] for word in telling)
    return Score(round(100 / (1 + math.exp(-sum_of))), _reasons(telling, weights))


def _weight(row: LearntWord, total: LearntWord) -> float:
    """The logarithm of how much more often the word stands in spam."""
    in_spam = (row.spam + 1) / (total.spam + 2)
    in_ham = (row.ham + 1) / (total.ham + 2)
    return max(-STRONGEST, min(STRONGEST, math.log(in_spam / in_ham)))


def _reasons(telling: list[str], weights: dict[str, float]) -> tuple[str, ...]:
    strong = [word for word in telling if abs(weights[word]) >= WORTH_TELLING][:4]
    return tuple(
        f"“{word}” stands more often in {SPAM if weights[word] > 0 else 'good comments'}" for word in strong
    )


def learn(comment: Comment, what: str) -> None:
    """Count the comment as good (HAM), spam (SPAM) or, with "", as neither any more. Counting twice alike changes
    nothing. Call inside a transaction, and save `learnt` after it."""
    if comment.learnt == what:
        return
    words = [ALL, *words_of(comment.name, comment.text)]
    if comment.learnt:
        _add(words, comment.learnt, -1)
    if what:
        LearntWord.objects.bulk_create([LearntWord(word=word) for word in words], ignore_conflicts=True)
        _add(words, what, 1)
        _keep_it_small()
    comment.learnt = what


def _add(words: list[str], kind: str, number: int) -> None:
    rows = LearntWord.objects.filter(word__in=words)
    if number > 0:
        rows.update(**{kind: F(kind) + number})
        return
    rows.filter(**{f"{kind}__gt": 0}).update(**{kind: F(kind) + number})
    rows.filter(ham=0, spam=0).delete()


def _keep_it_small() -> None:
    """Past the limit the rarest words go, a tenth at a time, the longest known of them first."""
    if LearntWord.objects.count() <= MOST_WORDS:
        return
    rarest = LearntWord.objects.exclude(word=ALL).order_by(F("ham") + F("spam"), "pk")
    LearntWord.objects.filter(pk__in=list(rarest.values_list("pk", flat=True)[: MOST_WORDS // 10])).delete()
