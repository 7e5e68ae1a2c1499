"""The one writer of all imports: records in, rows out. Idempotent by source and number there, and restart-safe:
a batch is one transaction, and what is written once is recognised the next time."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, reset_queries, transaction

from articles.importing import digest
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
from articles.importing.changes import Changes
from articles.importing.companions import write_companions
from articles.importing.insertion import insert
from articles.importing.known import Known
from articles.importing.media import Media
from articles.importing.old_addresses import keep_source_paths
from articles.importing.preparing import BATCH, batches, ready
from articles.importing.working_copy import Copyist, placed
from articles.models import Article, Section
from articles.publishing.door import DoorRefused
from authors.models import Partner

EXPECTED = (ValueError, ValidationError, DoorRefused, IntegrityError, DataError)
Numbers = dict[tuple[str, str], tuple[int, str]]  # (source, source_id): (article's number, fingerprint)


class _DryRun(Exception):
    """Ends a dry run's transaction without keeping anything."""


class Store:
    """Writes the records of one run.

    `partner` makes every article that partner's, and `section` takes those whose record names none. `flag_live` holds
    a change at the source of a live story for an editor, where an archive's is taken over. A dry run does everything
    in one transaction and keeps nothing of it.
    """

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
        self.copyist = Copyist(self.known, self.media, partner=partner, section=section)
        self.changes = Changes(flag_live=flag_live)
        self.lifting = lifting
        self.dry_run = dry_run
        self.progress = progress

    def write(self, records: Iterable[Record], report: Report | None = None) -> Report:
        """Write all records and say what became of each. One that fails is named with its reason; the rest go in.

        Raises what the reader raises (UnreadableInput), and OperationalError where the database itself gives up:
        then what the report counts is written, and the same run again does the rest.
        """
        return self.write_batches(batches(ready(records, lifting=self.lifting), BATCH), report)

    def write_batches(self, ready: Iterable[list[Record]], report: Report | None = None) -> Report:
        """Write what was made ready elsewhere; each list is one transaction. As `write` otherwise."""
        report = report or Report()
        report.dry_run = self.dry_run
        try:
            with transaction.atomic() if self.dry_run else nullcontext():
                for batch in ready:
                    self._bring_pictures(batch, report)
                    self._batch(batch, report)
                    digest.forget()
                    self.progress(len(batch))
                    batch.clear()  # before the next one comes
                    reset_queries()  # with DEBUG on, Django keeps each statement
                if self.dry_run:
                    raise _DryRun
        except _DryRun:
            self.known.forget()
        return report

    def _bring_pictures(self, batch: list[Record], report: Report) -> None:
        """Fetch and render outside the batch's transaction, which would keep every editor waiting for it."""
        articles = [each for each in batch if isinstance(each, ImportedArticle) and each.pictures]
        alone = [each for each in batch if isinstance(each, ImportedImage)]
        self.media.look_up(_pictures(articles, alone))
        numbers = _numbers(articles)
        for each in articles:
            if numbers.get(_key(each), (0, ""))[1] != each.fingerprint():
                with self._forgiven():  # the article's own turn will tell
                    self.copyist.bring_pictures(each, report)
        for said in alone:
            self._library_picture(said, report)

    def _library_picture(self, said: ImportedImage, report: Report) -> None:
        name = said.title or said.file or said.url
        try:
            with self._unspoilt():
                self.media.image(said, said.source, "", name, report)
        except EXPECTED as error:
            report.fail(name, _reason(error))

    @contextmanager
    def _forgiven(self) -> Iterator[None]:
        with suppress(*EXPECTED), self._unspoilt():
            yield

    def _unspoilt(self) -> AbstractContextManager:
        """In the one transaction of a dry run an error must not spoil the rest; else there is none yet."""
        return transaction.atomic() if self.dry_run else nullcontext()

    def _batch(self, batch: list[Record], report: Report) -> None:
        """All at once, and where that fails one by one, so that one bad record never loses the rest."""
        attempt = Report()
        try:
            with transaction.atomic():
                self._write(batch, attempt)
        except EXPECTED as error:
            self.known.forget()
            if len(batch) == 1:
                report.fail(_label(batch[0]), _reason(error))
                return
            for each in batch:
                self._batch([each], report)
        else:
            report.add(attempt)

    def _write(self, batch: list[Record], report: Report) -> None:
        for each in batch:
            match each:
                case ImportedSection():
                    self.known.section(each, report)
                case ImportedAuthor() if each.name.strip():
                    self.known.author(each, report)
                case ImportedTag():
                    self.known.tags((each.name,), report)
                case Skipped():
                    report.skip(each.item, each.reason)
                case ImportFailure():
                    report.fail(each.item, each.reason)
                case Warned():
                    report.warn(each.item, each.warning)
        self._articles([each for each in batch if isinstance(each, ImportedArticle)], report)

    def _articles(self, records: list[ImportedArticle], report: Report) -> None:
        numbers = _numbers(records)
        fresh, changed, written = [], [], []
        for each in records:
            number, fingerprint = numbers.get(_key(each), (0, ""))
            if not number:
                fresh.append(self.copyist.copy(each, report))
            elif fingerprint != each.fingerprint():
                changed.append((number, self.copyist.copy(each, report)))
            elif self.media.complete(each, report):
                report.updated += 1
            else:
                report.unchanged += 1
        if fresh:
            articles = insert(fresh)
            keep_source_paths(fresh, articles, report)
            report.created += len(fresh)
            written = [(article.pk, copy.record) for article, copy in zip(articles, fresh, strict=True)]
        for number, copy in changed:
            article = self.changes.take(number, copy, report)
            keep_source_paths([copy], [article], report)
            report.updated += 1
        known = [(numbers[_key(each)][0], each) for each in records if _key(each) in numbers]
        write_companions([*written, *known], report)


def _pictures(
    articles: list[ImportedArticle], alone: list[ImportedImage]
) -> Iterator[tuple[str, ImportedImage, str]]:
    """(place, picture, source) of each that a batch names."""
    for article in articles:
        for place, said in placed(article):
            yield place, said, article.source
    for said in alone:
        yield "", said, said.source


def _key(record: ImportedArticle) -> tuple[str, str]:
    return record.source[:200], record.source_id[:500]


def _numbers(records: list[ImportedArticle]) -> Numbers:
    """The articles that are here already. No article is known by an empty number; saying so lets SQLite use the
    index, which holds the others only, where it would read the whole table."""
    found: Numbers = {}
    for source in {each.source[:200] for each in records}:
        ids = [each.source_id[:500] for each in records if each.source[:200] == source]
        here = Article.objects.filter(source=source, source_id__in=ids).exclude(source_id="")
        for source_id, number, fingerprint in here.values_list("source_id", "pk", "source_fingerprint"):
            found[source, source_id] = (number, fingerprint)
    return found


def _label(record: Record) -> str:
    return (
        getattr(record, "item", "")
        or getattr(record, "source_id", "")
        or getattr(record, "name", "")
        or "record"
    )


def _reason(error: Exception) -> str:
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
