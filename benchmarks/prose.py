"""Text by the yard for the benchmark's archives: plausible in length and shape, meaningless, the same each time.

Two words in three are of a hundred that every article holds; the others are invented, and the further down their list
the rarer, as in any language."""

from itertools import accumulate
from random import Random

WORDS = (
    "harbour council tariff river minister border cable reform budget market union survey grain harvest court treaty "
    "station village engineer archive signal valley permit export island railway pension school clinic winter summer "
    "current account deficit reserve district election ballot turnout coalition speaker deputy committee clause annex "
    "forecast drought rainfall reservoir turbine grid tariff subsidy invoice container vessel captain crew insurer "
    "quietly slowly often rarely openly again before after beneath across toward within without against between "
    "measured promised delayed signed opened closed raised lowered carried counted argued agreed refused waited moved "
    "small large public private northern southern eastern western early late narrow broad costly cheap local distant"
).split()


def _invented(count: int) -> list[str]:
    """So many words of three or four syllables, the same each time."""
    chance, found = Random(1), {}
    while len(found) < count:
        syllables = (
            chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(chance.randint(3, 4))
        )
        found["".join(syllables)] = None
    return list(found)


# By rank: one article in twenty holds number 1,000, one in five hundred the last.
INVENTED = _invented(20_000)
_WEIGHTS = list(accumulate([23] * len(WORDS) + [190 / (rank + 10) for rank in range(len(INVENTED))]))
_ALL = WORDS + INVENTED


def some(chance: Random, count: int) -> str:
    return " ".join(chance.choices(_ALL, cum_weights=_WEIGHTS, k=count))


def sentence(chance: Random) -> str:
    return f"{some(chance, chance.randint(9, 21)).capitalize()}."


def headline(chance: Random) -> str:
    return some(chance, chance.randint(5, 9)).capitalize()


def body(chance: Random, words: int, image: int | None) -> str:
    """Desk HTML of about so many words: paragraphs, subheads, a quotation, a list, links and one picture."""
    parts, count = [], 0
    while count < words:
        text = " ".join(sentence(chance) for _ in range(chance.randint(3, 5)))
        count += len(text.split())
        number = len(parts)
        if number % 5 == 2:
            parts.append(f"<h2>{headline(chance)}</h2>")
        if number == 4:
            text = f'{text} <a href="https://source.example/{chance.randrange(10**6)}">{headline(chance)}</a>'
        parts.append(f"<blockquote><p>{text}</p></blockquote>" if number == 6 else f"<p>{text}</p>")
    if image is not None:
        figure = f'<figure data-image="{image}"><img src="/x.webp" alt=""><figcaption>{headline(chance)}</figcaption></figure>'
        parts.insert(2, figure)
    return "\n".join(parts)
