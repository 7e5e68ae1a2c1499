"""The place in a list where a page ends, as a short piece of an address."""

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_BIGGEST_ID = 2**63 - 1  # SQL bigint
_TIME_BYTES = 8
_ENCODED = re.compile(r"[A-Za-z0-9_-]{12,22}", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Cursor:
    """An entry's place in a list ordered by (moment, id). The moment is aware; it is kept in UTC.

    Raises ValueError for a moment without a time zone or an id no database row can have.
    """

    moment: datetime
    id: int

    def __post_init__(self) -> None:
        if self.moment.utcoffset() is None:
            raise ValueError("A cursor's moment needs a time zone.")
        if not 0 <= self.id <= _BIGGEST_ID:
            raise ValueError(f"A cursor's id lies between 0 and {_BIGGEST_ID}.")
        try:
            object.__setattr__(self, "moment", self.moment.astimezone(UTC))
        except OverflowError:
            raise ValueError("A cursor's moment lies between the years 1 and 9999 in UTC.") from None

    def encode(self) -> str:
        """12 to 22 characters of the URL-safe alphabet (RFC 4648, section 5), exact to the microsecond."""
        microseconds = (self.moment - _EPOCH) // _MICROSECOND
        packed = microseconds.to_bytes(_TIME_BYTES, "big", signed=True) + _shortest(self.id)
        return base64.urlsafe_b64encode(packed).decode("ascii").rstrip("=")

    @classmethod
    def decode(cls, text: str) -> "Cursor":
        """The cursor `encode` wrote. Raises ValueError for every string it cannot have written."""
        if not _ENCODED.fullmatch(text):
            raise ValueError("This is not a page marker.")
        try:
            packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
            microseconds = int.from_bytes(packed[:_TIME_BYTES], "big", signed=True)
            cursor = cls(_EPOCH + microseconds * _MICROSECOND, int.from_bytes(packed[_TIME_BYTES:], "big"))
        except (binascii.Error, OverflowError):
            raise ValueError("This page marker points outside the calendar.") from None
        if cursor.encode() != text:
            raise ValueError("This page marker is not in its one proper form.")
        return cursor


def _shortest(number: int) -> bytes:
    return number.to_bytes(max(1, (number.bit_length() + 7) // 8), "big")
