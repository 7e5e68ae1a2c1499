"""A folder of photographs into the library, each with the credit its own file or a list beside it gives."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

from django.db import transaction

from articles.importing.base import Report, UnreadableInput
from articles.models import CreditKind, Image
from articles.publishing.renditions import UnusableImage, add_picture, fill_from_metadata, same_picture
from newsroom.lib.imaging import open_untrusted, read_metadata

LIST = "credits.csv"
COLUMNS = [
    "title",
    "alt",
    "caption",
    "credit_kind",
    "credit",
    "credit_url",
    "photographer",
    "holder",
    "licence",
]
NOT_PICTURES = {".csv", ".db", ".ini", ".json", ".md", ".txt", ".xmp"}


def import_folder(
    folder: Path, *, given: dict[str, str], dry_run: bool = False, progress: Callable[[], None] = lambda: None
) -> Report:
    """Take every picture of the folder and those inside it. What `credits.csv` says of a file wins over `given`, what
    holds for all, and that over the file itself. Each picture is saved on its own, so a run can be broken off and
    repeated: files already in the library are left as they are. Raises UnreadableInput."""
    report = Report(dry_run=dry_run)
    lines = read_list(folder)
    for path in pictures_in(folder):
        name = path.relative_to(folder).as_posix()
        try:
            _take(path, name, given | lines.pop(name, {}), report, dry_run=dry_run)
        except (UnusableImage, OSError) as error:
            report.fail(name, str(error))
        progress()
    for name in lines:
        report.fail(name, f"Named in {LIST}, but there is no such file.")
    return report


def pictures_in(folder: Path) -> Iterator[Path]:
    """The files to try, in the order of their names. Hidden ones and lists beside the pictures are passed over."""
    if not folder.is_dir():
        raise UnreadableInput(f"{folder} is not a folder.")
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and path.suffix.lower() not in NOT_PICTURES:
            yield path


def read_list(folder: Path) -> dict[str, dict[str, str]]:
    """What `credits.csv` says of each file: its columns are `file` and any of Image's fields. Raises UnreadableInput."""
    path = folder / LIST
    if not path.is_file():
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            unknown = set(reader.fieldnames or []) - {"file", *COLUMNS}
            if "file" not in (reader.fieldnames or []) or unknown:
                wrong = f"unknown column {min(map(str, unknown))!r}" if unknown else "no column “file”"
                raise UnreadableInput(f"{LIST}: {wrong}. It may have: file, {', '.join(COLUMNS)}.")
            return {row["file"]: _said(row) for row in reader if row["file"]}
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableInput(f"{LIST} is not a CSV file in UTF-8: {error}.") from error


def _said(row: dict) -> dict[str, str]:
    said = {name: row[name].strip() for name in COLUMNS if (row.get(name) or "").strip()}
    kinds = ", ".join(CreditKind.values)
    if said.get("credit_kind", CreditKind.CREDIT) not in CreditKind.values:
        raise UnreadableInput(
            f"{LIST}: {row['file']} has the credit kind {said['credit_kind']!r}. Known are {kinds}."
        )
    return said


def _take(path: Path, name: str, fields: dict[str, str], report: Report, *, dry_run: bool) -> None:
    content = path.read_bytes()
    if dry_run:
        image, created = _would_be(content, fields)
    else:
        with transaction.atomic():
            image, created = add_picture(content, filename=name, **fields)
    if not created:
        report.unchanged += 1
        return
    report.created += 1
    for missing, warning in (
        (not image.credit_line, "Nobody is credited: neither the file nor the list says who made it."),
        (not image.alt, "No text alternative yet."),
    ):
        if missing:
            report.warn(name, warning)
    if image.metadata.get("had_gps"):
        report.count("places taken out")


def _would_be(content: bytes, fields: dict[str, str]) -> tuple[Image, bool]:
    picture = open_untrusted(content)
    known = same_picture(picture)
    image = known or Image(**fields, metadata={"had_gps": picture.has_gps})
    if not known:
        fill_from_metadata(image, read_metadata(picture))
    return image, known is None
