"""The whole public side again, from revisions: a pure projection, so the rows come out identical. Also the part of it
that shows one thing, when that thing changed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet

from articles.models import (
    Article,
    Byline,
    DeskDocument,
    Image,
    LedgerEntry,
    ListingEntry,
    PictureUse,
    Publication,
    PublishedArticle,
    Section,
)
from articles.publishing import search_index
from articles.publishing.door import STORIES
from articles.publishing.edition import raise_edition
from articles.publishing.ledger import Door
from articles.publishing.references import References
from authors.models import Author, Partner

BATCH = 300


@dataclass(frozen=True)
class Projected:
    """One kind of piece that is projected: its door, and which entries of its ledger show an author, a partner, a
    section or a picture."""

    door: Door[Any]
    using: Callable[[Model], QuerySet[Any]]

    @property
    def entries(self) -> QuerySet[Any]:
        return self.door.ledger._default_manager.all()


def rebuild_site(progress=None) -> int:
    """Project every publication again and drop rows no publication stands behind. Gives the number of publications.
    Each batch is a transaction of its own, so readers never see a half-built page and a killed run does no harm."""
    done = 0
    for kind in KINDS:
        for batch in _batches(kind.entries):
            with transaction.atomic():
                kind.door.write_anew(batch)
                raise_edition()
            done += len(batch)
            if progress:
                progress(len(batch))
    search_index.drop_strays()
    copy_anew()
    return done


def count_entries() -> int:
    """How many publications a rebuild would project."""
    return sum(kind.entries.count() for kind in KINDS)


@transaction.atomic
def reproject(publications: QuerySet[Any], door: Door[Any] = STORIES) -> int:
    """Project these entries of a door's ledger again: after what they show changed elsewhere."""
    done = 0
    for batch in _batches(publications):
        door.write_rows(batch)
        done += len(batch)
    raise_edition()
    return done


@transaction.atomic
def show_anew(thing: Model) -> None:
    """An author, partner, section or picture changed: whatever shows it in public is projected again."""
    for kind in KINDS:
        used = kind.using(thing)
        if used.exists():
            reproject(used, kind.door)  # walks by number, since what is done may leave the list behind it


@transaction.atomic
def index_again(publications) -> None:
    """Bring the search index of these publications (a queryset) up to date where their rows stay as they are: after
    a name that they are found by changed."""
    for batch in _batches(publications):
        _index(batch)
    raise_edition()


@transaction.atomic
def index_author_again(author: Author) -> None:
    """Find the author's stories by the names they have today, in the readers' search and the desk's."""
    index_again(using_author(author))
    copied = DeskDocument.objects.filter(
        article_id__in=Byline.objects.filter(author=author).values("article")
    )
    copy_anew(Article.objects.filter(pk__in=copied.values("article_id")))


def index_everything() -> None:
    """Fill the search indexes, the desk's too, of a database that comes from before there were any."""
    for batch in _batches(Publication.objects.all()):
        with transaction.atomic():
            _index(batch)
    copy_anew()


def copy_anew(articles=None) -> None:
    """Write the working copies (a queryset, default all) that no version in public covers into the desk's index again."""
    last = 0
    articles = Article.objects.all() if articles is None else articles
    articles = articles.select_related("head").filter(head__isnull=False).order_by("pk")
    while batch := list(articles.filter(pk__gt=last)[:BATCH]):
        with transaction.atomic():
            search_index.copy_uncovered(batch)
        last = batch[-1].pk


def _index(batch: list[Any]) -> None:
    contents = {publication.pk: publication.revision.content for publication in batch}
    rows = list(PublishedArticle.objects.filter(publication__in=batch).defer("body_html"))
    search_index.write(rows, contents, References.load(contents.values()))


def using_author(author):
    """Publications in whose rows this author's page is linked."""
    return _with_entries(f"author/{author.pk}")


def using_partner(partner):
    return _with_entries(f"partner/{partner.pk}")


def using_section(section):
    """Publications listed under this section, those of the sections inside it included."""
    return _with_entries(f"section/{section.pk}")


def using_tag(slug: str):
    return _with_entries(f"tag/{slug}")


def using_image(image):
    """Publications that show the picture, or would if its rights reached far enough."""
    return Publication.objects.filter(pk__in=PictureUse.objects.filter(image=image).values("publication"))


def using(thing: Model) -> QuerySet[Publication]:
    """Publications of stories that show the thing."""
    ways: dict[Any, Callable[[Any], QuerySet[Publication]]] = {
        Author: using_author,
        Partner: using_partner,
        Section: using_section,
        Image: using_image,
    }
    return ways[thing._meta.concrete_model](thing)


def _with_entries(name: str):
    rows = ListingEntry.objects.filter(list=name).values("row__publication")
    return Publication.objects.filter(pk__in=rows)


def _batches(publications: QuerySet[Any]) -> Iterator[list[LedgerEntry]]:
    last = 0
    while batch := list(publications.filter(pk__gt=last).select_related("revision").order_by("pk")[:BATCH]):
        yield batch
        last = batch[-1].pk


KINDS: list[Projected] = [Projected(STORIES, using)]


def also_projected(kind: Projected) -> None:
    """Another kind of piece goes through the door. Call it when Django starts."""
    if kind not in KINDS:
        KINDS.append(kind)
