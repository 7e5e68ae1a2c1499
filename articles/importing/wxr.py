"""WordPress exports (WXR 1.0 to 1.2): bytes in, records out, no database. Two passes, both in level memory.

The first makes sure that the file is whole and notes what posts refer to, wherever in the file it stands; only then
does the second give authors, sections, tags, pictures and articles.
"""

from datetime import UTC, tzinfo

from articles.importing.base import ImportedArticle, Records, Warned
from articles.importing.inputs import Source, opened
from articles.importing.wxr_items import NO_SECTION, record_of
from articles.importing.wxr_survey import Survey, survey
from articles.importing.wxr_xml import elements, name


def read(
    file: Source, *, source: str = "", zone: tzinfo = UTC, post_types: frozenset[str] = frozenset({"post"})
) -> Records:
    """The records of an export. `source` defaults to the host of the exported site; `zone` is for dates without one.

    Raises UnreadableInput, before the first record, where the file is not well-formed or not an export.
    """
    with opened(file) as stream:
        known = survey(stream)
        source = source or known.source
        yield from _declared(known)
        stream.seek(0)
        left = 0
        for element in elements(stream):
            if name(element) == "item":
                record = record_of(element, known, source=source, zone=zone, post_types=post_types)
                if known.comments and not isinstance(record, ImportedArticle):
                    left += sum(1 for child in element if name(child) == "wp:comment")
                yield record
        if left:
            yield Warned("the file", f"{left} comments on what was not imported were left.")


def _declared(known: Survey) -> Records:
    """What the export holds beside its items, used by a post or not."""
    yield from known.authors.values()
    yield from known.guests.values()
    for slug in known.categories:
        section = known.section(slug)
        if section and slug.casefold() not in NO_SECTION:
            yield section
    yield from known.tags.values()
    for taxonomy, count in sorted(known.taxonomies.items()):
        yield Warned("the file", f"{count} terms of the taxonomy “{taxonomy}” were not imported.")
