"""The sections as readers meet them: by address, as navigation, and as the line above a headline."""

from dataclasses import dataclass, field

from articles.models.section import Section


@dataclass(frozen=True)
class Sections:
    by_path: dict[str, Section] = field(default_factory=dict)
    by_id: dict[int, Section] = field(default_factory=dict)
    navigation: tuple[dict, ...] = ()


def load() -> Sections:
    """All sections in one query: there are tens of them, not thousands."""
    sections = list(Section.objects.all())
    return Sections(
        by_path={section.path: section for section in sections},
        by_id={section.pk: section for section in sections},
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
