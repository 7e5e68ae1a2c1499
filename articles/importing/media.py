"""The pictures that records name: looked for in a folder or fetched, taken into the library once, their credit kept."""

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from articles.importing.base import ImportedArticle, ImportedImage, Report
from articles.importing.values import web_address
from articles.models import Article, ArticleImage, CreditKind, Image
from articles.publishing.rebuild import show_anew, using_image
from articles.publishing.renditions import add_picture, keep_picture
from newsroom.lib.fetch import FetchRefused, fetch
from newsroom.lib.imaging import UnusableImage, open_untrusted

NO_FILE = "A picture without its file"  # the mark on a story
MISSING = "A picture’s file is missing; its credit is kept."
UNUSABLE = "A picture could not be used; its credit is kept."
ANOTHER_CREDIT = "A picture is in the library already, with another credit. The library’s stands."
AT_ONCE = 500  # values in one statement
MOST_BYTES = 40 * 1024 * 1024
_SIZE_SUFFIX = re.compile(r"-\d{2,5}x\d{2,5}(?=\.\w+$)")  # WordPress's smaller copies of a picture


class Media:
    """Where a run looks for pictures: `folder` (with anything inside it), and the web only where `fetching` is on.
    A dry run keeps no file and fetches nothing. `loopback` lets tests fetch from this machine."""

    def __init__(
        self,
        folder: Path | None = None,
        *,
        fetching: bool = False,
        dry_run: bool = False,
        loopback: bool = False,
    ):
        self.folder = folder.resolve() if folder else None
        self.fetching = fetching and not dry_run
        self.dry_run = dry_run
        self.loopback = loopback
        self._refused: set[str] = set()
        self._looked_up: dict[tuple[str, str], Image | None] = {}

    def image(self, said: ImportedImage, source: str, place: str, item: str, report: Report) -> Image | None:
        """The library's picture for what the record says; None where it says nothing at all. `place` tells a picture
        by where it stands when the source gives it neither a number nor a name."""
        source, key = _known_by(said, source, place)
        if not key or (key == place and not said.credit):
            return None
        known = self._known(source, key)
        if known and (known.file or not self.in_reach(said)):
            return known
        content = self._content(said, item, report)
        image = known
        if content is not None:
            try:
                image = self._taken(content, said, known, source, key, item, report)
            except UnusableImage as error:
                report.warn(item, UNUSABLE, f"{said.file or said.url}: {error}")
        image = image or self._without_file(said, source, key, report)
        self._looked_up[source, key] = image
        return image

    def look_up(self, pictures: Iterable[tuple[str, ImportedImage, str]]) -> None:
        """Find in few queries what the library has of the batch that comes: (place, picture, source) of each."""
        pairs = {_known_by(said, source, place) for place, said, source in pictures}
        self._looked_up = dict.fromkeys(pairs)
        for source in {source for source, _ in pairs}:
            keys = [key for of, key in pairs if of == source and key]
            for start in range(0, len(keys), AT_ONCE):
                here = Image.objects.filter(source=source, source_id__in=keys[start : start + AT_ONCE])
                for image in here.exclude(source_id=""):  # the index of SQLite holds no others
                    self._looked_up[source, image.source_id] = image

    def _known(self, source: str, key: str) -> Image | None:
        if (source, key) not in self._looked_up:
            self._looked_up[source, key] = Image.objects.filter(source=source, source_id=key).first()
        return self._looked_up[source, key]

    def complete(self, article: ImportedArticle, report: Report) -> bool:
        """Bring the files of an unchanged story's pictures that were missing before and are in reach now. Gives
        whether there were any; the pages that show them change with them."""
        done = False
        for said in article.pictures:
            key = (said.source_id or said.url or said.file)[:500]
            source = (said.source or article.source)[:200]
            if not key or not self.in_reach(said):
                continue
            if not Image.objects.filter(source=source, source_id=key, file="").exists():
                continue
            image = self.image(said, source, key, article.item, report)
            done = done or bool(image and image.file)
        return done

    def in_reach(self, said: ImportedImage) -> bool:
        """Whether the picture's file can be looked at now."""
        return self._found(said) is not None or (
            self.fetching and bool(said.url) and said.url not in self._refused
        )

    def _taken(
        self,
        content: bytes,
        said: ImportedImage,
        known: Image | None,
        source: str,
        key: str,
        item: str,
        report: Report,
    ) -> Image:
        if self.dry_run:
            open_untrusted(content)
            report.count("images")
            return known or Image.objects.create(source=source, source_id=key, **_fields(said))
        filename = said.file or urlsplit(said.url).path
        if known is not None:
            keep_picture(known, open_untrusted(content), content, filename=filename)
            report.count("images")
            _unmark(known)
            show_anew(known)
            return known
        image, new = add_picture(content, filename=filename, source=source, source_id=key, **_fields(said))
        report.count("images", int(new))
        if not new:
            self._compare_credits(image, said, item, report)
        return image

    def _compare_credits(self, image: Image, said: ImportedImage, item: str, report: Report) -> None:
        """The very same file came before: its credit is completed, never rewritten."""
        if not said.credit or said.credit == image.credit:
            return
        if image.credit_line:
            report.warn(item, ANOTHER_CREDIT, said.credit)
            return
        fields = _fields(said)
        for name in ("credit_kind", "credit", "credit_url"):
            setattr(image, name, fields[name])
        image.save(update_fields=["credit_kind", "credit", "credit_url"])
        show_anew(image)

    def _without_file(self, said: ImportedImage, source: str, key: str, report: Report) -> Image:
        report.count("images without a file")
        return Image.objects.create(source=source, source_id=key, **_fields(said))

    def _content(self, said: ImportedImage, item: str, report: Report) -> bytes | None:
        path = self._found(said)
        if path is not None:
            return self._file(path, item, report)
        if self.fetching and said.url and said.url not in self._refused:
            try:
                return fetch(said.url, max_bytes=MOST_BYTES, timeout=30, allow_loopback=self.loopback).body
            except FetchRefused as error:
                self._refused.add(said.url)
                report.warn(item, MISSING, f"{said.url}: {error.reason}")
                return None
        if said.file or said.url:
            report.warn(item, MISSING, said.file or said.url)
        return None

    def _file(self, path: Path, item: str, report: Report) -> bytes | None:
        try:
            if path.stat().st_size <= MOST_BYTES:
                return path.read_bytes()
            report.warn(item, UNUSABLE, f"{path.name}: The file is larger than {MOST_BYTES >> 20} MB.")
        except OSError as error:
            report.warn(item, MISSING, f"{path.name}: {error.strerror}")
        return None

    def _found(self, said: ImportedImage) -> Path | None:
        """The file under the folder: by the whole path the source gives, by its end, or by its name alone; where
        only a smaller copy's name is given, the picture itself."""
        if self.folder is None:
            return None
        for name in (said.file, unquote(urlsplit(said.url).path) if said.url else ""):
            found = self._under_the_folder(name) or self._under_the_folder(_SIZE_SUFFIX.sub("", name))
            if found:
                return found
        return None

    def _under_the_folder(self, name: str) -> Path | None:
        if self.folder is None:
            return None
        parts = [
            part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..", ".")
        ]
        for start in range(len(parts)):
            candidate = self.folder.joinpath(*parts[start:])
            try:
                if candidate.is_file() and candidate.resolve().is_relative_to(self.folder):
                    return candidate
            except (OSError, ValueError):  # a name that no file can have
                return None
        return None


def _known_by(said: ImportedImage, source: str, place: str) -> tuple[str, str]:
    """(source, number there): its own, its address, its file's name, or where it stands."""
    return (said.source or source)[:200], (said.source_id or said.url or said.file or place)[:500]


def _unmark(image: Image) -> None:
    """The picture has its file now: stories that lacked no other lose their mark."""
    attached = ArticleImage.objects.filter(image=image).values_list("article", flat=True)
    public = using_image(image).values_list("article", flat=True)
    for article in Article.objects.filter(pk__in={*attached, *public}).only("marks"):
        if NO_FILE in article.marks and not article.pictures.filter(image__file="").exists():
            article.marks = [mark for mark in article.marks if mark != NO_FILE]
            article.save(update_fields=["marks"])


def _fields(said: ImportedImage) -> dict:
    return {
        "title": said.title[:300],
        "alt": said.alt,
        "caption": said.caption,
        "credit_kind": said.credit_kind if said.credit_kind in CreditKind.values else CreditKind.CREDIT,
        "credit": said.credit[:300],
        "credit_url": web_address(said.credit_url) if len(said.credit_url) <= 500 else "",
        "photographer": said.photographer[:200],
        "holder": said.holder[:200],
        "licence": said.licence[:200],
    }
