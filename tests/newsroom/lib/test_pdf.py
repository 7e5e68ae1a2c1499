"""A PDF from outside is read whole or refused in words; nothing in it can hurt the process that asks."""

import io
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from newsroom.lib import pdf
from newsroom.lib.pdf import UnusablePdf, read_untrusted_pdf
from tests.pdfs import pdf_file
from tests.pictures import picture_file

LIMITS = {"max_bytes": 2_000_000, "max_pages": 20}


def refusal(content: bytes, **limits) -> str:
    with pytest.raises(UnusablePdf) as refused:
        read_untrusted_pdf(content, **LIMITS | limits)
    return str(refused.value)


def test_a_whole_document_gives_its_pages_and_its_first_one_as_a_picture():
    document = read_untrusted_pdf(pdf_file(pages=7, colour="1 0 0"), **LIMITS)

    cover = Image.open(io.BytesIO(document.cover))
    assert document.pages == 7
    assert cover.size == (1200, 1699)
    assert cover.getpixel((20, 20))[0] > 240 > cover.getpixel((20, 20))[1]


def test_a_document_that_pillow_writes_is_one():
    file = io.BytesIO()
    sheets = [Image.new("RGB", (400, 566), "navy") for _ in range(3)]
    sheets[0].save(file, "PDF", save_all=True, append_images=sheets[1:])

    assert read_untrusted_pdf(file.getvalue(), **LIMITS).pages == 3


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (picture_file(), "This is not a PDF but a picture. Save it as a PDF."),
        (b"PK\x03\x04rest", "This is not a PDF but an archive or an office document. Export it as a PDF."),
        (b"<html><body>%PDF-1.4", "This is not a PDF but a web page or XML. Print it as a PDF."),
        (b"Dear editor", "This is not a PDF."),
        (pdf_file()[:900], "The PDF is cut off: its end is missing. Upload it again."),
        (pdf_file()[:300] + b"\n%%EOF", "The PDF is broken: it could not be read to its end. Export it again."),
        (b"%PDF-1.7\nnothing\n%%EOF", "The PDF is broken: it could not be read to its end. Export it again."),
        (pdf_file(password="swordfish"), "The PDF is encrypted or protected. Save it without a password and without restrictions."),
        (pdf_file(password=""), "The PDF is encrypted or protected. Save it without a password and without restrictions."),
        (pdf_file(pages=21), "The PDF has 21 pages; at most 20 can be taken."),
        (pdf_file(size=(500_000, 500_000)), "The first page of the PDF has a size that no page has. Export it again with an ordinary page size."),
        (pdf_file(size=(4000, 40)), "The first page of the PDF has a size that no page has. Export it again with an ordinary page size."),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_in_words(content, words):
    assert refusal(content) == words


def test_a_document_without_pages_is_refused():
    assert refusal(pdf_file(pages=0)) in (
        "The PDF has no pages.",
        "The PDF is broken: it could not be read to its end. Export it again.",
    )


def test_a_file_that_is_too_large_is_not_even_read():
    assert refusal(pdf_file(), max_bytes=100) == "The file is larger than 9.54e-05 MB."


def test_a_reader_that_takes_too_long_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(pdf, "PATIENCE", 0.001)

    assert "too long" in refusal(pdf_file())


def test_a_reader_that_falls_over_takes_nobody_with_it(monkeypatch, tmp_path):
    falling = tmp_path / "falls.py"
    falling.write_text("import os\nos.abort()\n")
    monkeypatch.setattr(pdf, "_WORKER", falling)

    assert "broken" in refusal(pdf_file())


def test_a_reader_gets_no_more_memory_than_it_needs(monkeypatch, tmp_path):
    greedy = tmp_path / "greedy.py"
    worker = pdf._WORKER.read_text().replace(
        "    told, picture =", "    held = bytearray(4_000_000_000)\n    told, picture ="
    )
    greedy.write_text(worker)
    monkeypatch.setattr(pdf, "_WORKER", greedy)

    assert "broken" in refusal(pdf_file())


def test_several_at_once_are_read_one_after_the_other():
    found = []
    threads = [
        threading.Thread(
            target=lambda n=n: found.append(read_untrusted_pdf(pdf_file(pages=n), **LIMITS).pages)
        )
        for n in (1, 2, 3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(found) == [1, 2, 3]


@settings(max_examples=25, deadline=None)
@given(place=st.integers(0, 1200), noise=st.binary(min_size=1, max_size=40))
def test_a_damaged_document_is_read_or_refused_and_nothing_else(place, noise):
    content = pdf_file()
    damaged = content[:place] + noise + content[place + len(noise) :]

    try:
        assert read_untrusted_pdf(damaged, **LIMITS).pages >= 1
    except UnusablePdf as refused:
        assert str(refused).endswith(".")
