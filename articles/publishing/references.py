"""What a revision points to, loaded once for any number of revisions, so that projecting is pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from taggit.models import Tag

from articles.models import FormerTagName, Image, Section
from authors.models import Author, AuthorName, Partner
from newsroom.lib.html import figures


@dataclass
class References:
    """Everything a projection may look at beside the revision itself."""

    sections: dict[int, Section] = field(default_factory=dict)
    authors: dict[int, Author] = field(default_factory=dict)
    partners: dict[int, Partner] = field(default_factory=dict)
    images: dict[int, Image] = field(default_factory=dict)
    tags: dict[str, dict[str, str]] = field(default_factory=dict)
    spellings: dict[int, list[str]] = field(default_factory=dict)  # other names of the authors
    _author_paths: dict[int, str] = field(default_factory=dict)

    @classmethod
    def load(cls, contents: Iterable[dict]) -> Self:
        """The references of these revisions' contents: seven queries at most, however many there are."""
        contents = list(contents)
        tags = {name for content in contents for name in content["tags"]}
        people = cls.people(contents)
        return cls(
            sections={section.pk: section for section in Section.objects.all()},
            authors=people.authors,
            partners=Partner.objects.in_bulk(
                {content["partner"] for content in contents if content["partner"]}
            ),
            images=Image.objects.in_bulk(
                {number for content in contents for number in image_numbers(content)}
            ),
            tags=_tags(tags) if tags else {},
            spellings=people.spellings,
        )

    @classmethod
    def people(cls, contents: Iterable[dict]) -> "References":
        """Those of the bylines alone, for what is never projected."""
        authors = _authors(
            {line["author"] for content in contents for line in content["bylines"] if line["author"]}
        )
        return cls(authors=authors, spellings=_spellings(authors) if authors else {})

    def ancestry(self, number: int | None) -> list[Section]:
        """The section and those it lies in, nearest first."""
        line = []
        while number is not None and number in self.sections:
            line.append(self.sections[number])
            number = line[-1].parent_id
        return line

    def author(self, number: int | None) -> Author | None:
        """The author of that number, or whom they were merged into."""
        author = self.authors.get(number) if number else None
        while author and author.merged_into_id and author.merged_into_id in self.authors:
            author = self.authors[author.merged_into_id]
        return author

    def path_of(self, author: Author) -> str:
        """The author's address, worked out once however many bylines they have."""
        path = self._author_paths.get(author.pk)
        if path is None:
            path = self._author_paths[author.pk] = author.get_absolute_url()
        return path


def image_numbers(content: dict) -> list[int]:
    """The pictures a revision uses, those of the body last."""
    return [use["image"] for use in content["images"]] + figures(content["body"])


def _authors(numbers: set[int]) -> dict[int, Author]:
    found = Author.objects.in_bulk(numbers) if numbers else {}
    missing = {author.merged_into_id for author in found.values() if author.merged_into_id} - found.keys()
    return found | _authors(missing) if missing else found


def _spellings(authors: Iterable[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for number, name in AuthorName.objects.filter(author__in=authors).values_list("author", "name"):
        found.setdefault(number, []).append(name)
    return found


def _tags(names: set[str]) -> dict[str, dict[str, str]]:
    """Each tag by the name a revision knows it by, with the name and address it has today."""
    today = {tag.name: tag for tag in Tag.objects.filter(name__in=names)}
    if names - today.keys():
        former = FormerTagName.objects.filter(name__in=names - today.keys()).select_related("tag")
        today |= {old.name: old.tag for old in former}
    return {name: {"name": tag.name, "slug": tag.slug} for name, tag in today.items()}
