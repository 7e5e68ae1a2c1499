"""Opening what is handed in: a path or bytes in, a stream out, plain words when it cannot be."""

import codecs
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from articles.importing.base import UnreadableInput

CHUNK = 1 << 20  # bytes
_ESCAPED = re.compile("[\udc80-\udcff]")  # how Python writes a byte that is not UTF-8
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_TEXT = {
    b"PK\x03\x04": "a ZIP archive or a spreadsheet; unpack it or save it as CSV first",
    b"\x1f\x8b": "a gzip archive; unpack it first",
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "an old Office document; save it as CSV first",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"SQLite format 3": "a database",
}

Source = bytes | str | Path


@contextmanager
def opened(source: Source) -> Iterator[BinaryIO]:
    """A seekable binary stream. Raises UnreadableInput for what is missing, empty or plainly no text."""
    try:
        stream = io.BytesIO(source) if isinstance(source, bytes) else open(source, "rb")  # noqa: SIM115 - closed below
    except OSError as error:
        raise UnreadableInput(f"{source!s} could not be opened: {error.strerror or error}.") from error
    with stream:
        start = stream.read(16)
        stream.seek(0)
        if not start:
            raise UnreadableInput("The file is empty.")
        for magic, kind in _NOT_TEXT.items():
            if start.startswith(magic):
                raise UnreadableInput(f"The file is {kind}.")
        yield stream


class Encoding(NamedTuple):
    """How to decode a stream; `doubt` is a sentence for the report where something had to be guessed."""

    name: str
    errors: str = "strict"
    doubt: str = ""


def encoding_of(stream: BinaryIO) -> Encoding:
    """By its mark, else UTF-16 by its zero bytes, else UTF-8, else Windows-1252. Reads the stream once."""
    start = stream.read(4096)
    marked = next((name for bom, name in _BOMS if start.startswith(bom)), "")
    if marked or (unmarked := _unmarked_utf16(start)):
        stream.seek(0)
        return Encoding(marked or unmarked, "replace")
    good, bad = _tally_utf8(stream, start)
    stream.seek(0)
    if not bad:
        return Encoding("utf-8")
    if good > bad:
        return Encoding("utf-8", "replace", f"{bad} bytes are not UTF-8 and were replaced by the mark �.")
    return Encoding("cp1252", "replace", "The file is not UTF-8; it was read as Windows-1252.")


def text_of(stream: BinaryIO, encoding: Encoding) -> io.TextIOWrapper:
    """The stream as text with its line ends untouched; whoever opened the stream closes it."""
    return io.TextIOWrapper(stream, encoding=encoding.name, errors=encoding.errors, newline="")


def _unmarked_utf16(start: bytes) -> str:
    half = len(start) // 2
    if half < 4:
        return ""
    if start[1::2].count(0) > half * 0.7:
        return "utf-16-le"
    return "utf-16-be" if start[0::2].count(0) > half * 0.7 else ""


def _tally_utf8(stream: BinaryIO, chunk: bytes) -> tuple[int, int]:
    """(characters beyond ASCII that are proper UTF-8, bytes that are not): what the file most likely is."""
    decoder, good, bad = codecs.getincrementaldecoder("utf-8")("surrogateescape"), 0, 0
    while chunk:
        text = decoder.decode(chunk)
        if not text.isascii():
            escaped = len(_ESCAPED.findall(text))
            good += len(text) - len(text.encode("ascii", "ignore")) - escaped
            bad += escaped
        chunk = stream.read(CHUNK)
    return good, bad + len(decoder.decode(b"", final=True))
