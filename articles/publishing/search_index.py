"""Keeping the indexes in step, in the transaction of whoever changes what they say: what readers may find, now or at
its time, and the working copies for the desk. Nothing here hides anything: every search asks for live_from <= now <
live_until itself."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import itemgetter
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Article, DeskDocument, PublishedArticle, SearchDocument
from articles.models.search import Document
from articles.publishing.bulk import stored_moments
from articles.publishing.projection import MOST_SEGMENTS
from articles.publishing.references import References
from articles.publishing.search_document import (
    PLACES_A_SECOND,
    Words,
    first_place,
    language_in,
    names_and_lists,
    place_of,
    words,
)
from articles.publishing.search_engine import engine

KIND = "article"
PUBLIC = (
    "place", "kind", "key", "article_id", "revision_id", "language", "fingerprint", "live_from", "live_until", "lists",
)  # fmt: skip
COPY = ("place", "kind", "article_id", "revision_id", "language", "fingerprint")
SWEPT = 20  # texts whose time is over that one write takes out


class Text(NamedTuple):
    """What the index says of a publication: the same for each of its rows."""

    words: Words
    language: str
    lists: str
    fingerprint: str


def write(
    rows: Sequence[PublishedArticle],
    contents: dict[int, dict],
    references: References,
    *,
    fresh: bool = False,
    anew: bool = False,
) -> None:
    """Make the index say what these rows say, which are all of their publications. `contents` are their revisions', by
    the publication's number. What did not change is left alone, unless all is to be written `anew`; `fresh` rows have
    not been in the index."""
    now = timezone.now()
    shown = [row for row in rows if not row.withdrawn and row.live_until > now]
    texts = {
        row.publication_id: _text(contents[row.publication_id], references, row.published_at) for row in shown
    }
    if not fresh:
        shown = _without_the_known(rows, shown, texts, anew=anew)
    numbers = [row.publication_id + row.pk for row in shown]  # parts the segments of one publication too
    wanted = [(row.published_at, number) for row, number in zip(shown, numbers, strict=True)]
    stored = stored_moments()
    _insert(
        SearchDocument,
        PUBLIC,
        wanted,
        [
            (KIND, row.pk, row.article_id, row.revision_id, text.language, text.fingerprint,
             stored(row.live_from), stored(row.live_until), text.lists)
            for row in shown
            for text in (texts[row.publication_id],)
        ],
        [texts[row.publication_id].words for row in shown],
    )  # fmt: skip
    sweep(now)


def _text(content: dict, references: References, shown: datetime) -> Text:
    language = language_in(content)
    names, lists = names_and_lists(content, references)
    said = words(content, language, names, lists)
    return Text(said, language, " ".join(lists), said.fingerprint(f"{language} {first_place(shown)}"))


def _without_the_known(
    rows: Sequence[PublishedArticle],
    shown: list[PublishedArticle],
    texts: dict[int, Text],
    *,
    anew: bool,
) -> list[PublishedArticle]:
    """Take out of the index what these publications said otherwise, and give the rows that it does not know."""
    publications = {row.publication_id for row in rows}
    wanted = {row.pk: row for row in shown}
    kept, gone = set(), []
    for known in texts_of({row.article_id for row in rows}):
        if publication_of(known.key) not in publications:
            continue
        row = wanted.get(known.key)
        if anew or row is None or known.fingerprint != texts[row.publication_id].fingerprint:
            gone.append(known.place)
            continue
        kept.add(known.key)
        _keep_times(known, row.live_from, row.live_until)
    _remove(SearchDocument, gone)
    return [row for row in shown if row.pk not in kept]


def publication_of(key: int) -> int:
    """The number of the publication whose row has this number."""
    return key // MOST_SEGMENTS


def _keep_times(document: SearchDocument, live_from: datetime, live_until: datetime) -> None:
    if (document.live_from, document.live_until) != (live_from, live_until):
        SearchDocument.objects.filter(pk=document.pk).update(live_from=live_from, live_until=live_until)


def _remove(model: type[Document], places: Sequence[int]) -> None:
    if places:
        model._default_manager.filter(place__in=places).delete()


def settle(article: Article) -> None:
    """After the door has moved the times of a story's rows: the index has those that may still be read, with their
    times, and the desk's has the working copy where none of them is that."""
    now = timezone.now()
    rows = PublishedArticle.objects.filter(article=article, withdrawn=False, live_until__gt=now)
    times = {number: (begin, end) for number, begin, end in rows.values_list("pk", "live_from", "live_until")}
    covered = False
    gone = []
    for document in texts_of([article.pk]):
        if document.key not in times:
            gone.append(document.place)
            continue
        _keep_times(document, *times[document.key])
        covered = covered or document.revision_id == article.head_id
    _remove(SearchDocument, gone)
    if covered:
        DeskDocument.objects.filter(kind=KIND, article_id=article.pk).delete()
    elif article.head and not _is_copied(article):
        write_copies([(article, article.head_id, article.head.content)])


def copy_uncovered(articles: Sequence[Article]) -> None:
    """Write the working copies of these anew, but for those that a version in the index says word for word."""
    numbers = [article.pk for article in articles]
    covered = set(texts_of(numbers).values_list("article_id", "revision_id"))
    DeskDocument.objects.filter(kind=KIND, article_id__in=numbers).delete()
    write_copies(
        [
            (article, article.head_id, article.head.content)
            for article in articles
            if article.head and (article.pk, article.head_id) not in covered
        ],
        fresh=True,
    )


def drop_strays() -> None:
    """Take out texts behind which no row stands."""
    rows = PublishedArticle.objects.filter(withdrawn=False)
    SearchDocument.objects.filter(kind=KIND).exclude(key__in=rows.values("pk")).delete()


def texts_of(articles: Iterable[int]) -> QuerySet[SearchDocument]:
    """What the readers' index holds of these articles. Only they have an article's number; their kind is not asked
    for, or SQLite would read all of that kind."""
    return SearchDocument.objects.filter(article_id__in=articles)


def _is_copied(article: Article) -> bool:
    copies = DeskDocument.objects.filter(kind=KIND, article_id=article.pk)
    return copies.filter(revision_id=article.head_id).exists()


def write_copies(copies: Sequence[tuple[Article, int | None, dict]], *, fresh: bool = False) -> None:
    """Put working copies into the desk's index: (article, number of its newest revision, that revision's content)."""
    if not fresh:
        numbers = [article.pk for article, _, _ in copies]
        DeskDocument.objects.filter(kind=KIND, article_id__in=numbers).delete()
    people = References.people([content for _, _, content in copies])
    languages = [language_in(content) for _, _, content in copies]
    said = [
        words(content, language, *names_and_lists(content, people))
        for (_, _, content), language in zip(copies, languages, strict=True)
    ]
    rows = [
        (KIND, article.pk, revision, language, each.fingerprint(language))
        for (article, revision, _), language, each in zip(copies, languages, said, strict=True)
    ]
    _insert(DeskDocument, COPY, [(article.created_at, article.pk) for article, _, _ in copies], rows, said)


def _insert(
    model: type[Document],
    columns: Sequence[str],
    wanted: Sequence[tuple[datetime, int]],
    rows: Sequence[tuple],
    said: Sequence[Words],
) -> None:
    """Insert documents at free places near those `wanted` (see free_places); `rows` are their other columns. In the order
    of the places: FTS5 gathers the words of rising ones in memory, and writes out what it has each time a lower one comes.

    On PostgreSQL another writer may take a place between the looking and the writing. Then others are looked for."""
    for last in (False, False, True):
        documents = sorted(zip(free_places(model, wanted), rows, said, strict=True), key=itemgetter(0))
        try:
            with transaction.atomic():
                engine().insert(
                    model,
                    columns,
                    [(place, *row) for place, row, _ in documents],
                    [each for *_, each in documents],
                )
            return
        except IntegrityError:
            if last:
                raise


def sweep(now: datetime) -> None:
    """Take out some of what ended by the clock alone. No search finds it, but each walks past it."""
    over = SearchDocument.objects.filter(live_until__lte=now).values_list("article_id", flat=True)[:SWEPT]
    if numbers := {number for number in over if number}:
        for article in Article.objects.filter(pk__in=numbers).select_related("head"):
            settle(article)


def free_places(model: type[Document], wanted: Iterable[tuple[datetime, int]]) -> list[int]:
    """A free place for each (date, number). Where the seconds of an archive are full (a paper dated by the day, say),
    texts move a little back in time, within a stretch that grows until there is room."""
    wanted = list(wanted)
    pending = {index: place_of(moment, number) for index, (moment, number) in enumerate(wanted)}
    found: dict[int, int] = {}
    used: set[int] = set()
    reach = 1
    while pending:
        taken = set(model._default_manager.filter(place__in=pending.values()).values_list("place", flat=True))
        for index, place in list(pending.items()):
            if place not in taken and place not in used:
                used.add(place)
                found[index] = place
                del pending[index]
        reach *= 2
        for index in pending:
            moment, number = wanted[index]
            back = 1 + (number * (2 * reach + 1) * 2_654_435_761 >> 16) % reach  # Knuth’s scattering
            pending[index] = place_of(moment, number) - (back << PLACES_A_SECOND)
    return [found[index] for index in range(len(wanted))]
