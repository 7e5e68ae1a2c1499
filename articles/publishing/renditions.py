"""How a picture enters the library, and the files readers get of it: without metadata, so that no place leaks."""

import logging
import re
from collections.abc import Iterable
from dataclasses import asdict
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.crypto import salted_hmac

from articles.models import CreditKind, Image
from newsroom.lib.imaging import (
    Metadata,
    Picture,
    Rendition,
    UnusableImage,
    open_untrusted,
    read_metadata,
    render,
    render_avif,
)
from newsroom.lib.imaging_renditions import render_as

__all__ = [
    "UnusableImage",
    "add_picture",
    "fill_from_metadata",
    "keep_picture",
    "make_avif",
    "make_renditions",
    "render_into",
    "same_picture",
    "was_rendered",
]

logger = logging.getLogger(__name__)

WIDTHS = [320, 640, 960, 1280, 1920]  # pixels
FALLBACK_WIDTH = 1280
ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/gif": "gif",
    "image/tiff": "tif",
    "image/avif": "avif",
}
_is_web_address = URLValidator(schemes=["https", "http"])
_RIGHTS_NOISE = re.compile(
    r"^(?:(?:copyright|\(c\)|©|all rights reserved)\W*)+(?:\d{4}(?:\s*[-–]\s*\d{4})?\W+)?", re.IGNORECASE
)


def add_picture(
    file: BinaryIO | bytes, *, filename: str = "", by=None, source: str = "", source_id: str = "", **fields
) -> tuple[Image, bool]:
    """The one way a picture enters the library. Gives the picture and whether it is new.

    `fields` are those of Image (credit, alt, caption …); what they leave empty is read from the file (IPTC, XMP, EXIF).
    The same file, or the same `source` and `source_id`, gives the picture that is there, unchanged.
    Raises UnusableImage, with a message for an editor, before anything is written."""
    known = Image.objects.filter(source=source, source_id=source_id).first() if source_id else None
    if known:
        return known, False
    content = file if isinstance(file, bytes) else file.read()
    picture = open_untrusted(content)
    known = same_picture(picture)
    if known:
        return known, False
    image = Image(source=source, source_id=source_id, **fields)
    keep_picture(image, picture, content, filename=filename, by=by)
    return image, True


def same_picture(picture: Picture) -> Image | None:
    """The library's picture made from the very same file."""
    return Image.objects.filter(sha256=picture.sha256).first()


@transaction.atomic
def keep_picture(image: Image, picture: Picture, content: bytes, *, filename: str = "", by=None) -> None:
    """Save an unsaved Image with its file and renditions; its empty fields are filled from the file."""
    fill_from_metadata(image, read_metadata(picture))
    image.title = image.title or _title(filename)
    image.metadata = _statements(picture)
    image.file = _store(_original_name(picture), content)
    render_into(image, picture)
    image.save()
    logger.info("Picture %s added from %s by %s", image.pk, filename or "a file", by or "an import")


def make_renditions(image: Image) -> None:
    """Make the files readers get anew from the stored file, and save what is on record about them.

    AVIF files made before are forgotten with the old ones. Raises UnusableImage."""
    try:
        with image.file.open("rb") as file:
            picture = open_untrusted(file.read())
    except (OSError, ValueError) as error:
        raise UnusableImage("The picture’s file is missing from the storage.") from error
    image.metadata = _statements(picture)
    render_into(image, picture)
    image.save(update_fields=["renditions", "width", "height", "sha256", "metadata"])


def make_avif(image: Image) -> bool:
    """Add AVIF files: smaller, but seconds to make. Gives whether any were added. Raises UnusableImage."""
    if any(made["type"] == "image/avif" for made in image.renditions):
        return False
    try:
        with image.file.open("rb") as file:
            picture = open_untrusted(file.read())
    except (OSError, ValueError) as error:
        raise UnusableImage("The picture’s file is missing from the storage.") from error
    made = _stored(picture, render_avif(picture, WIDTHS))
    image.renditions = [*image.renditions, *made]
    image.save(update_fields=["renditions"])
    return True


def fill_from_metadata(image: Image, said: Metadata) -> None:
    """Fill the empty fields with what the file says of itself. A credit given by hand is never mixed with the file's."""
    if not image.credit:
        credit, kind = _credit(said)
        image.credit = credit
        image.credit_kind = kind or image.credit_kind
    found = {
        "title": said.headline,
        "alt": said.alt,
        "caption": said.caption,
        "photographer": said.byline,
        "holder": _RIGHTS_NOISE.sub("", said.copyright),
        "licence": said.usage_terms,
        "credit_url": _web_address(said.licensor_url) or _web_address(said.web_statement),
    }
    for name, value in found.items():
        if not getattr(image, name):
            setattr(image, name, value)
    for name in ("title", "credit", "photographer", "holder", "licence"):
        longest = Image._meta.get_field(name).max_length  # type: ignore[union-attr]  # a text field, by its name
        setattr(image, name, getattr(image, name)[:longest])


def _credit(said: Metadata) -> tuple[str, str]:
    """Who is credited and how the line begins: the credit line (IPTC 2:110), else the source, else who made it."""
    for who, kind in (
        (said.credit, CreditKind.CREDIT),
        (said.source, CreditKind.SOURCE),
        (said.byline, CreditKind.PHOTOGRAPH),
    ):
        if who:
            return who, kind
    return "", ""


def _web_address(value: str) -> str:
    try:
        _is_web_address(value)
    except ValidationError:
        return ""
    longest = Image._meta.get_field("credit_url").max_length
    return value if len(value) <= (longest or 0) else ""


def _title(filename: str) -> str:
    """A file's name as a title to search by: without folders and ending."""
    stem = re.split(r"[/\\]", filename)[-1].rsplit(".", 1)[0]
    return " ".join(re.sub(r"[_\s]+", " ", stem).split())[:300]


def _statements(picture: Picture) -> dict:
    """What the file said, for the record. Where it was taken is told by one word alone: that the file knew."""
    said = {name: value for name, value in asdict(read_metadata(picture)).items() if value}
    if "keywords" in said:
        said["keywords"] = list(said["keywords"])
    return said | {"type": picture.content_type, "bytes": picture.size, "had_gps": picture.has_gps}


def render_into(image: Image, picture: Picture) -> None:
    """Make the files readers get of the picture, and set on the image, unsaved, what they are."""
    files = render(picture, WIDTHS)
    if not picture.image.has_transparency_data:  # JPEG knows no transparency; WebP is the fallback then
        files += render_as(
            "JPEG", picture.image, [FALLBACK_WIDTH], quality=82, optimize=True, progressive=True
        )
    image.renditions = _stored(picture, files)
    image.width, image.height, image.sha256 = picture.width, picture.height, picture.sha256


def _stored(picture: Picture, files: Iterable[Rendition]) -> list[dict]:
    return [
        {
            "name": _store(_rendition_name(picture, made.width, made.content_type), made.bytes),
            "type": made.content_type,
            "width": made.width,
            "height": made.height,
        }
        for made in files
    ]


def was_rendered(picture: Picture) -> bool:
    """Whether files of this very picture are stored already, for whatever shows it."""
    return default_storage.exists(_rendition_name(picture, min(WIDTHS[0], picture.width), "image/webp"))


def _rendition_name(picture: Picture, width: int, content_type: str) -> str:
    return f"images/{picture.sha256[:2]}/{picture.sha256[:24]}-{width}.{ENDINGS[content_type]}"


def _original_name(picture: Picture) -> str:
    """A name nobody can work out from a rendition's: the original still knows where it was taken."""
    secret = salted_hmac("articles.originals", picture.sha256, algorithm="sha256").hexdigest()
    return f"originals/{secret[:2]}/{secret[2:42]}.{ENDINGS[picture.content_type]}"


def _store(name: str, content: bytes) -> str:
    """Write the file unless it is there already, whole. A write that was cut short is done again."""
    if default_storage.exists(name):
        if default_storage.size(name) == len(content):
            return name
        default_storage.delete(name)
    return default_storage.save(name, ContentFile(content))
