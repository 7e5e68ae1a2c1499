"""How a publication's file enters: read with suspicion first, then kept in the private storage, with its first page as
pictures. What is kept while something fails afterwards goes again, so that no file is left without its row."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import BinaryIO

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.db import transaction
from django.utils.crypto import salted_hmac

from articles.models import Image
from articles.publishing.renditions import render_into, was_rendered
from articles.reports.models import ReportFile
from articles.reports.models.file import private_files
from newsroom.lib.imaging import open_untrusted
from newsroom.lib.pdf import MEBIBYTE, Document, read_untrusted_pdf

_kept: ContextVar[list[tuple[Storage, str]] | None] = ContextVar("kept", default=None)


def open_document(file: BinaryIO | bytes) -> Document:
    """The PDF, within the limits of the settings. Raises UnusablePdf with words for an editor."""
    return read_untrusted_pdf(
        file,
        max_bytes=settings.PUBLICATION_MAX_MB * MEBIBYTE,
        max_pages=settings.PUBLICATION_MAX_PAGES,
    )


def keep_document(document: Document, *, filename: str) -> ReportFile:
    """The file on record; the very same file is kept once."""
    known = ReportFile.objects.filter(sha256=document.sha256).first()
    if known:
        return known
    with all_or_nothing(), transaction.atomic():
        picture = _first_page(document)
        return ReportFile.objects.create(
            name=_store(document),
            filename=filename[-300:],
            size=document.size,
            pages=document.pages,
            sha256=document.sha256,
            cover=picture.renditions,
            cover_width=picture.width or 0,
            cover_height=picture.height or 0,
        )


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """Take away the files that were stored within it, should it not end well. It goes around the transaction."""
    if _kept.get() is not None:
        yield
        return
    stored: list[tuple[Storage, str]] = []
    token = _kept.set(stored)
    try:
        yield
    except BaseException:
        for storage, name in stored:
            storage.delete(name)
        raise
    finally:
        _kept.reset(token)


def cover_of(file: ReportFile, headline: str) -> Image:
    """The first page as a picture of no library, which needs no credit beside the publication's own."""
    return Image(
        alt=f"Cover of “{headline}”",
        renditions=file.cover,
        width=file.cover_width,
        height=file.cover_height,
        focal_y=0.0,
    )


def _first_page(document: Document) -> Image:
    """The cover's files, and what they are."""
    page, image = open_untrusted(document.cover), Image()
    shared = was_rendered(page)  # another document begins with the same page
    render_into(image, page)
    if not shared:
        _note(*((default_storage, made["name"]) for made in image.renditions))
    return image


def _note(*stored: tuple[Storage, str]) -> None:
    kept = _kept.get()
    if kept is not None:
        kept += stored


def _store(document: Document) -> str:
    """Write the file under a name that nobody can work out from its content."""
    secret = salted_hmac("reports.files", document.sha256, algorithm="sha256").hexdigest()
    storage, name = private_files(), f"publications/{secret[:2]}/{secret[2:42]}.pdf"
    if storage.exists(name):
        if storage.size(name) == document.size:
            return name
        storage.delete(name)  # a write that was cut short
    _note((storage, name))
    return storage.save(name, ContentFile(document.content))
