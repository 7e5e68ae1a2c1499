"""What a file has to be before anybody tries to read articles from it."""

import pytest

from articles.importing.base import UnreadableInput
from articles.importing.inputs import CHUNK, encoding_of, opened, text_of


def decoded(content):
    with opened(content) as stream:
        encoding = encoding_of(stream)
        return encoding, text_of(stream, encoding).read()


@pytest.mark.parametrize("content", ["Überschrift", "見出し", "Плен"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_files_are_read_with_or_without_their_mark(content, encoding):
    text = f"headline,body\n{content},ordinary words\n"

    assert decoded(text.encode(encoding))[1] == text


def test_a_windows_file_is_read_and_said_to_be_one():
    encoding, text = decoded("headline\n“Café” – naïve\n".encode("cp1252"))

    assert text == "headline\n“Café” – naïve\n"
    assert encoding.doubt == "The file is not UTF-8; it was read as Windows-1252."


def test_one_bad_byte_does_not_turn_a_unicode_file_into_rubbish():
    encoding, text = decoded("“Café” is naïve ".encode() + b"\xff" + b"!")

    assert text == "“Café” is naïve \ufffd!"
    assert encoding.doubt == "1 bytes are not UTF-8 and were replaced by the mark \ufffd."


def test_a_character_cut_by_the_chunks_of_reading_is_no_bad_byte():
    text = "a" * (CHUNK + 4095) + "é" * 10

    assert decoded(text.encode()) == (("utf-8", "strict", ""), text)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04rest", "The file is a ZIP archive or a spreadsheet; unpack it or save it as CSV first."),
        (b"\x1f\x8brest", "The file is a gzip archive; unpack it first."),
        (b"%PDF-1.7", "The file is a PDF."),
    ],
)
def test_what_is_no_text_is_refused_in_plain_words(content, reason):
    with pytest.raises(UnreadableInput, match=reason), opened(content):
        pass


def test_a_missing_file_and_a_folder_are_refused_in_plain_words(tmp_path):
    with pytest.raises(UnreadableInput, match=r"nowhere\.csv could not be opened: No such file or directory"):
        opened(tmp_path / "nowhere.csv").__enter__()
    with pytest.raises(UnreadableInput, match="could not be opened: Is a directory"):
        opened(tmp_path).__enter__()
