"""Renditions: smaller files of a picture for readers, without metadata and in one colour space."""

import io
from collections.abc import Iterable
from dataclasses import dataclass

from PIL import Image, ImageCms

_LONGEST_SIDE = 16_383  # of a WebP file
_SRGB = ImageCms.createProfile("sRGB")


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file: width and height in pixels, its bytes and media type."""

    width: int
    height: int
    bytes: bytes
    content_type: str


def render_as(name: str, image: Image.Image, widths: Iterable[int], **options) -> list[Rendition]:
    """The picture in Pillow's format `name`, once for each width it has, narrowest first."""
    ready = _in_srgb(image)
    return [_rendition(name, ready, size, options) for size in _sizes(ready.size, widths)]


def _sizes(full: tuple[int, int], widths: Iterable[int]) -> list[tuple[int, int]]:
    widest = max(1, min(full[0], _LONGEST_SIDE, int(_LONGEST_SIDE * full[0] / full[1])))
    wanted = sorted({min(width, widest) for width in widths if width > 0})
    return [(width, min(_LONGEST_SIDE, max(1, round(width * full[1] / full[0])))) for width in wanted]


def _rendition(name: str, image: Image.Image, size: tuple[int, int], options: dict) -> Rendition:
    resized = image if size == image.size else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    file = io.BytesIO()
    resized.save(file, name, exif=b"", xmp=b"", icc_profile=None, **options)
    return Rendition(*size, file.getvalue(), f"image/{name.lower()}")


def _in_srgb(image: Image.Image) -> Image.Image:
    """As RGB or RGBA without any of the file's own remarks. A colour profile that cannot be used is passed over."""
    if image.mode in ("La", "RGBa"):  # colours already multiplied by the transparency
        image = image.convert(image.mode.upper())
    alpha = _transparency(image)
    colours = _converted(image) or _plain_rgb(image)
    colours.info = {}
    if alpha is not None:
        colours.putalpha(alpha)
    return colours


def _transparency(image: Image.Image) -> Image.Image | None:
    if not image.has_transparency_data:
        return None
    alpha = image.convert("RGBA").getchannel("A")
    return None if alpha.getextrema() == (255, 255) else alpha


def _converted(image: Image.Image) -> Image.Image | None:
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA", "CMYK", "L", "P"):
        return None
    source = image.convert("RGB") if image.mode in ("RGBA", "P") else image
    try:
        return ImageCms.profileToProfile(
            source, ImageCms.ImageCmsProfile(io.BytesIO(profile)), _SRGB, outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _plain_rgb(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):  # 16 bits a pixel; Pillow's own conversion would cut instead of scale
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image.copy() if image.mode == "RGB" else image.convert("RGB")
