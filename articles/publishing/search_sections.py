"""What sections are called and what lies in what, told to a search when it is asked. The index knows of a text only the
section it lies in, so one that is renamed or moved is found as it is called today, however many stories it holds."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Self

from articles.models.section import Section
from newsroom.lib.search_query import Clause, Query, Tokens, beginnings
from newsroom.lib.search_words import forms, stems

KNOWN_NAMES = 2000  # whose words a process remembers


class SectionNames:
    """The sections of one moment."""

    def __init__(self, sections: Iterable[Section]):
        self.names: dict[int, str] = {}
        self.inside: dict[int | None, list[int]] = {}
        for section in sections:
            self.names[section.pk] = section.name
            self.inside.setdefault(section.parent_id, []).append(section.pk)

    @classmethod
    def load(cls) -> Self:
        """Those of now. One query."""
        return cls(Section.objects.only("name", "parent"))

    def marks(self, list_name: str) -> tuple[str, ...]:
        """Of which marks a text in this list has one: "section/3" is told of the sections inside it, too."""
        kind, _, number = list_name.partition("/")
        return tuple(self._within(int(number))) if kind == "section" else (list_name,)

    def told(self, query: Query, languages: Sequence[str] = ()) -> Query:
        """The query whose words find the stories of sections called so, too. `languages` are those it was parsed for."""
        return replace(
            query,
            wanted=tuple(self._told(clause, languages) for clause in query.wanted),
            unwanted=tuple(self._told(clause, languages) for clause in query.unwanted),
        )

    def _told(self, clause: Clause, languages: Sequence[str]) -> Clause:
        called = [number for number, name in self.names.items() if _is_in(clause, name, tuple(languages))]
        marks = dict.fromkeys(mark for number in called for mark in self._within(number))
        return replace(clause, marks=tuple(marks)) if marks else clause

    def _within(self, number: int) -> list[str]:
        found = [number]
        for each in found:
            found += self.inside.get(each, [])
        return [f"section/{each}" for each in found]


def _is_in(clause: Clause, name: str, languages: tuple[str, ...]) -> bool:
    if clause.begins:
        begun = _begun(name)
        if clause.begins in begun if clause.whole else any(each.startswith(clause.begins) for each in begun):
            return True
    return any(_stand_in(way, tokens) for tokens in _tokens(name, languages) for way in clause.ways)


def _stand_in(way: Tokens, tokens: Tokens) -> bool:
    """Whether these stand side by side in the tokens."""
    return any(tokens[place : place + len(way)] == way for place in range(len(tokens) - len(way) + 1))


@lru_cache(maxsize=KNOWN_NAMES)
def _tokens(name: str, languages: tuple[str, ...]) -> tuple[Tokens, ...]:
    return tuple(tuple(stems(name, language)) for language in languages)


@lru_cache(maxsize=KNOWN_NAMES)
def _begun(name: str) -> tuple[str, ...]:
    return tuple(beginnings(forms(name)))
