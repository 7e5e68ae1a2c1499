"""Parts of a file, as RFC 9110 has them."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.lib.byte_ranges import Pieces, Unsatisfiable, part_of


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-499", (0, 500)),
        ("bytes=500-999", (500, 1000)),
        ("bytes=9500-", (9500, 10_000)),
        ("bytes=-500", (9500, 10_000)),
        ("bytes=-20000", (0, 10_000)),
        ("bytes=0-99999", (0, 10_000)),
        ("Bytes = 0-0", (0, 1)),
        ("", None),
        ("bytes=0-1,5-6", None),
        ("bytes=7-3", None),
        ("pages=1-2", None),
        ("bytes=-", None),
    ],
)
def test_a_part_is_read_as_the_standard_reads_it(header, part):
    assert part_of(header, 10_000) == part


@pytest.mark.parametrize("header", ["bytes=10000-", "bytes=10000-10001", "bytes=-0"])
def test_what_lies_beyond_the_end_cannot_be_given(header):
    with pytest.raises(Unsatisfiable):
        part_of(header, 10_000)


@given(st.text(max_size=40) | st.from_regex(r"bytes=\d{0,25}-\d{0,25}", fullmatch=True))
def test_any_header_gives_a_part_inside_the_file_or_none(header):
    try:
        part = part_of(header, 1000)
    except Unsatisfiable:
        return
    assert part is None or 0 <= part[0] < part[1] <= 1000


@given(st.integers(0, 300_000), st.integers(0, 300_000))
def test_the_pieces_are_the_part(begin, length):
    content = bytes(range(256)) * 1200
    file = io.BytesIO(content)

    part = Pieces(file, begin, begin + length)

    assert b"".join(part) == content[begin : begin + length]
    part.close()
    assert file.closed
