"""How many of the stories found stand in each section, by each author, under each topic …: a click narrows the search."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from taggit.models import Tag

from articles.site.chrome import Chrome
from articles.site.search_find import Found
from authors.models import Partner

MOST = 8  # values of one sort that are offered
TITLES = {"section": "Section", "author": "Author", "tag": "Topic", "partner": "Partner", "year": "Year"}
DAYS = {"from": "From", "to": "Until"}


@dataclass(frozen=True)
class Value:
    label: str
    query: str
    count: str


@dataclass(frozen=True)
class Facet:
    title: str
    values: list[Value]

    def html(self) -> SafeString:
        """As a list that opens. Thirty links of a page, for which the template engine would take a millisecond."""
        links = format_html_join(
            "\n",
            '<li><a href="{}" rel="nofollow">{} <span class="facet__count">{}</span></a></li>',
            ((value.query, value.label, value.count) for value in self.values),
        )
        return format_html(
            '<details class="facet"><summary>{}</summary><ul>\n{}\n</ul></details>', self.title, links
        )


def facets(found: Found, asked: dict[str, str], frame: Chrome) -> list[Facet]:
    """What else narrows the search `asked` (its parameters), most stories first. Three queries at
    most, for names that no page of this edition has shown."""
    by_sort: dict[str, list[tuple[str, int]]] = {}
    for name, count in _with_sections_around(found.counts, frame).most_common():
        sort, _, which = name.partition("/")
        if sort not in asked and not (sort == "year" and DAYS.keys() & asked.keys()):
            by_sort.setdefault(sort, []).append((which, count))
    offered = {sort: by_sort[sort][:MOST] for sort in TITLES if sort in by_sort}
    if "year" in offered:
        offered["year"] = sorted(by_sort["year"], reverse=True)[:MOST]
    made, so_far = [], urlencode(asked)
    for sort, values in offered.items():
        known = _KNOWN[sort]([which for which, _ in values], frame)
        shown = [
            Value(label, f"?{so_far}&{urlencode(narrowed)}", _count(count, found.bounded))
            for which, count in values
            if which in known
            for label, narrowed in (known[which],)
        ]
        if len(shown) > 1 or (shown and found.bounded):
            made.append(Facet(TITLES[sort], shown))
    return made


def _with_sections_around(counts: Counter, frame: Chrome) -> Counter:
    """The counts where a section's are those of the sections inside it, too."""
    whole = Counter(counts)
    for section in frame.sections.by_id.values():
        if inside := counts[f"section/{section.pk}"]:
            whole.update({f"section/{each.pk}": inside for each in frame.sections.line_to(section)[:-1]})
    return whole


def _count(count: int, bounded: bool) -> str:
    return f"{count:,}+" if bounded else f"{count:,}"


Known = dict[
    str, tuple[str, dict[str, str]]
]  # the last part of a list's name: what it is called, what asks for it


def _sections(numbers: list[str], frame: Chrome) -> Known:
    known = {number: frame.sections.by_id.get(int(number)) for number in numbers}
    return {number: (section.name, {"section": section.path}) for number, section in known.items() if section}


def _authors(numbers: list[str], frame: Chrome) -> Known:
    found = frame.authors(int(number) for number in numbers)
    return {str(author.pk): (author.name, {"author": author.slug}) for author in found}


def _tags(slugs: list[str], frame: Chrome) -> Known:
    return {tag.slug: (tag.name, {"tag": tag.slug}) for tag in frame.named(Tag, slugs, field_name="slug")}


def _partners(numbers: list[str], frame: Chrome) -> Known:
    found = frame.named(Partner, (int(number) for number in numbers))
    return {str(partner.pk): (partner.name, {"partner": partner.slug}) for partner in found}


def _years(years: list[str], frame: Chrome) -> Known:
    return {year: (year, {"from": f"{year:>04}-01-01", "to": f"{year:>04}-12-31"}) for year in years}


_KNOWN = {"section": _sections, "author": _authors, "tag": _tags, "partner": _partners, "year": _years}


def chosen(asked: dict[str, str], lists: dict[str, str], frame: Chrome) -> list[Value]:
    """What the search is narrowed by, each with the search without it. `lists` are the names of the lists asked for."""
    found = []
    for name, value in asked.items():
        if name not in (*TITLES, *DAYS):
            continue
        which = lists.get(name, "").partition("/")[2]
        known = _KNOWN[name]([which], frame) if which else {}
        label = known[which][0] if which in known else value
        without = {key: kept for key, kept in asked.items() if key != name}
        found.append(Value(f"{DAYS.get(name) or TITLES[name]}: {label}", f"?{urlencode(without)}", ""))
    return found
