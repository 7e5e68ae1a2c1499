"""From what a story says to what is looked for in it: a pure function of a revision's content and what that points to."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property

from django.conf import settings

from articles.publishing.references import References
from newsroom.lib.search_body import body_words
from newsroom.lib.search_query import beginnings
from newsroom.lib.search_words import forms, language_of, single_letters, stems

# A place is the second of the date readers see, and six bits that part the stories of one second.
PLACES_A_SECOND = 6
DAWN = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Words:
    """The tokens of one text, by where they stand; the many of the body parted by spaces. `marks` stand in no order: the
    lists it is in ("section/3"), its words' beginnings ("^harbour", "<har"), what its headline says ("=tariff") and its
    body is about ("~tariff"), letters of scripts without spaces."""

    headline: list[str]
    standfirst: list[str]
    names: list[str]
    body_text: str
    marks: list[str] = field(default_factory=list)

    @property
    def body(self) -> list[str]:
        return self.body_text.split()

    @cached_property
    def columns(self) -> tuple[str, ...]:
        joined = " ".join
        return (
            joined(self.headline),
            joined(self.standfirst),
            joined(self.names),
            self.body_text,
            joined(self.marks),
        )

    def fingerprint(self, about: str) -> str:
        """That of the words and of what else is said `about` them."""
        said = "\n".join((about, *self.columns))
        return hashlib.blake2b(said.encode(errors="replace"), digest_size=16).hexdigest()


def words(content: dict, language: str, names: Iterable[str] = (), lists: Iterable[str] = ()) -> Words:
    """The words of a revision's content, in the language that `language_in` gives. `names` are those of the people, tags
    and partner it is found by beside its bylines; `lists` those it stands in."""
    headline, standfirst = content["headline"], content["standfirst"]
    body = body_words(content["body"], language)
    credited = "\n".join(dict.fromkeys([*(line["name"] for line in content["bylines"]), *names]))
    in_headline = stems(headline, language)
    return Words(
        headline=in_headline,
        standfirst=stems(standfirst, language),
        names=stems(credited, language),
        body_text=body.text,
        marks=[
            *lists,
            *beginnings(forms(f"{headline}\n{credited}")),
            *(f"={word}" for word in dict.fromkeys(in_headline)),
            *body.themes,
            *sorted(single_letters(f"{headline}\n{standfirst}\n{credited}") | body.letters),
        ],
    )


def language_in(content: dict) -> str:
    return language_of(content["language"] or settings.LANGUAGE_CODE)


def names_and_lists(content: dict, references: References) -> tuple[list[str], list[str]]:
    """What a story is found by beside its own words, as it is called today, and the lists to narrow a search by: of
    sections the one it lies in, which search_sections makes the most of."""
    names, lists = [], []
    for line in content["bylines"]:
        if author := references.author(line["author"]):
            names += [author.name, *references.spellings.get(author.pk, ())]
            lists.append(f"author/{author.pk}")
    if content["section"]:
        lists.append(f"section/{content['section']}")
    for name in content["tags"]:
        if tag := references.tags.get(name):
            names.append(tag["name"])
            lists.append(f"tag/{tag['slug']}")
    if partner := references.partners.get(content["partner"]):
        names.append(partner.name)
        lists.append(f"partner/{partner.pk}")
    return list(dict.fromkeys(names)), list(dict.fromkeys(lists))


def place_of(moment: datetime, number: int) -> int:
    """The place of a text of this date (aware). `number` parts those of one second."""
    return first_place(moment) | number & (1 << PLACES_A_SECOND) - 1


def first_place(moment: datetime) -> int:
    """The first of the places of this second."""
    since = moment - DAWN
    return (since.days * 86_400 + since.seconds) << PLACES_A_SECOND
