"""WordPress exports that are broken, foreign, hostile or endless: refused in words, or read in level memory."""

import json
import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importing.base import (
    ImportedArticle,
    ImportedImage,
    ImportFailure,
    Skipped,
    UnreadableInput,
)
from articles.importing.wxr import read
from tests.articles.importing.wxr_samples import (
    AUTHOR,
    article,
    attachment,
    category,
    export,
    item,
    meta,
    of,
)

# --- what cannot be read ----------------------------------------------------------------------------------------

LAUGHS = (
    '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    + "".join(f'<!ENTITY {chr(99 + n)} "{f"&{chr(98 + n)};" * 10}">' for n in range(8))
    + "]>"
)


def with_doctype(doctype, title):
    return export(item(title=title)).replace(b"?>\n<rss", b"?>\n" + doctype.encode() + b"<rss", 1)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (export(item())[:-40], "Line 7: Premature end of data in tag"),
        (export("<title>A & B</title>"), "a bare “&”, which has to be written “&amp;”"),
        (export("<foo:bar/>"), "Namespace prefix foo on bar is not defined"),
        (b"plain words", "The file is not well-formed XML. Line 1: Start tag expected"),
        (b"<catalog><book/></catalog>", "It is XML, but not a WordPress export (WXR)."),
        (b"<rss><channel><item/></channel></rss>", "It looks like a feed: import_feed reads those."),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"/>', "It looks like a feed: import_feed reads those."),
        (with_doctype(LAUGHS, "&j;"), "It declares XML entities"),
        (
            with_doctype('<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>', "&x;"),
            "It declares XML entities",
        ),
        (export("<x>" * 5000), "Excessive depth in document"),
        (b"", "The file is empty."),
    ],
)
def test_a_broken_or_foreign_file_is_refused_before_its_first_record(content, reason):
    with pytest.raises(UnreadableInput) as refusal:
        next(read(content))

    assert reason in str(refusal.value)


def test_a_dtd_elsewhere_is_not_fetched():
    assert (
        of(ImportedArticle, with_doctype('<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">', "Title"))[
            0
        ].headline
        == "Title"
    )


def test_control_characters_pasted_by_authors_are_no_fault():
    assert article(item(body="<p>It\x08 re\x0bopened.</p>")).body_html == "<p>It reopened.</p>"


def test_an_export_in_another_encoding_is_the_same():
    content = export(item(title="Überfahrt")).decode().replace("UTF-8", "UTF-16").encode("utf-16")

    assert of(ImportedArticle, content)[0].headline == "Überfahrt"


def test_blank_lines_before_the_declaration_are_no_fault():
    assert len(of(ImportedArticle, b"\r\n\n" + export(item()))) == 1


@given(st.integers(0, 3000), st.binary(max_size=3))
def test_an_export_damaged_anywhere_is_read_or_refused(place, damage):
    whole = export(AUTHOR, category("asia", "Asia"), item(more=meta("_thumbnail_id", "9")), attachment())

    with suppress(UnreadableInput):
        list(read(whole[:place] + damage + whole[place + len(damage) :]))


def test_an_export_of_any_length_is_read_in_level_memory(tmp_path):
    def peak(count):
        file = tmp_path / f"{count}.xml"
        body = "<p>" + "word " * 800 + "</p>"
        file.write_bytes(export(*(attachment(n) + item(n + count, body=body) for n in range(1, count))))
        tracemalloc.start()
        assert sum(1 for _ in read(file)) == 2 * count - 2
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    assert peak(600) < 1.5 * peak(150)


# --- real exports -----------------------------------------------------------------------------------------------


def test_every_export_of_the_corpora_is_read_whole_or_refused(corpora):
    expected = [json.loads(line) for line in (corpora / "wxr/EXPECTED-counts.jsonl").read_text().splitlines()]
    read_whole = refused = 0
    for about in expected:
        if not about["well_formed"] or not about["wxr_ns"]:
            with pytest.raises(UnreadableInput):
                next(read(corpora / about["file"]))
            refused += 1
            continue
        found = list(read(corpora / about["file"]))
        posts = sum(count for kind, count in about["by_type_status"].items() if kind.startswith("post/"))
        items = [record for record in found if isinstance(record, ImportedArticle | ImportedImage | Skipped)]
        assert sum(isinstance(record, ImportedArticle) for record in found) == posts, about["file"]
        assert len(items) == about["items"], about["file"]
        assert not any(isinstance(record, ImportFailure) for record in found), about["file"]
        read_whole += 1

    assert (read_whole, refused) == (24, 8)
