"""What is suggested while a reader types: sections, authors, topics and headlines whose words begin so, all of them of
stories that are public at that moment."""

from collections import Counter
from datetime import datetime

from articles.models.published import PublishedArticle
from articles.publishing.search_engine import Sought
from articles.site.chrome import Chrome
from articles.site.search_find import live_hits
from newsroom.lib.search_query import begun
from newsroom.lib.search_words import forms

LOOKED_AT = 60  # newest stories in whose headline or names the words begin
MOST_STORIES, MOST_NAMES = 5, 2  # names of each sort


def suggestions(typed: str, now: datetime, frame: Chrome) -> list[dict[str, str]]:
    """Names first, then headlines, newest first: {"kind", "label", "path"}. Two queries."""
    asked = Sought(frame.section_names.told(begun(typed)))
    words = forms(asked.query.text)
    if not asked:
        return []
    keys = live_hits(asked, now, LOOKED_AT, "d.key")
    fields = ("headline", "path", "section_id", "bylines", "tags")
    rows = PublishedArticle.objects.live(now).filter(pk__in=[key for (key,) in keys])
    found = list(rows.order_by("-published_at", "-article_id").values_list(*fields))
    return [*_names(found, words, frame), *_stories(found, words)]


def _stories(found: list[tuple], words: list[str]) -> list[dict[str, str]]:
    begin = [(headline, path) for headline, path, *_ in found if _all_begin(words, headline)]
    return [{"kind": "Story", "label": headline, "path": path} for headline, path in begin[:MOST_STORIES]]


def _names(found: list[tuple], words: list[str], frame: Chrome) -> list[dict[str, str]]:
    """The sections, authors and topics of these stories whose own names begin so, those of the most stories first."""
    counted: dict[str, Counter] = {"Section": Counter(), "Author": Counter(), "Topic": Counter()}
    for _, _, number, bylines, tags in found:
        if section := frame.sections.by_id.get(number):
            counted["Section"].update(
                (each.name, f"/{each.path}/") for each in frame.sections.line_to(section)
            )
        counted["Author"].update((line["name"], line["path"]) for line in bylines if line["path"])
        counted["Topic"].update((tag["name"], f"/tags/{tag['slug']}/") for tag in tags)
    return [
        {"kind": kind, "label": label, "path": path}
        for kind, names in counted.items()
        for label, path in [each for each, _ in names.most_common() if _all_begin(words, each[0])][
            :MOST_NAMES
        ]
    ]


def _all_begin(words: list[str], text: str) -> bool:
    """Whether each of the words is the beginning of one of the text's."""
    own = forms(text)
    return all(any(each.startswith(word) for each in own) for word in words)
