"""CSV, JSON and JSON Lines: bytes in, articles out, no database. Read as a stream, in memory that does not grow.

The first pass only makes sure that the file can be read; the articles come from the second. A file that is broken
as a whole is refused with UnreadableInput before the first article; a bad row or line is one ImportFailure.
"""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, tzinfo
from itertools import islice
from typing import BinaryIO

from articles.importing import json_stream
from articles.importing.base import ImportFailure, Records, UnreadableInput, Warned
from articles.importing.inputs import Encoding, Source, encoding_of, opened, text_of
from articles.importing.json_stream import NotJSON
from articles.importing.rows import article_of, known_field

LINES_TRIED = 20  # lines that may be bad before a file is not taken for JSON Lines
LONGEST_CELL = 64 << 20  # characters
DELIMITERS = ",;\t|"


def read(file: Source, *, source: str = "import", zone: tzinfo = UTC) -> Records:
    """The articles of a file. `source` names where rows that do not say it come from, `zone` the place of bare times.

    Raises UnreadableInput, before the first record, when the file as a whole cannot be read.
    """
    with opened(file) as stream:
        encoding = encoding_of(stream)
        if encoding.doubt:
            yield Warned("the file", encoding.doubt)
        unknown: set[str] = set()
        for number, fields in _rows(stream, encoding):
            if isinstance(fields, Exception):
                yield ImportFailure(number, str(fields))
                continue
            for name in sorted(name for name in fields if not known_field(name) and name not in unknown):
                unknown.add(name)
                yield Warned("the file", f"“{name}” is no field of ours and was left out.")
            yield _record(fields, number, source, zone)


def _record(fields: dict, number: str, source: str, zone: tzinfo):
    ours = _under_our_names(fields)
    item = f"{number} ({ours['source_id']})" if ours.get("source_id") else number
    try:
        return article_of(ours, item=item, source=source, zone=zone)
    except ValueError as error:
        return ImportFailure(item, str(error))


def _under_our_names(fields: dict) -> dict:
    """An exact name wins over an alias that means the same, and any value over an empty one."""
    ours: dict = {}
    for name, value in sorted(fields.items(), key=lambda pair: known_field(pair[0]) != pair[0]):
        ours_name = known_field(name)
        if ours_name and ours.get(ours_name) in (None, "", []):
            ours[ours_name] = value
    return ours


def _rows(stream: BinaryIO, encoding: Encoding) -> Iterator[tuple[str, dict | Exception]]:
    """(which row, its fields or what is wrong with it), whatever the format."""
    start = text_of(io.BytesIO(stream.read(1 << 16)), Encoding(encoding.name, "replace")).read().lstrip()
    stream.seek(0)
    if start[:1] == "[":
        yield from _documents(stream, encoding, opening="[", closing="]")
    elif start[:1] == "{" and not _has_json_lines(_fresh(stream, encoding)):
        yield from _documents(stream, encoding)
    elif start[:1] == "{":
        yield from _json_lines(_fresh(stream, encoding))
    else:
        yield from _csv_rows(stream, encoding)


def _fresh(stream: BinaryIO, encoding: Encoding) -> io.TextIOWrapper:
    """The stream from its beginning. Detached from the text before it, which would otherwise close it."""
    stream.seek(0)
    return text_of(io.BufferedReader(_Borrowed(stream)), encoding)


class _Borrowed(io.RawIOBase):
    """A stream that is read here and closed by its owner."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        chunk = self.stream.read(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)


# --- JSON -------------------------------------------------------------------------------------------------------


def _documents(
    stream: BinaryIO, encoding: Encoding, **brackets: str
) -> Iterator[tuple[str, dict | Exception]]:
    try:
        for _ in json_stream.values(_fresh(stream, encoding), **brackets):
            pass
    except NotJSON as error:
        raise UnreadableInput(f"The file is not JSON that can be read. {error}") from error
    for number, value in enumerate(json_stream.values(_fresh(stream, encoding), **brackets), start=1):
        yield f"article {number}", _fields(value)


def _has_json_lines(text: io.TextIOWrapper) -> bool:
    """Whether any of the first lines is an object by itself, as in JSON Lines, or the file is one long document."""
    lines = (line.strip() for line in iter(lambda: text.readline(LONGEST_CELL), ""))
    for line in islice(filter(None, lines), LINES_TRIED):
        try:
            if isinstance(json_stream.value_of(line), dict):
                return True
        except NotJSON:
            continue
    return False


def _json_lines(text: io.TextIOWrapper) -> Iterator[tuple[str, dict | Exception]]:
    for number, line in enumerate(text, start=1):
        if line.strip():
            try:
                yield f"line {number}", _fields(json_stream.value_of(line.strip()))
            except NotJSON as error:
                yield f"line {number}", error


def _fields(value) -> dict | Exception:
    return value if isinstance(value, dict) else ValueError("It is not an object with named fields.")


# --- CSV (RFC 4180, and what spreadsheets make of it) ------------------------------------------------------------


def _csv_rows(stream: BinaryIO, encoding: Encoding) -> Iterator[tuple[str, dict | Exception]]:
    csv.field_size_limit(LONGEST_CELL)
    delimiter = _delimiter(_fresh(stream, encoding))
    rows = csv.reader(_fresh(stream, encoding), delimiter=delimiter, strict=True)
    header = _header(rows)
    for line, row in _numbered(rows):
        if isinstance(row, Exception):
            yield f"line {line}", row
        elif any(cell.strip() for cell in row):
            yield f"line {line}", _row_fields(header, row)


def _numbered(rows) -> Iterator[tuple[int, list[str] | Exception]]:
    """(line a row begins on, the row or what is wrong with it); a bad row does not end the reading."""
    while True:
        line = rows.line_num + 1
        try:
            yield line, next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            open_quote = "unexpected end" in str(error)
            fault = "a quotation mark is never closed, so nothing after it was read" if open_quote else error
            yield line, ValueError(f"The row cannot be read: {fault}.")


def _delimiter(text: io.TextIOWrapper) -> str:
    """The character that parts the first line into most of our fields, then into most columns."""
    line = text.readline(1 << 16)
    if line.startswith("sep=") and len(line.strip()) == 5:
        return line[4]

    def fit(delimiter: str) -> tuple[int, int]:
        names = next(csv.reader([line], delimiter=delimiter), [])
        return sum(bool(known_field(name)) for name in names), len(names)

    return max(DELIMITERS, key=fit)


def _header(rows) -> list[str]:
    try:
        names: list[str] = next((row for row in rows if any(row) and not row[0].startswith("sep=")), [])
    except csv.Error as error:
        raise UnreadableInput(f"The first line cannot be read as column names: {error}.") from error
    if not {"headline", "body_html"} & {known_field(name) for name in names}:
        found = ", ".join(f"“{name[:40]}”" for name in names[:8] if name.strip())
        raise UnreadableInput(
            f"The file is neither JSON nor a table of articles: no column “headline” or “body_html”. Columns found: {found or 'none'}."
        )
    return [name.strip() for name in names]


def _row_fields(header: list[str], row: list[str]) -> dict | Exception:
    """The cells under their names; the first of two columns of one name counts."""
    if any(cell.strip() for cell in row[len(header) :]):
        return ValueError(
            f"It has {len(row)} cells under {len(header)} column names: a cell may need quotation marks."
        )
    return dict(reversed([(name, cell) for name, cell in zip(header, row, strict=False) if name]))
