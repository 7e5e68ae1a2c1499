import io
import json
import struct
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from newsroom.lib.imaging import Metadata, UnusableImage, open_untrusted, read_metadata, render, render_avif

XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:c="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"
 photoshop:Credit="Agency X" photoshop:DateCreated="2024-05-01T08:30:00+09:00">
<dc:creator><rdf:Seq><rdf:li>Ann Lee</rdf:li><rdf:li>Bo Ng</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="de">Fluss</rdf:li><rdf:li xml:lang="x-default">River &lt;1&gt;</rdf:li>
</rdf:Alt></dc:description>
<dc:subject><rdf:Bag><rdf:li>flood</rdf:li><rdf:li>flood</rdf:li></rdf:Bag></dc:subject>
<c:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">A brown river</rdf:li></rdf:Alt></c:AltTextAccessibility>
<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource"><plus:LicensorURL>https://x.example/</plus:LicensorURL></rdf:li>
</rdf:Seq></plus:Licensor></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def picture_file(format="JPEG", size=(64, 48), mode="RGB", colour="red", **saving):
    file = io.BytesIO()
    Image.new(mode, size, colour).save(file, format, **saving)
    return file.getvalue()


def exif(**tags):
    block = Image.Exif()
    for tag, value in {"artist": 315, "copyright": 33432, "caption": 270, "orientation": 274}.items():
        if tag in tags:
            block[value] = tags[tag]
    if "gps" in tags:
        block.get_ifd(0x8825).update({1: "N", 2: (51.0, 10.0, 41.0)})
    return block


def with_iim(jpeg, datasets):
    iim = b"".join(
        b"\x1c" + bytes(place) + len(value).to_bytes(2, "big") + value for place, value in datasets
    )
    segment = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + len(iim).to_bytes(4, "big") + iim
    return jpeg[:2] + b"\xff\xed" + (len(segment) + 2).to_bytes(2, "big") + segment + jpeg[2:]


def png_claiming(width, height):
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    return (
        b"\x89PNG\r\n\x1a\n"
        b"\0\0\0\x0d" + chunk + zlib.crc32(chunk).to_bytes(4, "big") + b"\0\0\0\0IDAT\x35\xaf\x06\x1e"
    )


def archive():
    file = io.BytesIO()
    zipfile.ZipFile(file, "w").writestr("a", "b")
    return file.getvalue()


@pytest.mark.parametrize(
    ("format", "content_type"),
    [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp"), ("GIF", "image/gif")]
    + [("TIFF", "image/tiff"), ("AVIF", "image/avif")],
)
def test_six_kinds_of_picture_open(format, content_type):
    content = picture_file(format)
    for given_as in (content, io.BytesIO(content)):
        picture = open_untrusted(given_as)
        assert (picture.width, picture.height, picture.content_type) == (64, 48, content_type)
        assert picture.size == len(content)
        assert len(picture.sha256) == 64


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"hello", "not a picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"%PDF-1.7", "PDF"),
        (b"\0\0\0\x18ftypheic", "HEIC"),
        (picture_file("BMP"), "BMP"),
        (picture_file()[:200], "broken|cut off"),
        (picture_file("PNG", (300, 300))[:-60], "broken|cut off"),
        (picture_file() + archive(), "archive at once"),
        (picture_file(comment=b"%PDF-1.4"), "PDF document at once"),
        (picture_file(comment=b"<?PHP system(1)"), "program code"),
        (png_claiming(0, 10), "broken|no width"),
        (png_claiming(60_000, 60_000), "pixels"),
        (png_claiming(9_000, 9_000), "at most 60 million pixels"),
    ],
)
def test_what_is_no_usable_picture_is_refused_in_plain_words(content, why):
    with pytest.raises(UnusableImage, match=why):
        open_untrusted(content)


def test_a_file_too_large_is_not_read_to_its_end():
    file = io.BytesIO(picture_file() + b"\0" * 5000)
    with pytest.raises(UnusableImage, match="larger than"):
        open_untrusted(file, max_bytes=1000)
    assert file.tell() == 1001


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["JPEG", "PNG", "WEBP", "GIF", "TIFF"]), st.data())
def test_a_damaged_file_opens_or_is_unusable_and_nothing_else(format, data):
    content = bytearray(picture_file(format, (16, 16)))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        picture = open_untrusted(bytes(content))
    except UnusableImage as refusal:
        assert str(refusal).endswith(".")
    else:
        assert isinstance(read_metadata(picture), Metadata)
        assert render(picture, [8])


def test_xmp_is_read_by_the_standard():
    assert read_metadata(open_untrusted(picture_file(xmp=XMP.encode()))) == Metadata(
        credit="Agency X",
        byline="Ann Lee, Bo Ng",
        caption="River <1>",
        alt="A brown river",
        licensor_url="https://x.example/",
        date_created="2024-05-01T08:30:00+09:00",
        keywords=("flood",),
    )


def test_xmp_is_believed_before_iim_and_iim_before_exif():
    jpeg = picture_file(xmp=XMP.encode(), exif=exif(artist="Exif", copyright="Exif\0Editor", caption="Exif"))
    both = with_iim(
        jpeg,
        [((2, 80), b"Iim"), ((2, 116), "© Iim".encode()), ((2, 105), b"J\xfcrgen"), ((2, 55), b"20240501")],
    )
    metadata = read_metadata(open_untrusted(both))
    assert (metadata.byline, metadata.copyright, metadata.headline) == ("Ann Lee, Bo Ng", "© Iim", "Jürgen")
    assert read_metadata(open_untrusted(jpeg)).copyright == "Exif, Editor"
    assert (
        read_metadata(open_untrusted(with_iim(picture_file(), [((2, 55), b"20240501")]))).date_created
        == "2024-05-01"
    )


@pytest.mark.parametrize("body", ["<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "<x>", "\0\0", "<a/>" * 3])
def test_broken_metadata_says_nothing(body):
    assert read_metadata(open_untrusted(picture_file(xmp=body.encode()))) == Metadata()


def test_readers_get_no_place_and_no_remarks():
    picture = open_untrusted(picture_file(xmp=XMP.encode(), exif=exif(gps=True, artist="A")))
    assert picture.has_gps
    for rendition in render(picture, [32]) + render_avif(picture, [32]):
        seen = open_untrusted(rendition.bytes)
        assert not seen.has_gps
        assert read_metadata(seen) == Metadata()
        assert b"Exif" not in rendition.bytes and b"xmpmeta" not in rendition.bytes


def test_renditions_are_never_wider_than_the_picture():
    picture = open_untrusted(picture_file(size=(1000, 500)))
    sizes = [(r.width, r.height) for r in render(picture, [1600, 400, 800, 400, 3200])]
    assert sizes == [(400, 200), (800, 400), (1000, 500)]


def test_the_same_picture_gives_the_same_bytes():
    content = picture_file(size=(300, 200))
    assert render(open_untrusted(content), [100]) == render(open_untrusted(content), [100])


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_ends_upright(orientation):
    image = Image.new("RGB", (60, 40), "blue")
    image.paste("red", (0, 0, 60, 10))  # the top, as it should be seen
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Pillow's transpositions that make the stored picture
    stored = image if orientation == 1 else image.transpose(Image.Transpose(undo[orientation]))
    file = io.BytesIO()
    stored.save(file, "JPEG", quality=95, exif=exif(orientation=orientation))
    (rendition,) = render(open_untrusted(file.getvalue()), [60])
    seen = Image.open(io.BytesIO(rendition.bytes)).convert("RGB")
    assert seen.size == (60, 40)
    assert seen.getpixel((5, 3))[0] > 200 and seen.getpixel((55, 3))[0] > 200
    assert seen.getpixel((30, 35))[2] > 200


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "F", "LAB"])
def test_every_colour_mode_can_be_rendered(mode):
    picture = open_untrusted(picture_file("TIFF", mode=mode, colour=None if mode in ("LA", "RGBA") else 0))
    seen = Image.open(io.BytesIO(render(picture, [20])[0].bytes))
    assert seen.mode == ("RGBA" if mode in ("LA", "RGBA") else "RGB")


def test_an_animation_shows_its_first_frame():
    file = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(
        file, "GIF", save_all=True, append_images=[Image.new("RGB", (20, 20), "blue")]
    )
    (rendition,) = render(open_untrusted(file.getvalue()), [20])
    assert Image.open(io.BytesIO(rendition.bytes)).convert("RGB").getpixel((10, 10))[0] > 200


def test_sixteen_bits_are_scaled_and_not_cut():
    grey = Image.new("I;16", (8, 8), 0x8000)
    file = io.BytesIO()
    grey.save(file, "PNG")
    (rendition,) = render(open_untrusted(file.getvalue()), [8])
    assert abs(Image.open(io.BytesIO(rendition.bytes)).convert("L").getpixel((4, 4)) - 128) <= 2


ORACLE = {
    "credit": ["XMP-photoshop:Credit", "IPTC:Credit", "IPTC2:Credit"],
    "source": ["XMP-photoshop:Source", "IPTC:Source", "IPTC2:Source"],
    "byline": ["XMP-dc:Creator", "IPTC:By-line", "IPTC3:By-line", "IFD0:Artist"],
    "copyright": ["XMP-dc:Rights", "IPTC:CopyrightNotice", "IFD0:Copyright"],
    "caption": ["XMP-dc:Description", "IPTC:Caption-Abstract", "IFD0:ImageDescription"],
    "headline": ["XMP-photoshop:Headline", "IPTC:Headline"],
    "instructions": ["XMP-photoshop:Instructions", "IPTC:SpecialInstructions"],
    "usage_terms": ["XMP-xmpRights:UsageTerms"],
    "web_statement": ["XMP-xmpRights:WebStatement"],
}
# ExifTool reads these blocks behind the end of the picture; we do not.
TRAILERS = {"exiftool/AFCP.jpg", "exiftool/FotoStation.jpg"}


@pytest.mark.filterwarnings("ignore")
def test_every_real_and_hostile_file_opens_or_is_refused(corpora, json_lines):
    opened, refused, agreed = 0, 0, 0
    for line in json_lines(corpora / "images" / "EXPECTED-metadata.jsonl"):
        try:
            picture = open_untrusted((corpora / "images" / line["file"]).read_bytes())
        except UnusableImage:
            refused += 1
            continue
        opened += 1
        rendition = render(picture, [64])[0]
        assert b"Exif" not in rendition.bytes
        assert picture.has_gps or "GPS:GPSLatitude" not in line, line["file"]
        if line["file"] not in TRAILERS:
            agreed += agreements(read_metadata(picture), line)
    assert opened + refused >= 233
    assert opened >= 154
    assert agreed >= 74


def agreements(metadata, line):
    count = 0
    for name, places in ORACLE.items():
        wanted = next((line[place] for place in places if str(line.get(place, "")).strip()), "")
        wanted = ", ".join(wanted) if isinstance(wanted, list) else str(wanted)
        found = getattr(metadata, name)
        assert found.split() == wanted[:10_000].split(), (line["file"], name)
        count += bool(wanted.strip())
    return count


@pytest.mark.filterwarnings("ignore")
def test_refusals_are_sentences(corpora):
    refusals = set()
    hostile = [path for path in (corpora / "images").glob("hostile-*/*") if path.is_file()]
    assert len(hostile) >= 83
    for path in hostile:
        try:
            open_untrusted(path.read_bytes())
        except UnusableImage as refusal:
            refusals.add(str(refusal))
    assert len(refusals) >= 8, json.dumps(sorted(refusals))
    assert all(text[0].isupper() and text.endswith(".") for text in refusals)
