"""The only door to the public side for stories: what a ledger does with one (ledger.py), the rows it writes, and the
first publication of many at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from articles.models import (
    FOREVER,
    Article,
    ListingEntry,
    PictureUse,
    Publication,
    PublishedArticle,
    Revision,
    Status,
)
from articles.publishing import search_index
from articles.publishing.bulk import insert_rows
from articles.publishing.edition import raise_edition
from articles.publishing.ledger import VISIBLE_UPDATES, Door, DoorRefused, first_free, slug_of
from articles.publishing.listings import write_entries
from articles.publishing.numbers import reserve
from articles.publishing.projection import project
from articles.publishing.references import References, image_numbers

__all__ = [
    "STORIES",
    "VISIBLE_UPDATES",
    "DoorRefused",
    "FirstPublication",
    "cancel",
    "mark_published",
    "publish",
    "publish_many",
    "withdraw",
    "write_rows",
]


class StoryDoor(Door[Publication]):
    ledger = Publication
    rows = PublishedArticle
    places = ListingEntry
    piece = "article"
    noun = "story"

    def path_for(self, shown: datetime, content: dict, number: int) -> str:
        """/yyyy/mm/dd/slug/, the day being that of the site's time zone."""
        return f"/{timezone.localtime(shown):%Y/%m/%d}/{slug_of(content, number)}/"

    def write_rows(self, entries: list[Publication], *, fresh: bool = False) -> None:
        write_rows(entries, fresh=fresh)

    def write_anew(self, entries: list[Publication]) -> None:
        write_rows(entries, anew=True)

    def settle(self, piece: Article) -> None:
        search_index.settle(piece)


STORIES = StoryDoor()
publish, withdraw, cancel = STORIES.publish, STORIES.withdraw, STORIES.cancel


@dataclass(frozen=True)
class FirstPublication:
    """One archived story for publish_many: `content` is its revision's."""

    article: Article
    revision: Revision
    live_from: datetime
    path: str = ""
    by_name: str = ""


def mark_published(article: Article, live_from: datetime) -> None:
    """Set on the instance, unsaved, what a first publication without end says of its article."""
    article.status = Status.PUBLISHED
    article.published_at = article.live_from = live_from
    article.live_until = FOREVER


@transaction.atomic
def publish_many(stories: Iterable[FirstPublication]) -> list[Publication]:
    """The first publication of many saved articles at once: what `publish` does for each, in a few queries. Their
    dates are those of mark_published, which the caller saves with the rest. Raises DoorRefused for one that has been
    public before."""
    stories = list(stories)
    if not stories:
        return []
    if Publication.objects.filter(article__in=[story.article.pk for story in stories]).exists():
        raise DoorRefused("Only a first publication can be made in bulk.")
    wanted = [
        story.path or STORIES.path_for(story.live_from, story.revision.content, story.article.pk)
        for story in stories
    ]
    taken = set(Publication.objects.filter(path__in=wanted).values_list("path", flat=True))
    publications = []
    for number, story, path in zip(reserve(Publication, len(stories)), stories, wanted, strict=True):
        if path in taken:
            path = first_free(path, Publication.objects.all(), taken)
        taken.add(path)
        publications.append(
            Publication(
                id=number,
                article=story.article,
                revision=story.revision,
                path=path,
                live_from=story.live_from,
                published_at=story.live_from,
                by_name=story.by_name,
            )
        )
    insert_rows(Publication, publications)
    write_rows(publications, fresh=True)
    raise_edition()
    return publications


def write_rows(publications: list[Publication], *, fresh: bool = False, anew: bool = False) -> None:
    """Project these publications and make the public side's rows, lists and search index say exactly that. The index
    leaves alone what it says already, unless it is written `anew`."""
    contents = [publication.revision.content for publication in publications]
    references = References.load(contents)
    rows = [
        row
        for publication, content in zip(publications, contents, strict=True)
        for row in project(publication, content, references)
    ]
    if not fresh:
        PublishedArticle.objects.filter(publication__in=publications).delete()
        PictureUse.objects.filter(publication__in=publications).delete()
    insert_rows(PublishedArticle, rows)
    PictureUse.objects.bulk_create(
        PictureUse(publication=publication, image_id=number)
        for publication, content in zip(publications, contents, strict=True)
        for number in dict.fromkeys(image_numbers(content))
        if number in references.images
    )
    write_entries(rows, references)
    said = {publication.pk: content for publication, content in zip(publications, contents, strict=True)}
    search_index.write(rows, said, references, fresh=fresh, anew=anew)
