"""Surrogate-Key: what a page is made of, so that a CDN can drop exactly the pages a change concerns."""

from collections.abc import Iterable
from urllib.parse import quote

LONGEST = 16 * 1024  # bytes; CDNs cut or refuse longer headers
ALL_PAGES = "frame"  # masthead, navigation, "Latest" and "Trending"


def key_of(list_name: str) -> str:
    """The key of a list: "section/3" is "section-3". Letters beyond ASCII are percent-encoded."""
    return quote(list_name.replace("/", "-"), safe="-._~")


def header(names: Iterable[str]) -> str:
    """The header's value: each key once, in the order given. The first stay where not all have room."""
    kept, size = [], 0
    for name in dict.fromkeys(names):
        size += len(name) + 1
        if size > LONGEST:
            break
        kept.append(name)
    return " ".join(kept)


def of_rows(rows: Iterable) -> list[str]:
    """The keys of the articles shown."""
    return [f"article-{row.article_id}" for row in rows]
