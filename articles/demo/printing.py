"""A publication printed: a drawn cover and pages of text, as a PDF written by hand (ISO 32000-1) with the fonts that every
reader has."""

import io
import textwrap
from collections.abc import Iterable, Iterator

from PIL import Image, ImageDraw, ImageFont

from articles.demo.drawing import PALETTES, Sheet
from articles.demo.pictures import SCENES

PAGE = (595, 842)  # points: A4
COVER = (1240, 1754)  # pixels: A4 at 150 to the inch
MARGIN, LEADING = 72, 15  # points
WIDE = 84  # letters of a line
LINES = 44  # of a page
FONTS = {"F1": "Times-Roman", "F2": "Times-Bold", "F3": "Helvetica"}

Line = tuple[str, int, str]  # font, size in points, words


def cover_picture(
    *, title: str, number: str, dated: str, house: str, scene: str, palette: str, seed: str
) -> bytes:
    """The cover as a JPEG: the house, the title, a drawing, the number and date."""
    colours = PALETTES[palette]
    sheet = Sheet(f"{scene}/{seed}", palette)
    SCENES[scene](sheet)
    page = Image.new("RGB", COVER, colours.near)
    drawn = sheet.finished()
    band = drawn.resize((COVER[0], round(drawn.height * COVER[0] / drawn.width)))
    page.paste(band, (0, COVER[1] - band.height))
    pen = ImageDraw.Draw(page)
    pen.rectangle((0, 0, 28, COVER[1] - band.height), fill=colours.accent)
    pen.text((110, 96), house.upper(), font=ImageFont.load_default(34), fill=colours.light)
    pen.text((110, 148), f"{number}   {dated}".strip(), font=ImageFont.load_default(34), fill=colours.low)
    size = 124 if len(title) < 34 else 100
    for place, line in enumerate(textwrap.wrap(title, 18 if size == 124 else 22)):
        pen.text(
            (110, 262 + place * size * 1.14), line, font=ImageFont.load_default(size), fill=colours.light
        )
    file = io.BytesIO()
    page.save(file, "JPEG", quality=88)
    return file.getvalue()


def printed(cover: bytes, title: str, chapters: Iterable[tuple[str, str]], foot: str) -> bytes:
    """The PDF: the cover, then each chapter (its headline and its plain text) on pages of its own."""
    pages = [page for headline, text in chapters for page in _pages(headline, text)]
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    fonts = " ".join(f"/{name} {3 + place} 0 R" for place, name in enumerate(FONTS))
    objects += [_font(name) for name in FONTS.values()]
    kids = [_page(objects, b"q 595 0 0 842 0 0 cm /Im Do Q", _image(objects, cover), fonts)]
    for number, lines in enumerate(pages, 2):
        kids.append(_page(objects, _set(lines, f"{foot}   {number}"), "", fonts))
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<< /Type /Pages /Kids [{listed}] /Count {len(kids)} >>".encode()
    return _file(objects, title)


def _pages(headline: str, text: str) -> Iterator[list[Line]]:
    lines: list[Line] = [("F2", 20, line) for line in textwrap.wrap(headline, 46)] + [("F1", 11, "")]
    for paragraph in text.split("\n\n"):
        style = (
            ("F2", 13) if len(paragraph) < 60 and not paragraph.endswith((".", "?", "!", "”")) else ("F1", 11)
        )
        lines += [(*style, line) for line in textwrap.wrap(paragraph, WIDE)] + [("F1", 11, "")]
    for begin in range(0, len(lines), LINES):
        yield lines[begin : begin + LINES]


def _set(lines: list[Line], foot: str) -> bytes:
    y = PAGE[1] - MARGIN
    out = []
    for font, size, words in lines:
        y -= LEADING if size < 20 else 26
        out.append(f"BT /{font} {size} Tf {MARGIN} {y} Td {_string(words)} Tj ET")
    out.append(f"BT /F3 8 Tf {MARGIN} 40 Td {_string(foot)} Tj ET")
    return "\n".join(out).encode("cp1252", "replace")


def _string(words: str) -> str:
    return "(" + words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"


def _font(name: str) -> bytes:
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()


def _image(objects: list[bytes], jpeg: bytes) -> str:
    head = f"<< /Type /XObject /Subtype /Image /Width {COVER[0]} /Height {COVER[1]} /ColorSpace /DeviceRGB "
    head += f"/BitsPerComponent 8 /Filter /DCTDecode /Length {len(jpeg)} >>\nstream\n"
    objects.append(head.encode() + jpeg + b"\nendstream")
    return f"/XObject << /Im {len(objects)} 0 R >>"


def _page(objects: list[bytes], content: bytes, pictures: str, fonts: str) -> int:
    """Add a page with its content; gives its number."""
    objects.append(f"<< /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream")
    objects.append(
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE[0]} {PAGE[1]}] /Contents {len(objects)} 0 R "
        f"/Resources << /Font << {fonts} >> {pictures} >> >>".encode()
    )
    return len(objects)


def _file(objects: list[bytes], title: str) -> bytes:
    named = b"<FEFF" + title.encode("utf-16-be").hex().encode() + b">"
    objects = [*objects, b"<< /Title " + named + b" >>"]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, said in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + said + b"\nendobj\n"
    begin = len(out)
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\n".encode()
    return bytes(out + f"startxref\n{begin}\n%%EOF\n".encode())
