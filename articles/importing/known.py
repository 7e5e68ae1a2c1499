"""What the newsroom knows already by the names that imports use: sections, people, partners, tags. Nothing twice."""

import re
from itertools import chain

from django.core.exceptions import ValidationError
from taggit.models import Tag

from articles.importing.base import ImportedAuthor, ImportedSection, Report
from articles.importing.values import web_address
from articles.models import FormerTagName, Section
from articles.models.section import MAX_DEPTH
from authors.models import Author, AuthorName, Partner
from authors.models.author import ORCID
from newsroom.lib.text import fold, slugify_unicode

RENAMED = "A section’s address is a reserved word or taken; it got “-section” added."


class Known:
    """Finds or makes what a record names. One instance serves a run; `forget` after a rollback."""

    def __init__(self):
        self.forget()

    def forget(self) -> None:
        self._sections = {section.path: section for section in Section.objects.all()}
        self._found: dict[ImportedSection, Section] = {}
        self._authors = _author_numbers()
        self._author_slugs = set(Author.objects.values_list("slug", flat=True))
        self._partners = {
            fold(word): partner for partner in Partner.objects.all() for word in (partner.name, partner.slug)
        }
        self._partner_slugs = {partner.slug for partner in self._partners.values()}
        self._tags = _tag_numbers()
        self._tag_slugs = set(Tag.objects.values_list("slug", flat=True))

    def section(self, said: ImportedSection | None, report: Report) -> Section | None:
        """The section of this name or address under the same parents, made where there is none."""
        if said is None:
            return None
        if said in self._found:
            return self._found[said]
        parent: Section | None = None
        for above in said.parents[: MAX_DEPTH - 1]:
            parent = self._section_below(parent, above, above.kind or said.kind, report)
        self._found[said] = found = self._section_below(parent, said, said.kind, report)
        return found

    def _section_below(
        self, parent: Section | None, said: ImportedSection, kind: str, report: Report
    ) -> Section:
        found = self._same_section(parent, said)
        if found:
            return found
        slug = slugify_unicode(said.slug or said.name, 100) or "section"
        section = Section(
            name=(said.name or slug)[:120], slug=slug, parent=parent, description=said.description
        )
        section.kind = kind or (parent.kind if parent else Section.Kind.TOPIC)
        if not _is_free(section):
            report.warn(said.name, RENAMED, slug)
            tried = chain([f"{slug}-section"], (f"{slug}-section-{number}" for number in range(2, 1000)))
            if not any(_is_free(section, address) for address in tried):
                raise ValueError(f"No address could be found for the section “{section}”.")
        section.save()
        self._sections[section.path] = section
        report.count("sections")
        return section

    def _same_section(self, parent: Section | None, said: ImportedSection) -> Section | None:
        """By its name, by the address that the source gives, or by a name that is written as an address."""
        number = parent.pk if parent else None
        siblings = [section for section in self._sections.values() if section.parent_id == number]
        for one_is in (
            lambda section: fold(section.name) == fold(said.name),
            lambda section: section.slug in (slugify_unicode(said.slug, 100) or None, said.name),
        ):
            found = next(filter(one_is, siblings), None)
            if found:
                return found
        return None

    def author(self, said: ImportedAuthor, report: Report) -> int:
        """The number of the author of this name in any known spelling, made as a guest where nobody has it."""
        name = said.name[:200]
        key = fold(name) or name
        known = self._authors.get(key)
        if known:
            return known
        author = Author.objects.create(
            name=name,
            sort_name=said.sort_name[:200],
            slug=_free(slugify_unicode(said.slug or name, 190) or "author", self._author_slugs),
            affiliation=said.affiliation[:200],
            title=said.title[:200],
            bio=said.bio,
            email=said.email if len(said.email) <= 254 else "",
            website=web_address(said.website) if len(said.website) <= 200 else "",
            orcid=said.orcid if re.fullmatch(ORCID.regex, said.orcid) else "",
        )
        self._authors[key] = author.pk
        report.count("authors")
        return author.pk

    def partner(self, name: str, report: Report) -> Partner | None:
        """The partner of this name or address, made where there is none; how its copies are listed is for the desk."""
        name = name[:200]
        if not name:
            return None
        partner = self._partners.get(fold(name) or name)
        if partner is None:
            slug = _free(slugify_unicode(name, 190) or "partner", self._partner_slugs)
            partner = Partner.objects.create(name=name, slug=slug)
            self._partners |= {fold(slug): partner, fold(name) or name: partner}
            report.count("partners")
        return partner

    def tags(self, names: tuple[str, ...], report: Report) -> list[tuple[int, str]]:
        """(number, name) of each tag, in the spelling known already, by name."""
        found = {}
        for name in names:
            name = " ".join(name.split())[:100].strip()
            if not name:
                continue
            key = fold(name) or name
            if key not in self._tags:
                tag = Tag(name=name, slug=_free(slugify_unicode(name, 90) or "tag", self._tag_slugs))
                tag.save()
                self._tags[key] = (tag.pk, tag.name)
                report.count("tags")
            found[key] = self._tags[key]
        return sorted(found.values(), key=lambda tag: tag[1])


def _is_free(section: Section, slug: str = "") -> bool:
    """Whether the section may have its address, or another."""
    section.slug = slug or section.slug
    try:
        section.clean()
    except ValidationError:
        return False
    return True


def _free(stem: str, taken: set[str]) -> str:
    """The stem, or with the first number that nobody has; it is taken from then on."""
    slug, number = stem, 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    taken.add(slug)
    return slug


def _author_numbers() -> dict[str, int]:
    """Folded names and other spellings to numbers; a merged author's lead to whom they were merged into."""
    stands_for = {pk: merged or pk for pk, merged in Author.objects.values_list("pk", "merged_into")}
    numbers = {fold(name): stands_for[pk] for pk, name in AuthorName.objects.values_list("author", "name")}
    return numbers | {fold(name): stands_for[pk] for pk, name in Author.objects.values_list("pk", "name")}


def _tag_numbers() -> dict[str, tuple[int, str]]:
    """Folded names, those that a tag had before included, to its number and name today."""
    former = FormerTagName.objects.values_list("name", "tag", "tag__name")
    today = Tag.objects.values_list("pk", "name")
    return {fold(old): (pk, name) for old, pk, name in former} | {
        fold(name): (pk, name) for pk, name in today
    }
