"""The sections as readers meet them: by address, as navigation, and as the line above a headline."""

from dataclasses import dataclass, field

from articles.models.section import Section


@dataclass(frozen=True)
class Sections:
    by_path: dict[str, Section] = field(default_factory=dict)
    by_id: dict[int, Section] = field(default_factory=dict)
    navigation: tuple[dict, ...] = ()

    def navigation_at(self, path: str) -> tuple[dict, ...]:
        """The navigation with the way to `path` marked: "page" on the section itself, "way" on those around it.
        A path that ends in "/" is something inside the section."""
        return tuple(_marked(item, path) for item in self.navigation) if path else self.navigation

    def top_of(self, section: Section | None) -> Section | None:
        """The outermost section around this one."""
        return self.by_path.get(section.path.split("/")[0]) if section else None

    def line_to(self, section: Section) -> list[Section]:
        """The sections from the outermost to this one."""
        line = [section]
        while (around := self.by_id.get(line[-1].parent_id or 0)) is not None:
            line.append(around)
        return line[::-1]

    def children_of(self, section: Section) -> list[Section]:
        return [child for child in self.by_id.values() if child.parent_id == section.pk]


def load() -> Sections:
    """All sections in one query: there are tens of them, not thousands."""
    sections = list(Section.objects.all())
    by_id = {section.pk: section for section in sections}
    for section in sections:
        section.parent = by_id.get(section.parent_id or 0)  # so that no page asks for it
    return Sections(
        by_path={section.path: section for section in sections},
        by_id=by_id,
        navigation=tuple(
            _branch(section, sections)
            for section in sections
            if section.parent_id is None and section.in_navigation
        ),
    )


def _branch(section: Section, sections: list[Section]) -> dict:
    return {
        "section": section,
        "label": section.name,
        "path": section.get_absolute_url(),
        "children": [
            _branch(child, sections)
            for child in sections
            if child.parent_id == section.pk and child.in_navigation
        ],
    }


def _marked(item: dict, path: str) -> dict:
    here = item["section"].path
    if path != here and not path.startswith(f"{here}/"):
        return item
    return item | {
        "current": "page" if path == here else "way",
        "children": [_marked(child, path) for child in item["children"]],
    }
