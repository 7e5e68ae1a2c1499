"""How a printed byline is read: the names as printed, each in its role, with its house."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from authors.bylines import ROLES, parse_byline


def names(line):
    return [credited.name for credited in parse_byline(line)]


def roles(line):
    return [(credited.name, credited.role) for credited in parse_byline(line)]


def houses(line):
    return [(credited.name, credited.affiliation) for credited in parse_byline(line)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Authors: Yang Yizhong & Paul Wang", ["Yang Yizhong", "Paul Wang"]),
        ("By A, B and C", ["A", "B", "C"]),
        ("By Ana Ruiz, Bo Li, and Cy Do", ["Ana Ruiz", "Bo Li", "Cy Do"]),
        ("BY JOHN SMITH AND JANE DOE", ["JOHN SMITH", "JANE DOE"]),
        ("Yang Yizhong &amp; Paul Wang", ["Yang Yizhong", "Paul Wang"]),
        ("By Sammy Davis, Jr., and Martin Luther King, Jr.", ["Sammy Davis, Jr.", "Martin Luther King, Jr."]),
        ("By Ana Ruiz, PhD", ["Ana Ruiz, PhD"]),
        ("By Ludwig van Beethoven and Charles de Gaulle.", ["Ludwig van Beethoven", "Charles de Gaulle"]),
        ("山田太郎、鈴木花子", ["山田太郎", "鈴木花子"]),
        ("山田太郎・鈴木花子", ["山田太郎", "鈴木花子"]),
        ("ジョン・スミス", ["ジョン・スミス"]),
        ("作者：王小明", ["王小明"]),
        ("By The Editors", ["The Editors"]),
        ("by bell hooks", ["bell hooks"]),
        ("By Ana Ruiz et al.", ["Ana Ruiz"]),
        ("By Ana Ruiz and others", ["Ana Ruiz"]),
        ("Byron Smith", ["Byron Smith"]),
        ("By Ana Ruiz <ana@example.org>", ["Ana Ruiz"]),
    ],
)
def test_names_stay_as_printed_and_in_order(line, expected):
    assert names(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Von Anna Schmidt", ["Anna Schmidt"]),
        ("Par Jean Dupont et Marie Curie", ["Jean Dupont", "Marie Curie"]),
        ("Por Ana Ruiz y Luis Gómez", ["Ana Ruiz", "Luis Gómez"]),
        ("Von Trapp", ["Von Trapp"]),
        ("Ursula von der Leyen", ["Ursula von der Leyen"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Pierre et Marie Curie", ["Pierre et Marie Curie"]),
    ],
)
def test_other_languages_are_read_only_where_the_line_can_mean_one_thing(line, expected):
    assert names(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Reported by A; translated by B", [("A", "text"), ("B", "translation")]),
        ("Photographs by Ann Lee", [("Ann Lee", "photographs")]),
        ("Words and pictures by Ana Ruiz", [("Ana Ruiz", "text"), ("Ana Ruiz", "photographs")]),
        ("Text by Ana Ruiz. Photographs by Bo Li", [("Ana Ruiz", "text"), ("Bo Li", "photographs")]),
        (
            "By Ana Ruiz, with additional reporting by Bo Li",
            [("Ana Ruiz", "text"), ("Bo Li", "reporting")],
        ),
        ("By Ana Ruiz (text) and Bo Li (photos)", [("Ana Ruiz", "text"), ("Bo Li", "photographs")]),
        ("Reporting by Kim Lee; Editing by Al Po", [("Kim Lee", "text"), ("Al Po", "editing")]),
        ("By Ana Ruiz as told to Bo Li", [("Ana Ruiz", "text"), ("Bo Li", "interview")]),
        ("Translated from the French by Ana Ruiz", [("Ana Ruiz", "translation")]),
        ("Traduit par Ana Ruiz", [("Ana Ruiz", "translation")]),
        ("Illustration: Bo Li. Data analysis: Cy Do", [("Bo Li", "illustration"), ("Cy Do", "data")]),
    ],
)
def test_each_name_has_the_role_that_the_line_gives_it(line, expected):
    assert roles(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("A, special to X", [("A", "X")]),
        (
            "By Ana Ruiz and Bo Li, Associated Press",
            [("Ana Ruiz", "Associated Press"), ("Bo Li", "Associated Press")],
        ),
        ("Ana Ruiz, AP, and Bo Li, AFP", [("Ana Ruiz", "AP"), ("Bo Li", "AFP")]),
        ("By Ana Ruiz in London and Bo Li in Paris", [("Ana Ruiz", "London"), ("Bo Li", "Paris")]),
        ("Ana Ruiz | Reuters", [("Ana Ruiz", "Reuters")]),
        (
            "By Ana Ruiz, Professor of Law, University of X",
            [("Ana Ruiz", "Professor of Law, University of X")],
        ),
        (
            "Ana Ruiz, Department of Science and Technology",
            [("Ana Ruiz", "Department of Science and Technology")],
        ),
        ("By Ana Ruiz, Bo Li", [("Ana Ruiz", ""), ("Bo Li", "")]),
    ],
)
def test_a_house_named_beside_the_names_is_theirs_and_no_author(line, expected):
    assert houses(line) == expected


@pytest.mark.parametrize("line", ["", "by", "By:", " & ", ",;,", None, 7, "Authors:", "\u200b"])
def test_a_line_that_names_nobody_credits_nobody(line):
    assert parse_byline(line) == ()


PARTS = st.sampled_from(
    [
        "By ",
        "by",
        " and ",
        " & ",
        ", ",
        "; ",
        "Jr.",
        "Photos: ",
        "special to ",
        "(",
        ")",
        "et al.",
        "・",
        "、",
        "Von ",
        ". ",
    ]
)


@given(st.one_of(st.text(), st.lists(st.one_of(PARTS, st.text(max_size=8)), max_size=30).map("".join)))
def test_no_line_whatever_is_an_error(line):
    for credited in parse_byline(line):
        assert credited.role in ROLES
        assert credited.name == credited.name.strip()
        assert any(letter.isalnum() for letter in credited.name)


@given(
    st.lists(
        st.sampled_from(["Ana Ruiz", "Bo Li", "Cy van Dam", "N. O'Neill"]),
        min_size=1,
        max_size=4,
        unique=True,
    )
)
def test_any_ordinary_list_comes_back_whole(people):
    line = "By " + ", ".join(people[:-1]) + (" and " if people[1:] else "") + people[-1]

    assert names(line) == people


def test_a_line_made_to_be_slow_is_not():
    assert len(parse_byline("By " + "a, (" * 100_000)) < 2000
