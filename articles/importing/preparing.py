"""Between reading and writing: lines lifted out of the body, the printed byline read, each story once, in batches.
Values only."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from articles.importing.base import (
    ImportedArticle,
    ImportedAuthor,
    ImportedByline,
    ImportedImage,
    ImportFailure,
    Record,
    Skipped,
    without_nul,
)
from articles.importing.body_images import located
from articles.importing.digest import Digest
from articles.importing.lifting import Lifted, lift
from articles.importing.spool import Seen
from articles.importing.values import foreign_language
from authors.bylines import parse_byline
from newsroom.lib.search_words import language_of

FILED_UNDER_ANOTHER = (
    "The byline printed in the body was taken; the source filed the article under another name."
)
BATCH = 400
ROOM = 8_000_000  # characters of bodies in a batch
TWICE = "Its source and source_id are those of {first}, which says something else; only that one was taken."
SAID_TWICE = "It is there twice, word for word."


def batches(records: Iterable[Record], most: int = BATCH) -> Iterator[list[Record]]:
    """The records in lists, none of which is longer, or much larger, than a transaction should be."""
    batch: list[Record] = []
    size = 0
    for each in records:
        batch.append(each)
        size += len(each.body_html) if isinstance(each, ImportedArticle) else 0
        if len(batch) >= most or size >= ROOM:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def ready(
    records: Iterable[Record],
    *,
    lifting: bool = True,
    digest: Callable[[ImportedArticle], ImportedArticle] = lambda article: article,
) -> Iterator[Record]:
    """Articles prepared, each of them once: of two with one number the first counts. `digest` gives an article as it
    is handed on."""
    seen = Seen()
    for each in map(without_nul, records):
        if not isinstance(each, ImportedArticle):
            yield each
            continue
        article = digest(prepared(each, lifting=lifting))
        first, said = seen.first(
            f"{article.source}\n{article.source_id}", article.item, article.fingerprint()
        )
        if not first:
            yield article
        elif said == article.fingerprint():
            yield Skipped(article.item, SAID_TWICE)
        else:
            yield ImportFailure(article.item, TWICE.format(first=first))


def digested(article: ImportedArticle, site_language: str) -> ImportedArticle:
    """The article with its digest; without, where that fails: who writes it works it out again, and reports it."""
    try:
        language = language_of(foreign_language(article.language, site_language) or site_language)
        return replace(article, digest=Digest.of(article.body_html, language))
    except Exception:
        return article


def prepared(article: ImportedArticle, *, lifting: bool = True) -> ImportedArticle:
    """The article with its byline text read into bylines, its body's pictures found and, unless `lifting` is off,
    its lines lifted."""
    if lifting:
        article = _with_lifted_lines(article)
    if article.byline_text and not article.bylines:
        article = replace(article, bylines=_bylines(article.byline_text))
    if not article.body_images:
        body, pictures = located(article.body_html)
        if body != article.body_html:
            article = replace(article, body_html=body, body_images=pictures)
    return article


def _with_lifted_lines(article: ImportedArticle) -> ImportedArticle:
    lifted = lift(article.body_html)
    leave = frozenset(_contradicted(article, lifted))
    if leave:
        lifted = lift(article.body_html, leave=leave)
    if lifted.body_html == article.body_html:
        return article
    article = replace(article, body_html=lifted.body_html, partner=article.partner or lifted.partner)
    if lifted.credit:
        article = replace(article, lead_image=_credited(article.lead_image, lifted))
    if lifted.byline_text:
        article = _with_printed_byline(article, lifted.byline_text)
    return article


def _contradicted(article: ImportedArticle, lifted: Lifted):
    """Fields that the source filled with something else than the line says: that line stays in the body."""
    if lifted.partner and article.partner and not _alike(article.partner, lifted.partner):
        yield "partner"
    credit = article.lead_image.credit if article.lead_image else ""
    if lifted.credit and credit and not _alike(credit, lifted.credit):
        yield "credit"
    if lifted.byline_text and (article.byline_text or not _only_accounts(article)):
        said = article.bylines or _bylines(article.byline_text)
        if said and _names(said) != _names(_bylines(lifted.byline_text)):
            yield "byline_text"


def _only_accounts(article: ImportedArticle) -> bool:
    """Bylines that are merely the account a story was filed under: the name in print knows better."""
    return all(byline.author and byline.author.login for byline in article.bylines)


def _with_printed_byline(article: ImportedArticle, text: str) -> ImportedArticle:
    printed = _bylines(text)
    if article.bylines and _names(printed) == _names(article.bylines):
        return article
    warnings = article.warnings + ((FILED_UNDER_ANOTHER,) if article.bylines else ())
    return replace(article, bylines=printed, byline_text=text, warnings=warnings)


def _credited(image: ImportedImage | None, lifted: Lifted) -> ImportedImage:
    image = image or ImportedImage()
    if image.credit:
        return image
    return replace(
        image,
        credit_kind=lifted.credit_kind,
        credit=lifted.credit,
        credit_url=image.credit_url or lifted.credit_url,
    )


def _bylines(text: str) -> tuple[ImportedByline, ...]:
    return tuple(
        ImportedByline(name, role, ImportedAuthor(name, affiliation=affiliation))
        for name, role, affiliation in parse_byline(text)
    )


def _names(bylines: tuple[ImportedByline, ...]) -> list[str]:
    return [byline.name.casefold() for byline in bylines]


def _alike(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()
