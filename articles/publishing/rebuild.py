"""The whole public side again, from revisions: a pure projection, so the rows come out identical."""

from collections.abc import Iterator

from django.db import transaction

from articles.models import ListingEntry, PictureUse, Publication
from articles.publishing.door import write_rows
from articles.publishing.edition import raise_edition

BATCH = 300


def rebuild_site(progress=None) -> int:
    """Project every publication again and drop rows no publication stands behind. Gives the number of publications.
    Each batch is a transaction of its own, so readers never see a half-built page and a killed run does no harm."""
    everything = Publication.objects.all()
    done = 0
    for batch in _batches(everything):
        with transaction.atomic():
            write_rows(batch)
            raise_edition()
        done += len(batch)
        if progress:
            progress(len(batch))
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


def using_author(author):
    """Publications in whose rows this author's page is linked."""
    return _with_entries(f"author/{author.pk}")


def using_partner(partner):
    return _with_entries(f"partner/{partner.pk}")


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
