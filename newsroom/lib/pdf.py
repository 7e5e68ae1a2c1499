"""PDF documents from outside: looked at with suspicion, their pages counted, their first page drawn."""

import hashlib
import json
import logging
import os
import re
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

log = logging.getLogger(__name__)

MEBIBYTE = 1024 * 1024
COVER_WIDTH = 1200  # pixels
PATIENCE = 30  # seconds of the clock; the reader itself ends after 20 of the processor's
TAIL = 4096  # bytes at a file's end, among which its end mark stands (ISO 32000-1, 7.5.5, with room for what is appended)
_WORKER = Path(__file__).with_name("pdf_worker.py")
# One document at a time in this process: each may take a gigabyte, and a newsroom uploads one a day.
_one_at_a_time = threading.Lock()
_KNOWN_BUT_UNUSABLE = [
    (rb"PK\x03\x04", "an archive or an office document. Export it as a PDF"),
    (rb"\xd0\xcf\x11\xe0", "an old office document. Export it as a PDF"),
    (rb"\xff\xd8\xff|\x89PNG|GIF8|RIFF.{4}WEBP", "a picture. Save it as a PDF"),
    (rb"%!PS", "a PostScript document. Convert it to a PDF"),
    (rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|svg)", "a web page or XML. Print it as a PDF"),
    (rb"\{\\rtf", "a text document. Export it as a PDF"),
]
_REFUSALS = {
    "broken": "The PDF is broken: it could not be read to its end. Export it again.",
    "encrypted": "The PDF is encrypted or protected. Save it without a password and without restrictions.",
    "empty": "The PDF has no pages.",
    "size": "The first page of the PDF has a size that no page has. Export it again with an ordinary page size.",
}


class UnusablePdf(Exception):
    """The file is not a document we can use. The message tells an editor why, in plain words."""


@dataclass(frozen=True, slots=True)
class Document:
    """A PDF that was read. `size` is in bytes, `sha256` that of the file; `cover` is its first page as a JPEG, 1200 pixels
    wide."""

    content: bytes
    pages: int
    sha256: str
    cover: bytes

    @property
    def size(self) -> int:
        return len(self.content)


def read_untrusted_pdf(file: BinaryIO | bytes, *, max_bytes: int, max_pages: int) -> Document:
    """The document, every page of which can be opened. Raises UnusablePdf, and nothing else, for every file that is not a
    whole, unprotected PDF of at most `max_bytes` and `max_pages`.

    The parser runs in a process of its own, with bounded memory and time, so that no file can hurt this one."""
    content = _read(file, max_bytes)
    told, cover = _asked(content, max_pages)
    refused = told.get("refused")
    if refused == "pages":
        raise UnusablePdf(f"The PDF has {told['pages']:,} pages; at most {max_pages:,} can be taken.")
    if refused:
        raise UnusablePdf(_REFUSALS[refused])
    return Document(content, told["pages"], hashlib.sha256(content).hexdigest(), cover)


def _read(file: BinaryIO | bytes, max_bytes: int) -> bytes:
    try:
        content = file if isinstance(file, bytes) else file.read(max_bytes + 1)
    except (OSError, ValueError) as error:
        raise UnusablePdf("The file could not be read.") from error
    if not content:
        raise UnusablePdf("The file is empty.")
    if len(content) > max_bytes:
        raise UnusablePdf(f"The file is larger than {max_bytes / MEBIBYTE:.3g} MB.")
    if not content.startswith(b"%PDF-"):
        raise UnusablePdf(_what_it_is(content))
    if b"%%EOF" not in content[-TAIL:]:
        raise UnusablePdf("The PDF is cut off: its end is missing. Upload it again.")
    return content


def _what_it_is(content: bytes) -> str:
    for start, what in _KNOWN_BUT_UNUSABLE:
        if re.match(start, content, re.DOTALL | re.IGNORECASE):
            return f"This is not a PDF but {what}."
    return "This is not a PDF."


def _asked(content: bytes, max_pages: int) -> tuple[dict, bytes]:
    """What the reader tells. One that takes too long, too much memory or falls over had a broken file before it."""
    command = [sys.executable, "-I", str(_WORKER), str(max_pages), str(COVER_WIDTH)]
    environment = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    try:
        with _one_at_a_time:
            done = subprocess.run(  # noqa: S603  our own script; the file goes in as data
                command, input=content, capture_output=True, timeout=PATIENCE, check=True, env=environment
            )
        line, _, cover = done.stdout.partition(b"\n")
        return json.loads(line), cover
    except subprocess.TimeoutExpired as error:
        raise UnusablePdf(
            "The PDF takes too long to read. Export it again, with simpler graphics."
        ) from error
    except (subprocess.CalledProcessError, ValueError) as error:
        said = getattr(error, "stderr", b"") or b""
        log.warning("A PDF could not be read: %s %s", error, said[-300:].decode(errors="replace"))
        raise UnusablePdf(_REFUSALS["broken"]) from error
