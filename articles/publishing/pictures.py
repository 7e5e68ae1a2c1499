"""A picture as the public side keeps it: addresses and sizes of its renditions, and always its credit."""

from django.core.files.storage import default_storage
from django.template.loader import render_to_string

from articles.models import Image
from articles.publishing.picture_markup import picture_parts
from newsroom.lib.html_addresses import web_link

# An archive's picture whose credit nobody wrote down is shown saying so, and never leaves for a partner.
UNCREDITED = "Credit not recorded"
BODY_SIZES = "(min-width: 50rem) 44rem, 100vw"
BEST_FIRST = ["image/avif", "image/webp", "image/jpeg", "image/png"]


def public_picture(image: Image, *, caption: str = "", alt: str = "") -> dict:
    """The PICTURE of the public side. `caption` and `alt` are those of this use; empty means the picture's own."""
    sources = _sources(image)
    fallback = sources[-1]["set"][-1][0] if sources else ""
    return {
        "id": image.pk,
        "alt": alt or image.alt,
        "caption": caption or image.caption,
        "credit": image.credit_line or UNCREDITED,
        "credit_url": web_link(image.credit_url),
        "creator": image.photographer,
        "holder": image.holder,
        "licence": image.licence,
        "syndicate": image.may_syndicate and bool(image.credit_line),
        "width": image.width or 0,
        "height": image.height or 0,
        "focal": [image.focal_x, image.focal_y],
        "src": fallback,
        "sources": sources,
    }


def figure_html(picture: dict) -> str:
    """The picture as a figure of a body, by the one renderer of images."""
    return render_to_string("site/_picture.html", picture_parts(picture, sizes=BODY_SIZES))


def _sources(image: Image) -> list[dict]:
    """Renditions by type, best type first, each narrow to wide."""
    by_type: dict[str, list] = {}
    for made in sorted(image.renditions, key=lambda made: made["width"]):
        by_type.setdefault(made["type"], []).append([default_storage.url(made["name"]), made["width"]])
    return [{"type": kind, "set": by_type[kind]} for kind in BEST_FIRST if kind in by_type]
