"""Tables and JSON as articles: what is read, what is warned about, what is refused."""

import json
import tracemalloc
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importing.base import (
    ImportedArticle,
    ImportedAuthor,
    ImportedByline,
    ImportedImage,
    ImportedSection,
    ImportFailure,
    Status,
    UnreadableInput,
    Warned,
)
from articles.importing.tabular import read

STORY = {
    "source": "wire",
    "source_id": "7",
    "status": "published",
    "headline": "Harbour bridge reopens",
    "section": "East Asia",
    "section_kind": "region",
    "published_at": "2020-05-01T08:00:00Z",
    "byline_text": "By Ana Ruiz",
    "tags": ["ports", "bridges"],
    "lead_image": {"file": "bridge.jpg", "credit_kind": "source", "credit": "Port Authority", "alt": ""},
    "partner": "RIAC",
    "body_html": "<p>It reopened.</p>",
}
ARTICLE = ImportedArticle(
    source="wire",
    source_id="7",
    headline="Harbour bridge reopens",
    body_html="<p>It reopened.</p>",
    status=Status.PUBLISHED,
    published_at=datetime(2020, 5, 1, 8, tzinfo=UTC),
    section=ImportedSection("East Asia", kind="region"),
    tags=("ports", "bridges"),
    byline_text="By Ana Ruiz",
    lead_image=ImportedImage(file="bridge.jpg", credit_kind="source", credit="Port Authority"),
    partner="RIAC",
    item="line 1 (7)",
)


def lines(*objects):
    return "\n".join(json.dumps(each) for each in objects).encode()


def only(content, **options):
    (record,) = read(content, **options)
    return record


def reasons(content):
    return [(record.item, record.reason) for record in read(content) if isinstance(record, ImportFailure)]


def warnings(content):
    return [record.warning for record in read(content) if isinstance(record, Warned)]


def articles(content, **options):
    return [record for record in read(content, **options) if isinstance(record, ImportedArticle)]


# --- JSON -------------------------------------------------------------------------------------------------------


def test_a_line_of_json_is_an_article():
    assert only(lines(STORY)) == ARTICLE


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([STORY]).encode(),
        json.dumps([STORY], indent=2).encode("utf-16"),
        json.dumps(STORY, indent=1).encode("utf-8-sig"),
        b"\n [ " + json.dumps(STORY).encode() + b" ] \n",
    ],
)
def test_an_array_and_a_pretty_printed_object_are_the_same_article(content):
    assert only(content).fingerprint() == ARTICLE.fingerprint()


def test_a_bad_line_is_named_and_the_others_are_read():
    content = lines(STORY) + b'\n{"headline": \n[1]\n' + lines(STORY | {"source_id": "8"})

    assert [each.source_id for each in articles(content)] == ["7", "8"]
    assert [item for item, _ in reasons(content)] == ["line 2", "line 3"]
    assert reasons(content)[1][1] == "It is not an object with named fields."


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'[{"headline": "a"}', "It ends before the closing ]: the file is cut short."),
        (b'[{"headline": "a"} {}]', "Line 1: a comma is missing."),
        (b'[{"headline": "a"},\n\n{"headline": b}]', "Line 3: it is not JSON"),
        (b'[{"headline": "a"}] and more', "Line 1: something follows the end."),
        (b'{"headline": "a",\n', "it is not JSON"),
        (b"[" * 200_000, "Line 1: it is nested too deeply."),
        (b'[{"a": NaN}]', "NaN is not JSON"),
        (b'[{"a": ' + b"9" * 5000 + b"}]", "Line 1: it is not JSON"),
    ],
)
def test_a_broken_document_is_refused_before_its_first_article(content, reason):
    with pytest.raises(UnreadableInput) as refusal:
        next(read(content))

    assert reason in str(refusal.value)


def test_depth_and_long_numbers_spoil_only_their_line():
    bombs = [
        b'{"headline": ' + b"[" * 100_000,
        b'{"headline": ' + b"9" * 5000 + b"}",
        b'{"published_at": Infinity}',
    ]

    found = list(read(lines(STORY) + b"\n" + b"\n".join(bombs)))

    assert [type(record) for record in found] == [
        ImportedArticle,
        ImportFailure,
        ImportFailure,
        ImportFailure,
    ]
    assert found[1].reason == "It is nested too deeply."


def test_an_array_of_any_length_is_read_in_level_memory(tmp_path):
    def peak(count):
        file = tmp_path / f"{count}.json"
        story = json.dumps(STORY | {"body_html": "<p>" + "word " * 800 + "</p>"})
        file.write_text("[" + ",".join([story] * count) + "]")
        tracemalloc.start()
        assert sum(1 for _ in read(file)) == count
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    assert peak(1600) < 1.5 * peak(400)


def test_fields_nobody_asked_for_are_said_once():
    content = lines(STORY | {"mood": "calm"}, STORY | {"mood": "grave", "id": "9"})

    assert warnings(content) == ["“mood” is no field of ours and was left out."]


def test_a_value_of_the_wrong_sort_is_refused_by_name():
    content = lines(
        {"headline": ["a"]}, {"headline": "a", "tags": 7}, {"headline": "a", "body_html": {}}, {"tags": []}
    )

    assert reasons(content) == [
        ("line 1", "Its headline should be text, not a list."),
        ("line 2", "Its tags should be a list, not int."),
        ("line 3", "Its body_html should be text, not an object."),
        ("line 4", "It has neither a headline nor a body."),
    ]


# --- fields -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "kept", "warning"),
    [
        ("Published", Status.PUBLISHED, ()),
        ("future", Status.PUBLISHED, ()),
        ("pending", Status.IN_REVIEW, ()),
        ("draft", Status.DRAFT, ()),
        ("private", Status.DRAFT, ("Its status is “private”; it was kept as a draft.",)),
        (None, Status.DRAFT, ("It has no status; it was kept as a draft.",)),
    ],
)
def test_only_what_is_plainly_published_becomes_public(status, kept, warning):
    article = only(lines(STORY | {"status": status}))

    assert (article.status, article.warnings) == (kept, warning)


@pytest.mark.parametrize(
    "section",
    [
        "Asia > East Asia",
        ["Asia", "East Asia"],
        {"name": "East Asia", "parents": ["Asia"]},
        {"name": "East Asia", "kind": "region", "parents": [{"name": "Asia"}]},
    ],
)
def test_a_section_may_stand_under_another(section):
    assert only(lines(STORY | {"section": section})).section == ImportedSection(
        "East Asia", kind="region", parents=(ImportedSection("Asia"),)
    )


def test_bylines_may_be_names_objects_or_a_printed_line():
    people = [
        "Ana Ruiz",
        {"name": "Bo Li", "role": "photographer", "affiliation": "Reuters"},
        {"name": "Cy", "role": "muse"},
        "",
    ]
    article = only(lines(STORY | {"bylines": people}))

    assert article.bylines == (
        ImportedByline("Ana Ruiz", author=ImportedAuthor("Ana Ruiz")),
        ImportedByline("Bo Li", "photographs", ImportedAuthor("Bo Li", affiliation="Reuters")),
        ImportedByline("Cy", "text", ImportedAuthor("Cy")),
    )
    assert article.warnings == ("The role “muse” is not known; the byline was kept as one for the text.",)
    assert only(lines({"headline": "a", "bylines": "By Ana"})).byline_text == "By Ana"


def test_a_picture_may_be_a_file_an_address_or_an_object():
    found = [
        only(lines(STORY | {"lead_image": image})).lead_image
        for image in ("a.jpg", "https://x.example/a.jpg", {}, None)
    ]

    assert found == [ImportedImage(file="a.jpg"), ImportedImage(url="https://x.example/a.jpg"), None, None]


def test_kinds_that_are_not_ours_are_left_out_and_said():
    article = only(lines(STORY | {"kind": "poem", "lead_image": {"file": "a.jpg", "credit_kind": "gift"}}))

    assert (article.kind, article.lead_image.credit_kind) == ("", "")
    assert sorted(article.warnings) == [
        "“gift” is no kind of credit of ours (courtesy, credit, illustration, photograph, source); it was left out.",
        "“poem” is no kind of work of ours (analysis, interview, news, opinion, report); it was left out.",
    ]


def test_an_unreadable_date_is_a_failure_because_nobody_can_guess_it():
    assert reasons(lines(STORY | {"published_at": "3/4/2021"})) == [
        ("line 1 (7)", "The date “3/4/2021” can be read in two ways; write it as 2021-04-03.")
    ]


def test_without_an_id_an_article_is_known_by_its_address_or_headline():
    with_address = only(
        lines({"headline": "a", "status": "draft", "url": "https://old.example/2020/a/"}), source="old"
    )
    with_date = only(lines({"headline": "a", "status": "draft", "date": "2020-05-01T08:00Z"}))

    assert (with_address.source, with_address.source_id, with_address.path) == ("old", "/2020/a/", "/2020/a/")
    assert with_date.source_id == "2020-05-01T08:00 a"
    assert with_date.warnings == (
        "It has no source_id; a second import knows it by its address, or by headline and date.",
    )


def test_plain_text_bodies_get_their_paragraphs_and_formulas_stay_text():
    body = only(lines(STORY | {"body_html": "=cmd|' /C calc'!A0\n\n1 < 2"})).body_html

    assert body == "<p>=cmd|' /C calc'!A0</p>\n<p>1 &lt; 2</p>"


# --- CSV --------------------------------------------------------------------------------------------------------

TABLE = """\
ID,Title,Section,Date,Author,Tags,Status,Image File,image_credit,Body
7,"Bridge, reopened",East Asia,2020-05-01T08:00Z,By Ana Ruiz,ports; bridges,published,bridge.jpg,NASA,"<p>It
reopened.</p>"

8,Second,Asia,,,,draft,,,
"""


def test_a_table_is_read_under_the_names_people_give_columns():
    first, second = articles(TABLE.encode())

    assert (first.source_id, first.headline, first.item) == ("7", "Bridge, reopened", "line 2 (7)")
    assert (first.tags, first.byline_text) == (("ports", "bridges"), "By Ana Ruiz")
    assert first.lead_image == ImportedImage(file="bridge.jpg", credit="NASA")
    assert first.body_html == "<p>It\nreopened.</p>"
    assert (second.headline, second.lead_image, second.item) == ("Second", None, "line 5 (8)")


@pytest.mark.parametrize("delimiter", ";\t|")
@pytest.mark.parametrize(("encoding", "end"), [("utf-8-sig", "\r\n"), ("utf-16", "\n"), ("cp1252", "\r")])
def test_what_spreadsheets_save_is_the_same_table(delimiter, encoding, end):
    text = f"id,title,status{end}7,“Café”,draft{end}".replace(",", delimiter)

    (article,) = articles(text.encode(encoding))

    assert (article.source_id, article.headline) == ("7", "“Café”")


def test_a_table_that_names_its_delimiter_is_believed():
    assert articles(b"sep=;\r\nid;title\r\n7;a,b\r\n")[0].headline == "a,b"


def test_unknown_columns_are_warned_about():
    assert warnings(b"id,title,mood\n7,a,calm\n8,b,grave\n") == [
        "“mood” is no field of ours and was left out."
    ]


def test_bad_rows_are_named_and_the_others_are_read():
    content = b'id,title,status\n1,a,draft\n2,b,draft,x\n3,"c"d,draft\n4,e,draft\n5,"open\n6,f,draft\n'

    assert [each.source_id for each in articles(content)] == ["1", "4"]
    assert reasons(content) == [
        ("line 3", "It has 4 cells under 3 column names: a cell may need quotation marks."),
        ("line 4", "The row cannot be read: ',' expected after '\"'."),
        ("line 6", "The row cannot be read: a quotation mark is never closed, so nothing after it was read."),
    ]


@pytest.mark.parametrize(
    "content", [b"sepal_length,species\n5.1,setosa\n", b"just words", b"\x00\x01\x02\x03", b"<rss></rss>"]
)
def test_a_file_without_a_headline_or_body_column_is_refused(content):
    with pytest.raises(UnreadableInput, match="no column “headline” or “body_html”"):
        next(read(content))


@given(st.binary(max_size=200))
def test_no_bytes_whatever_are_an_error_of_ours(content):
    with suppress(UnreadableInput):
        list(read(content))


# --- real files -------------------------------------------------------------------------------------------------


def test_every_table_of_the_corpora_is_read_or_refused(corpora):
    outcomes = {}
    for file in sorted((corpora / "csv").rglob("*.*")):
        try:
            outcomes[file.name] = len(articles(file))
        except UnreadableInput:
            outcomes[file.name] = "refused"

    assert len(outcomes) == 50
    assert outcomes["mg-substack-posts.csv"] == 5
    assert outcomes["mg-buttondown-emails.csv"] == 2
    assert outcomes["mg-wix-csv-empty.csv"] == 0
    assert outcomes["csv-injection.txt"] == "refused"
