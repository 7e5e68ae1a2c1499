"""Pictures from outside: opened with suspicion, their credits read, their renditions made.

This is the public place of all of it; metadata and renditions have a module each.
"""

import hashlib
import io
import re
import zipfile
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image

from newsroom.lib.imaging_metadata import Metadata, MetadataBlocks, collect_blocks, parse_blocks
from newsroom.lib.imaging_renditions import Rendition, render_as

__all__ = [
    "Metadata",
    "Picture",
    "Rendition",
    "UnusableImage",
    "open_untrusted",
    "read_metadata",
    "render",
    "render_avif",
]

_MEBIBYTE = 1024 * 1024
MAX_BYTES = 40 * _MEBIBYTE
MAX_PIXELS = 60_000_000


class UnusableImage(Exception):
    """The file is not a picture we can use. The message tells an editor why, in plain words."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An opened picture, the right way up.

    `width` and `height` are pixels as a reader sees them, `size` is the file's bytes, `sha256` that of the file.
    """

    image: Image.Image
    content_type: str
    sha256: str
    size: int
    has_gps: bool
    blocks: MetadataBlocks

    @property
    def width(self) -> int:
        return self.image.width

    @property
    def height(self) -> int:
        return self.image.height


_USABLE = [
    (rb"\xff\xd8\xff", "JPEG", "image/jpeg"),
    (rb"\x89PNG\r\n\x1a\n", "PNG", "image/png"),
    (rb"RIFF.{4}WEBP", "WEBP", "image/webp"),
    (rb"GIF8[79]a", "GIF", "image/gif"),
    (rb"II\*\x00|MM\x00\*", "TIFF", "image/tiff"),
    (rb".{4}ftypavi[fs]", "AVIF", "image/avif"),
]
_KNOWN_BUT_UNUSABLE = [
    (rb".{4}ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1)", "an HEIC picture"),
    (rb".{4}ftyp", "a video"),
    (rb"%PDF-", "a PDF document"),
    (rb"%!PS|\xc5\xd0\xd3\xc6", "a PostScript drawing"),
    (rb"\x00\x00\x00\x0cjP  |\xff\x4f\xff\x51", "a JPEG 2000 picture"),
    (rb"\x00\x00\x00\x0cJXL |\xff\x0a", "a JPEG XL picture"),
    (rb"8BPS", "a Photoshop document"),
    (rb"II\+\x00|MM\x00\+", "a BigTIFF picture"),
    (rb"BM", "a BMP picture"),
    (rb"\x00\x00[\x01\x02]\x00", "an icon"),
    (rb"PK\x03\x04", "an archive"),
    (rb"\x1f\x8b", "a compressed file"),
    (rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|svg|!doctype|!--|html|x:xmpmeta|\?xpacket)", "a drawing or web page (SVG, HTML or XML)"),
]  # fmt: skip
_CODE = re.compile(rb"<\?php|<script", re.IGNORECASE)
_ORIENTATION = 0x0112  # EXIF 2.32, 4.6.5
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def open_untrusted(
    file: BinaryIO | bytes, *, max_bytes: int = MAX_BYTES, max_pixels: int = MAX_PIXELS
) -> Picture:
    """The picture, decoded and upright: JPEG, PNG, WebP, GIF, TIFF or AVIF; of several frames the first.

    Its size is known before anything is decoded. Raises UnusableImage, and nothing else, for every file that is not
    a whole picture of at most `max_bytes` and `max_pixels`, or that is another kind of file at the same time.
    """
    content = _read(file, max_bytes)
    name, content_type = _usable_format(content)
    _refuse_two_kinds_at_once(content)
    opened = _opened(content, name)
    if opened.width < 1 or opened.height < 1:
        raise UnusableImage("The picture has no width or no height.")
    if opened.width * opened.height > max_pixels:
        raise UnusableImage(_too_many_pixels(opened.width, opened.height, max_pixels))
    _decode(opened)
    blocks = collect_blocks(opened, content)
    return Picture(
        image=_upright(opened),
        content_type=content_type,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        has_gps=blocks.has_gps,
        blocks=blocks,
    )


def read_metadata(picture: Picture) -> Metadata:
    """Who made it, who is credited, what it shows: as written in the file. Plain text, to be escaped like any."""
    return parse_blocks(picture.blocks)


def render(picture: Picture, widths: list[int], *, quality: int = 80) -> list[Rendition]:
    """WebP files of these widths in pixels, narrowest first, without metadata, in sRGB, transparency kept.

    Never wider than the picture: greater widths become one rendition of its own width. Quality is 0 to 100.
    """
    return render_as("WEBP", picture.image, widths, quality=quality, method=4)


def render_avif(picture: Picture, widths: list[int], *, quality: int = 60, speed: int = 6) -> list[Rendition]:
    """The same as AVIF: smaller files, several times slower to make. Speed is 0 (slowest) to 10."""
    return render_as("AVIF", picture.image, widths, quality=quality, speed=speed)


def _read(file: BinaryIO | bytes, max_bytes: int) -> bytes:
    try:
        content = file if isinstance(file, bytes) else file.read(max_bytes + 1)
    except (OSError, ValueError) as error:
        raise UnusableImage("The file could not be read.") from error
    if not content:
        raise UnusableImage("The file is empty.")
    if len(content) > max_bytes:
        raise UnusableImage(f"The file is larger than {max_bytes / _MEBIBYTE:.3g} MB.")
    return content


def _usable_format(content: bytes) -> tuple[str, str]:
    """Pillow's name and the media type, told by the first bytes alone; the file's name may say anything."""
    for start, name, content_type in _USABLE:
        if re.match(start, content, re.DOTALL):
            return name, content_type
    for start, what in _KNOWN_BUT_UNUSABLE:
        if re.match(start, content, re.DOTALL | re.IGNORECASE):
            raise UnusableImage(f"This is {what}. Use a JPEG, PNG, WebP, GIF, TIFF or AVIF picture.")
    raise UnusableImage("This is not a picture. Use a JPEG, PNG, WebP, GIF, TIFF or AVIF file.")


def _refuse_two_kinds_at_once(content: bytes) -> None:
    """A picture that is also a program, document or archive would become that in careless hands further on."""
    if _CODE.search(content):
        raise UnusableImage("The file carries program code beside the picture.")
    if b"%PDF-" in content[:1024]:
        raise UnusableImage("The file is a picture and a PDF document at once.")
    if b"PK\x05\x06" in content[-66_000:] and zipfile.is_zipfile(io.BytesIO(content)):
        raise UnusableImage("The file is a picture and an archive at once.")


def _opened(content: bytes, name: str) -> Image.Image:
    try:
        return Image.open(io.BytesIO(content), formats=[name])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnusableImage("The picture has far too many pixels.") from error
    except Exception as error:  # decoders of hostile files raise whatever they like
        raise UnusableImage(
            "The file begins like a picture but is broken, or of a kind too rare to read."
        ) from error


def _decode(opened: Image.Image) -> None:
    try:
        opened.load()
    except Exception as error:  # as above
        raise UnusableImage("The picture is cut off or damaged.") from error


def _too_many_pixels(width: int, height: int, max_pixels: int) -> str:
    return f"The picture is {width} × {height} pixels; at most {max_pixels // 1_000_000} million pixels can be used."


def _upright(opened: Image.Image) -> Image.Image:
    try:
        turn = _UPRIGHT.get(opened.getexif().get(_ORIENTATION, 1))
    except Exception:
        turn = None
    return opened.transpose(turn) if turn is not None else opened
