"""What speaks against a comment before anybody has read it: the trap, links, the desk's phrases, what was learnt."""

import re
from dataclasses import dataclass, field

from articles.comments import learning
from articles.comments.models import Phrase
from articles.comments.rules import Rules
from articles.comments.words import links_in
from newsroom.lib.text import fold

SURELY_SPAM = 97  # of 100
SUSPICIOUS = 60
TOO_MANY_LINKS = 5  # times what the policy allows


@dataclass
class Verdict:
    """`spam` goes to the spam box; what is held waits for an editor, even from a trusted address."""

    spam: bool = False
    held: bool = False
    score: int | None = None
    reasons: list[str] = field(default_factory=list)


def judge(*, name: str, text: str, rules: Rules, trapped: bool = False) -> Verdict:
    """Weigh a comment. `trapped` is that the field nobody sees was filled in. Two queries."""
    verdict = Verdict()
    learnt = learning.score(name, text)
    verdict.score = learnt.value
    if trapped:
        verdict.spam = True
        verdict.reasons.append("The field that people don’t see was filled in")
    _weigh_links(verdict, len(links_in(text)), rules.most_links)
    _weigh_phrases(verdict, f"{name}\n{text}")
    if learnt.value is not None:
        verdict.spam |= learnt.value >= SURELY_SPAM
        verdict.held |= learnt.value >= SUSPICIOUS
        verdict.reasons += learnt.reasons
    return verdict


def _weigh_links(verdict: Verdict, links: int, most: int) -> None:
    if links <= most:
        return
    verdict.held = True
    verdict.spam |= links > max(most, 1) * TOO_MANY_LINKS
    verdict.reasons.append(f"It holds {links} link{'' if links == 1 else 's'}; {most} are allowed")


def _weigh_phrases(verdict: Verdict, words: str) -> None:
    folded = fold(words)
    for phrase in Phrase.objects.all():
        if re.search(rf"(?<!\w){re.escape(fold(phrase.text))}(?!\w)", folded):
            verdict.held = True
            verdict.spam |= phrase.verdict == Phrase.Verdict.SPAM
            verdict.reasons.append(f"It holds the phrase “{phrase.text}”")
