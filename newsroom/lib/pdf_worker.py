"""Reads one PDF in a process of its own: run as a script by newsroom.lib.pdf, never imported by the site.

A parser of untrusted files written in another language may take all memory, never end, or fall over. Here it takes none but
its own, and the site only waits a while for it. Standard input is the PDF; standard output is one line of JSON and then,
where the line holds no "refused", the first page as a JPEG. Arguments: most pages, width of the picture in pixels."""

import io
import json
import resource
import sys
from contextlib import suppress

import pypdfium2
import pypdfium2.raw as pdfium

MEMORY = 1536 * 1024 * 1024  # bytes of address space, of which Python's libraries take a third
SECONDS = 20  # of processor time
SMALLEST, LARGEST = 36.0, 14_400.0  # points: half an inch, and the 200 inches of PDF 1.7, annex C
NARROWEST = 8  # times as long as wide, or as wide as long
NOT_ENCRYPTED = -1  # FPDF_GetSecurityHandlerRevision


def read(content: bytes, most_pages: int, width: int) -> tuple[dict, bytes]:
    """What is told of the file, and the first page as a JPEG."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        return {"refused": "encrypted" if locked else "broken"}, b""
    if pdfium.FPDF_GetSecurityHandlerRevision(document) != NOT_ENCRYPTED:
        return {"refused": "encrypted"}, b""
    pages = len(document)
    if pages == 0:
        return {"refused": "empty"}, b""
    if pages > most_pages:
        return {"refused": "pages", "pages": pages}, b""
    if not _every_page_opens(document, pages):
        return {"refused": "broken"}, b""
    page = document[0]
    across, down = page.get_size()
    if not _printable(across, down):
        return {"refused": "size"}, b""
    return {"pages": pages}, _picture(page, across, down, width)


def _every_page_opens(document: pypdfium2.PdfDocument, pages: int) -> bool:
    for number in range(pages):
        page = pdfium.FPDF_LoadPage(document, number)
        if not page:
            return False
        pdfium.FPDF_ClosePage(page)
    return True


def _printable(across: float, down: float) -> bool:
    sides = sorted((across, down))
    return sides[0] >= SMALLEST and sides[1] <= LARGEST and sides[1] <= NARROWEST * sides[0]


def _picture(page: pypdfium2.PdfPage, across: float, down: float, width: int) -> bytes:
    """The page `width` pixels wide, or, where it is higher than twice that, as high as that allows."""
    scale = min(width / across, 2 * width / down)
    drawn = page.render(scale=scale, fill_color=(255, 255, 255, 255), may_draw_forms=False).to_pil()
    file = io.BytesIO()
    drawn.convert("RGB").save(file, "JPEG", quality=92)
    return file.getvalue()


def bound() -> None:
    """No more memory and time than reading a document takes, and no file written."""
    bounds = {"AS": MEMORY, "CPU": SECONDS, "FSIZE": 0, "CORE": 0}
    for name, most in bounds.items():
        with suppress(ValueError, OSError):  # macOS knows RLIMIT_AS and refuses to set it
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))


if __name__ == "__main__":
    bound()
    told, picture = read(sys.stdin.buffer.read(), int(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + picture)
