"""A part of a file, as a client asks for it (RFC 9110, 14)."""

import re
from collections.abc import Iterator
from typing import BinaryIO

_ONE_RANGE = re.compile(r"bytes\s*=\s*(?:(\d{1,19})\s*-\s*(\d{0,19})|-\s*(\d{1,19}))\s*", re.IGNORECASE | re.ASCII)
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


def pieces(file: BinaryIO, begin: int, end: int) -> Iterator[bytes]:
    """The bytes from `begin` to before `end`, a few at a time; the file is closed behind them."""
    with file:
        file.seek(begin)
        left = end - begin
        while left > 0 and (piece := file.read(min(CHUNK, left))):
            left -= len(piece)
            yield piece
