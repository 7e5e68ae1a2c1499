"""JSON of any length, one value at a time in bounded memory; strict (RFC 8259), unharmed by depth and long numbers."""

import json
from collections.abc import Iterator
from typing import TextIO

CHUNK = 1 << 20  # characters
LONGEST_VALUE = 64 << 20  # characters of one article


class NotJSON(ValueError):
    """The text is not JSON; the message says where and why."""


def _refuse(name: str):
    raise ValueError(f"{name} is not JSON")


_DECODER = json.JSONDecoder(parse_constant=_refuse)


def value_of(text: str):
    """The one value that `text` holds. Raises NotJSON."""
    try:
        return _DECODER.decode(text)
    except RecursionError as error:
        raise NotJSON("It is nested too deeply.") from error
    except ValueError as error:
        raise NotJSON(f"It is not JSON: {error}.") from error


def values(stream: TextIO, *, opening: str = "", closing: str = "") -> Iterator:
    """The values of one array, `[` and `]` given as `opening` and `closing`, or else values that follow one another.

    Raises NotJSON at the first fault, with its line.
    """
    window = _Window(stream)
    if opening and window.next_character() != opening:
        raise NotJSON(f"It does not begin with {opening}.")
    window.position += len(opening)
    while True:
        character = window.next_character()
        if character == closing:
            break
        if not character:
            raise NotJSON(f"It ends before the closing {closing}: the file is cut short.")
        yield window.value()
        separator = window.next_character()
        if opening and separator == ",":
            window.position += 1
        elif opening and separator and separator != closing:
            raise NotJSON(f"Line {window.line}: a comma is missing.")
    if closing:
        window.position += 1
        if window.next_character():
            raise NotJSON(f"Line {window.line}: something follows the end.")


class _Window:
    """The stretch of a stream that is being decoded."""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.text, self.position, self._lines_before = stream, "", 0, 0

    @property
    def line(self) -> int:
        return self._lines_before + self.text.count("\n", 0, self.position) + 1

    def next_character(self) -> str:
        """What stands at the position after white space; "" at the end of the stream."""
        while True:
            while self.position < len(self.text) and self.text[self.position] in " \t\r\n":
                self.position += 1
            if self.position < len(self.text):
                return self.text[self.position]
            if not self._read_on():
                return ""

    def value(self):
        """The value at the position; reads on for as long as that can make it whole."""
        while True:
            try:
                value, end = _DECODER.raw_decode(self.text, self.position)
            except RecursionError as error:
                raise NotJSON(f"Line {self.line}: it is nested too deeply.") from error
            except ValueError as error:
                if len(self.text) - self.position > LONGEST_VALUE:
                    raise NotJSON(
                        f"Line {self.line}: an article of more than {LONGEST_VALUE >> 20} MB."
                    ) from error
                if not self._read_on():
                    raise NotJSON(f"Line {self.line}: it is not JSON: {error}.") from error
                continue
            if end == len(self.text) and self._read_on():
                continue  # a number may go on
            self.position = end
            return value

    def _read_on(self) -> bool:
        """Drop what is done and at least double what is left, so that a long value is tried only a few times."""
        rest = self.text[self.position :]
        more = self.stream.read(max(CHUNK, len(rest)))
        self._lines_before += self.text.count("\n", 0, self.position)
        self.text, self.position = rest + more, 0
        return bool(more)
