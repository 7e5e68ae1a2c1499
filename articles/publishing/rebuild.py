"""The whole public side again, from revisions: a pure projection, so the rows come out identical."""

from collections.abc import Iterator

from django.db import transaction

from articles.models import (
    Article,
    Byline,
    DeskDocument,
    ListingEntry,
    PictureUse,
    Publication,
    PublishedArticle,
)
from articles.publishing import search_index
from articles.publishing.door import write_rows
from articles.publishing.edition import raise_edition
from articles.publishing.references import References
from authors.models import Author

BATCH = 300


def rebuild_site(progress=None) -> int:
    """Project every publication again and drop rows no publication stands behind. Gives the number of publications.
    Each batch is a transaction of its own, so readers never see a half-built page and a killed run does no harm."""
    everything = Publication.objects.all()
    done = 0
    for batch in _batches(everything):
        with transaction.atomic():
            write_rows(batch, anew=True)
            raise_edition()
        done += len(batch)
        if progress:
            progress(len(batch))
    search_index.drop_strays()
    copy_anew()
    return done


@transaction.atomic
def reproject(publications) -> int:
    """Project these publications (a queryset) again: after an author, section, picture, tag or partner changed."""
    done = 0
    for batch in _batches(publications):
        write_rows(batch)
        done += len(batch)
    raise_edition()
    return done


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


def _index(batch: list[Publication]) -> None:
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


def _with_entries(name: str):
    rows = ListingEntry.objects.filter(list=name).values("row__publication")
    return Publication.objects.filter(pk__in=rows)


def _batches(publications) -> Iterator[list[Publication]]:
    last = 0
    while batch := list(publications.filter(pk__gt=last).select_related("revision").order_by("pk")[:BATCH]):
        yield batch
        last = batch[-1].pk
