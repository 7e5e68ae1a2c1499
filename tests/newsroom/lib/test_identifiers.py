"""Numbers that libraries know a publication by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.lib.identifiers import doi, isbn, issn


@pytest.mark.parametrize(
    ("read", "typed", "proper"),
    [
        (issn, "2434-561X", "2434-561X"),
        (issn, "issn 2434561x", "2434-561X"),
        (issn, "0378–5955", "0378-5955"),
        (isbn, "978-0-306-40615-7", "9780306406157"),
        (isbn, "ISBN: 0-306-40615-2", "9780306406157"),
        (isbn, "0 8044 2957 X", "9780804429573"),
        (doi, "https://doi.org/10.1000/182", "10.1000/182"),
        (doi, "doi:10.1038/nphys1170", "10.1038/nphys1170"),
        (doi, " 10.1002/(SICI)1096-8644(199601)99:1 ", "10.1002/(SICI)1096-8644(199601)99:1"),
    ],
)
def test_a_number_is_brought_into_its_one_form(read, typed, proper):
    assert read(typed) == proper
    assert read(proper) == proper


@pytest.mark.parametrize(
    ("read", "typed", "words"),
    [
        (issn, "2434-5610", "check digit"),
        (issn, "2434", "eight digits"),
        (isbn, "978-0-306-40615-8", "check digit"),
        (isbn, "0-306-40615-3", "check digit"),
        (isbn, "12", "thirteen"),
        (doi, "11.1000/182", "10.1000/182"),
        (doi, '10.1000/"><script>', "10.1000/182"),
    ],
)
def test_a_slip_is_told(read, typed, words):
    with pytest.raises(ValueError, match=words):
        read(typed)


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_told_not_to_be_one(typed):
    for read in (issn, isbn, doi):
        try:
            assert read(read(typed)) == read(typed)
        except ValueError as error:
            assert str(error).endswith(".")
