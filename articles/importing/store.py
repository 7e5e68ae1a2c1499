"""The one writer of all imports: records in, rows out. Idempotent by source and number there, and restart-safe:
a batch is one transaction, and what is written once is recognised the next time."""

from collections.abc import Callable, Iterable, Iterator

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from articles.importing.base import (
    ImportedArticle,
    ImportedAuthor,
    ImportedImage,
    ImportedSection,
    ImportedTag,
    ImportFailure,
    Record,
    Report,
    Skipped,
    Warned,
)
from articles.importing.insertion import BY, insert
from articles.importing.known import Known
from articles.importing.media import Media
from articles.importing.preparing import prepared
from articles.importing.working_copy import Copyist, WorkingCopy
from articles.models import Article, Publication, Revision, Section, Significance
from articles.publishing.door import DoorRefused, publish
from articles.publishing.revisions import apply, record
from authors.models import Partner
from newsroom.redirects.moves import keep_old_addresses

BATCH = 250
EXPECTED = (ValueError, ValidationError, DoorRefused, DatabaseError)
EDITED_HERE = "It changed at its source after an editor here had changed it. The editor’s words stand; the new text waits."
LIVE_HERE = "It changed at its source while it is live here. What readers see stands; the new text waits."


class _DryRun(Exception):
    """Ends a dry run's transaction without keeping anything."""


class Store:
    """Writes the records of one run. `partner` makes every article that partner's, `section` takes
    those that name none; `flag_live` holds a change at the
    source of a live story for an editor, where an archive's is taken over. Where nothing is kept, see `dry_run`."""

    def __init__(
        self,
        media: Media | None = None,
        *,
        partner: Partner | None = None,
        section: Section | None = None,
        lifting: bool = True,
        flag_live: bool = False,
        dry_run: bool = False,
        progress: Callable[[int], object] = lambda number: None,
    ):
        self.media = media or Media(dry_run=dry_run)
        self.known = Known()
        self.copyist = Copyist(self.known, self.media, partner, section)
        self.lifting = lifting
        self.flag_live = flag_live
        self.dry_run = dry_run
        self.progress = progress

    def write(self, records: Iterable[Record], report: Report | None = None) -> Report:
        """Write all records and say what became of each. One that fails is named with its reason; the rest go in."""
        report = report or Report()
        report.dry_run = self.dry_run
        for batch in _batches(records):
            self._batch(batch, report)
            self.progress(len(batch))
        return report

    def _batch(self, batch: list[Record], report: Report) -> None:
        """All at once, and where that fails one by one, so that one bad record never loses the rest."""
        attempt = Report()
        try:
            self._in_one_transaction(batch, attempt)
        except EXPECTED as error:
            self.known.forget()
            if len(batch) == 1:
                report.fail(_label(batch[0]), _reason(error))
                return
            for each in batch:
                self._batch([each], report)
        else:
            report.add(attempt)

    def _in_one_transaction(self, batch: list[Record], report: Report) -> None:
        try:
            with transaction.atomic():
                self._write(batch, report)
                if self.dry_run:
                    raise _DryRun
        except _DryRun:
            self.known.forget()

    def _write(self, batch: list[Record], report: Report) -> None:
        articles = []
        for each in batch:
            match each:
                case ImportedArticle():
                    articles.append(prepared(each, lifting=self.lifting))
                case ImportedSection():
                    self.known.section(each, report)
                case ImportedAuthor():
                    if each.name.strip():
                        self.known.author(each, report)
                case ImportedTag():
                    self.known.tags((each.name,), report)
                case ImportedImage():
                    self.media.image(each, each.source, each.source_id, each.title or each.file, report)
                case Skipped():
                    report.skip(each.item, each.reason)
                case ImportFailure():
                    report.fail(each.item, each.reason)
                case Warned():
                    report.warn(each.item, each.warning)
        self._articles(articles, report)

    def _articles(self, records: list[ImportedArticle], report: Report) -> None:
        known = _known_articles(records)
        fresh = []
        for each in records:
            article = known.get((each.source[:200], each.source_id[:500]))
            if article is None:
                fresh.append(self.copyist.copy(each, report))
            elif article.source_fingerprint == each.fingerprint() and not self._picture_arrived(each):
                report.unchanged += 1
            else:
                self._changed(article, self.copyist.copy(each, report), report)
        if fresh:
            self._redirect(fresh, insert(fresh), report)
            report.created += len(fresh)

    def _picture_arrived(self, said: ImportedArticle) -> bool:
        """Whether a picture that was missing when the story was taken is in reach now."""
        pictures = [*said.images, *([said.lead_image] if said.lead_image else [])]
        return any(self.media.arrived(picture, said.source) for picture in pictures)

    def _changed(self, article: Article, copy: WorkingCopy, report: Report) -> None:
        """The source says something else than before. An editor's words are never overwritten."""
        edited = article.head_id != article.source_revision_id
        held = edited or (self.flag_live and article.live_from is not None)
        if held:
            record(article, kind=Revision.Kind.SOURCE, by_name=BY, content=copy.content)
            article.source_changed_at = timezone.now()
            report.warn(copy.record.item or copy.record.source_id, EDITED_HERE if edited else LIVE_HERE)
        else:
            self._take_over(article, copy)
        article.source_fingerprint = copy.fingerprint
        article.save(update_fields=["source_fingerprint", "source_changed_at", "source_revision", "marks"])
        report.updated += 1

    def _take_over(self, article: Article, copy: WorkingCopy) -> None:
        before = article.head.content if article.head else {}
        apply(article, copy.content)
        article.source_revision = record(
            article, kind=Revision.Kind.IMPORT, by_name=BY, why="Changed at its source"
        )
        article.marks = copy.marks
        if article.live_from is not None:
            publish(article.source_revision, significance=_significance(before, copy.content), by_name=BY)
        elif copy.live_from is not None:
            publish(article.source_revision, live_from=copy.live_from, path=copy.path, by_name=BY)

    def _redirect(self, copies: list[WorkingCopy], articles: list[Article], report: Report) -> None:
        """Lead each public path of the source that could not stay to where the story is now."""
        paths = dict(Publication.objects.filter(article__in=articles).values_list("article_id", "path"))
        moves = {
            copy.record.path: paths[article.pk]
            for copy, article in zip(copies, articles, strict=True)
            if article.pk in paths and copy.record.path not in ("", "/", paths[article.pk])
        }
        moves = {old: new for old, new in moves.items() if old not in set(paths.values())}
        if moves:
            keep_old_addresses(moves)
            report.count("redirects", len(moves))


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    """Batches in which no article comes twice."""
    batch: list[Record] = []
    seen: set[tuple[str, str]] = set()
    for each in records:
        key = (each.source, each.source_id) if isinstance(each, ImportedArticle) else None
        if len(batch) >= BATCH or (key and key in seen):
            yield batch
            batch, seen = [], set()
        batch.append(each)
        if key:
            seen.add(key)
    if batch:
        yield batch


def _known_articles(records: list[ImportedArticle]) -> dict[tuple[str, str], Article]:
    found = {}
    for source in {each.source[:200] for each in records}:
        numbers = [each.source_id[:500] for each in records if each.source[:200] == source]
        for article in Article.objects.filter(source=source, source_id__in=numbers).select_related("head"):
            found[article.source, article.source_id] = article
    return found


def _significance(before: dict, after: dict) -> str:
    seen = ("headline", "standfirst", "body")
    return (
        Significance.UPDATE if any(before.get(name) != after[name] for name in seen) else Significance.SILENT
    )


def _label(record: Record) -> str:
    return (
        getattr(record, "item", "")
        or getattr(record, "source_id", "")
        or getattr(record, "name", "")
        or "record"
    )


def _reason(error: Exception) -> str:
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
