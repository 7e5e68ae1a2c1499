"""The demo's pictures: drawn, and taken into the library as any photograph is, with alternative text and credit."""

import io

from django.core.files.base import ContentFile

from articles.demo.drawing import PALETTES, Sheet
from articles.demo.landscapes import LANDSCAPES
from articles.demo.symbols import IDEAS, portrait
from articles.demo.words import Drawn
from articles.demo.works import WORKS
from articles.models import CreditKind, Image
from articles.publishing.renditions import add_picture
from newsroom.lib.imaging import open_untrusted, render

SCENES = {**LANDSCAPES, **WORKS, **IDEAS}
SOURCE = "demo"
ILLUSTRATOR = "Noor Castellane"
HOLDER = "The Meridian Review"
FACE = (480, 480)


def in_library(drawn: Drawn) -> Image:
    """The library's picture of this drawing, drawn when it is not there yet. Raises KeyError for an unknown scene."""
    number = f"{drawn.scene}-{drawn.palette}-{drawn.seed}"
    known = Image.objects.filter(source=SOURCE, source_id=number).first()
    if known:
        return known
    image, _ = add_picture(
        draw(drawn),
        filename=f"{drawn.scene} {drawn.seed}.jpg",
        by="the demo",
        source=SOURCE,
        source_id=number,
        title=f"{drawn.scene.capitalize()}, {drawn.palette} ({drawn.seed})",
        alt=drawn.alt,
        caption=drawn.caption,
        credit_kind=CreditKind.ILLUSTRATION,
        credit=f"{ILLUSTRATOR} / {HOLDER}",
        photographer=ILLUSTRATOR,
        holder=HOLDER,
        licence="All rights held by The Meridian Review; partners may republish with the story",
    )
    return image


def draw(drawn: Drawn) -> bytes:
    """The drawing as a JPEG file."""
    if drawn.palette not in PALETTES:
        raise KeyError(f"There is no palette “{drawn.palette}”.")
    sheet = Sheet(f"{drawn.scene}/{drawn.seed}", drawn.palette)
    SCENES[drawn.scene](sheet)
    return _jpeg(sheet)


def face(seed: str, palette: str) -> ContentFile:
    """A drawn portrait for an author's page."""
    sheet = Sheet(f"portrait/{seed}", palette, FACE)
    portrait(sheet)
    (made,) = render(open_untrusted(_jpeg(sheet)), [FACE[0]])
    return ContentFile(made.bytes, name=f"{seed}.webp")


def _jpeg(sheet: Sheet) -> bytes:
    file = io.BytesIO()
    sheet.finished().save(file, "JPEG", quality=92)
    return file.getvalue()
