"""What is searched for: words by how many articles hold them, two words, a phrase. Sorted both ways."""

from urllib.parse import urlencode

from benchmarks import prose
from benchmarks.measuring import cpu_ms

SOUGHT = {
    "a rare word": prose.INVENTED[-1],
    "a middling word": prose.INVENTED[1000],
    "a word of every article": "harbour",
    "two words": "harbour tariff",
    "a phrase": '"harbour tariff"',
}
SORTS = ("relevance", "date")
SUGGESTED = "/search/suggest/?q=har"
DESK = f"/admin/articles/article/?{urlencode({'q': 'harbour tariff'})}"


def address(words: str, sort: str) -> str:
    return f"/search/?{urlencode({'q': words, 'sort': sort})}"


def measure(server) -> dict[str, dict[str, float]]:
    """CPU milliseconds of each search, by its order, and of a suggestion."""
    found = {
        name: {sort: cpu_ms(server, address(words, sort)) for sort in SORTS} for name, words in SOUGHT.items()
    }
    return found | {"a suggestion": {SORTS[0]: cpu_ms(server, SUGGESTED)}}
