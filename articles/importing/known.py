"""What the newsroom knows already by the names that imports use: sections, people, partners, tags. Nothing twice."""

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from taggit.models import Tag

from articles.importing.base import ImportedAuthor, ImportedSection, Report
from articles.models import Section
from authors.models import Author, AuthorName, Partner
from newsroom.lib.text import fold, slugify_unicode


class Known:
    """Finds or makes what a record names. One instance serves a run; `forget` after a rollback."""

    def __init__(self):
        self.forget()

    def forget(self) -> None:
        self._sections = {section.path: section for section in Section.objects.all()}
        self._authors = _author_numbers()
        self._slugs = set(Author.objects.values_list("slug", flat=True))
        self._partners = {
            fold(word): partner for partner in Partner.objects.all() for word in (partner.slug, partner.name)
        }
        self._tags = {fold(name): (pk, name) for pk, name in Tag.objects.values_list("pk", "name")}

    def section(self, said: ImportedSection | None, report: Report) -> Section | None:
        """The section of this name or address under the same parents."""
        if said is None:
            return None
        parent = None
        for each in (*said.parents, said):
            parent = self._one_section(each, parent, report)
        return parent

    def _one_section(self, said: ImportedSection, parent: Section | None, report: Report) -> Section:
        siblings = [
            section
            for section in self._sections.values()
            if section.parent_id == (parent.pk if parent else None)
        ]
        wanted = {fold(said.name), fold(said.slug)} - {""}
        for section in siblings:
            if wanted & {fold(section.name), fold(section.slug)}:
                return section
        slug = slugify_unicode(said.slug or said.name) or "section"
        section = Section(name=said.name[:120], slug=slug[:120], parent=parent, description=said.description)
        section.kind = said.kind or (parent.kind if parent else Section.Kind.TOPIC)
        try:
            section.clean()
        except ValidationError:
            section.slug = f"{slug[:110]}-section"
            section.clean()
            report.warn(
                said.name, "A section’s address is a reserved word or taken; it got “-section” added.", slug
            )
        section.save()
        self._sections[section.path] = section
        report.count("sections")
        return section

    def author(self, said: ImportedAuthor, report: Report) -> int:
        """The number of the author of this name in any known spelling, made as a guest where nobody has it."""
        name = said.name[:200]
        known = self._authors.get(fold(name))
        if known:
            return known
        author = Author.objects.create(
            name=name,
            sort_name=said.sort_name[:200],
            slug=self._free_slug(said.slug or name),
            affiliation=said.affiliation[:200],
            title=said.title[:200],
            bio=said.bio,
            email=said.email[:254],
            website=said.website[:200],
            orcid=said.orcid[:19],
        )
        self._authors[fold(name)] = author.pk
        report.count("authors")
        return author.pk

    def _free_slug(self, words: str) -> str:
        stem = slug = slugify_unicode(words) or "author"
        number = 1
        while slug in self._slugs:
            number += 1
            slug = f"{stem}-{number}"
        self._slugs.add(slug)
        return slug

    def partner(self, name: str, report: Report) -> Partner | None:
        """The partner of this name or address, made where there is none; how its copies are listed is for the desk."""
        if not name:
            return None
        partner = self._partners.get(fold(name))
        if partner is None:
            slug = stem = slugify_unicode(name) or "partner"
            number = 1
            while fold(slug) in self._partners:
                number += 1
                slug = f"{stem}-{number}"
            partner = Partner.objects.create(name=name[:200], slug=slug[:200])
            self._partners |= {fold(partner.slug): partner, fold(partner.name): partner}
            report.count("partners")
        return partner

    def tags(self, names: tuple[str, ...], report: Report) -> list[tuple[int, str]]:
        """(number, name) of each tag, in the spelling known already, by name."""
        found = {}
        for name in names:
            name = " ".join(name.split())[:100]
            key = fold(name)
            if not key:
                continue
            if key not in self._tags:
                tag = Tag(name=name, slug=slugify_unicode(name) or slugify(key) or "tag")
                tag.save()
                self._tags[key] = (tag.pk, tag.name)
                report.count("tags")
            found[key] = self._tags[key]
        return sorted(found.values(), key=lambda tag: tag[1])


def _author_numbers() -> dict[str, int]:
    """Folded names and other spellings to numbers; a merged author's lead to whom they were merged into."""
    stands_for = {pk: merged or pk for pk, merged in Author.objects.values_list("pk", "merged_into")}
    numbers = {fold(name): stands_for[pk] for pk, name in AuthorName.objects.values_list("author", "name")}
    return numbers | {fold(name): stands_for[pk] for pk, name in Author.objects.values_list("pk", "name")}
