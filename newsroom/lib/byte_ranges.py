"""A part of a file, as a client asks for it (RFC 9110, 14)."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from django.core.files import File

_ONE_RANGE = re.compile(
    r"bytes\s*=\s*(?:(\d{1,19})\s*-\s*(\d{0,19})|-\s*(\d{1,19}))\s*", re.IGNORECASE | re.ASCII
)
CHUNK = 64 * 1024  # bytes


class Unsatisfiable(ValueError):
    """The part lies beyond the file's end: 416."""


def part_of(header: str, size: int) -> tuple[int, int] | None:
    """The first byte and the one behind the last, of a file of `size` bytes. None where the whole file is to be sent: no
    range, several, or one that is not understood, which a server may ignore (14.2). Raises Unsatisfiable."""
    match = _ONE_RANGE.fullmatch(header)
    if not match:
        return None
    first, last, tail = match.groups()
    if tail is not None:
        if int(tail) == 0 or size == 0:
            raise Unsatisfiable
        return max(0, size - int(tail)), size
    begin = int(first)
    if last and int(last) < begin:
        return None  # not a range at all (14.1.2)
    if begin >= size:
        raise Unsatisfiable
    return begin, min(int(last) + 1, size) if last else size


class Pieces:
    """The bytes of a file from `begin` to before `end`, a few at a time. The file is closed with it, read or not."""

    def __init__(self, file: BinaryIO | File, begin: int, end: int) -> None:
        self._file, self._begin, self._left = file, begin, end - begin

    def __iter__(self) -> Iterator[bytes]:
        self._file.seek(self._begin)
        while self._left > 0 and (piece := self._file.read(min(CHUNK, self._left))):
            self._left -= len(piece)
            yield piece

    def close(self) -> None:
        self._file.close()
