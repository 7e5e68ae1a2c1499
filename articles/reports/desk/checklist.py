"""What a publication needs before readers may have it, told all at once."""

from collections.abc import Iterator
from datetime import datetime

from articles.desk.checklist import Problem, of_partner, of_pictures
from articles.reports.contents import ReportReferences
from newsroom.lib import identifiers


def problems(content: dict, moment: datetime, references: ReportReferences | None = None) -> list[Problem]:
    """Everything that keeps this content (of a revision) from being public at `moment` (UTC); [] when it may be."""
    references = references or ReportReferences.load([content])
    return [
        *_words(content),
        *_names(content),
        *_file(content, references),
        *_cover(of_pictures(content, moment, references)),
        *_numbers(content),
        *of_partner(references.partners.get(content["partner"]), moment),
    ]


def _words(content: dict) -> Iterator[Problem]:
    if not content["headline"].strip():
        yield Problem("headline", "Give the publication a title.")
    if not content["summary"].strip():
        yield Problem("summary", "Write the summary: what is in it, in two or three sentences.")
    if not content["dated"]:
        yield Problem("dated", "Give the date of issue, as on the cover.")


def _names(content: dict) -> Iterator[Problem]:
    if not any(line["name"].strip() for line in content["bylines"]) and not content["partner"]:
        yield Problem("bylines", "Say who made it: add a byline, or name the partner.")


def _file(content: dict, references: ReportReferences) -> Iterator[Problem]:
    file = references.files.get(content["file"])
    if file is None:
        yield Problem("upload", "Upload the file, a PDF.")
    elif not file.storage.exists(file.name):
        yield Problem("upload", "The file is missing from the storage: upload it again.")


def _numbers(content: dict) -> Iterator[Problem]:
    """The form refuses a wrong one; a text that was rescued may hold it."""
    for name, proper in identifiers.PROPER.items():
        try:
            if content[name]:
                proper(content[name])
        except ValueError as wrong:
            yield Problem(name, str(wrong))


def _cover(found: Iterator[Problem]) -> Iterator[Problem]:
    """A picture that is one of its own is the cover; the others stand in the description."""
    for problem in found:
        yield Problem("cover" if problem.field == "pictures" else problem.field, problem.message)
