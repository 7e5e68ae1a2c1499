"""The only door to the public side. Publishing now, scheduling, updating and withdrawing are one operation with
other times: a publication is valid from `live_from` until `live_until`, and no job has to run for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from articles.models import (
    FOREVER,
    Article,
    ListingEntry,
    PictureUse,
    Publication,
    PublishedArticle,
    Revision,
    Significance,
    Status,
)
from articles.publishing import search_index
from articles.publishing.bulk import insert_rows
from articles.publishing.edition import raise_edition
from articles.publishing.listings import write_entries
from articles.publishing.numbers import reserve
from articles.publishing.projection import project
from articles.publishing.references import References, image_numbers
from newsroom.redirects.moves import keep_old_address

VISIBLE_UPDATES = {
    Significance.UPDATE,
    Significance.CORRECTION,
    Significance.CLARIFICATION,
    Significance.RETRACTION,
}


class DoorRefused(ValueError):
    """What was asked cannot be: the message says why in words for an editor."""


@transaction.atomic
def publish(
    revision: Revision,
    *,
    live_from: datetime | None = None,
    live_until: datetime | None = None,
    published_at: datetime | None = None,
    significance: str = "",
    change_note: str = "",
    by=None,
    by_name: str = "",
    path: str = "",
) -> Publication:
    """Make `revision` what the public reads from `live_from` (default now) until `live_until` (default: the article's
    next scheduled publication or withdrawal, else without end). All times aware. What was in force before ends then.

    A time before now is taken only for an article's first publication: an archive keeps its dates, but no public
    record is rewritten. `published_at` is the date readers see (default: that of the first publication).
    Raises DoorRefused."""
    article = Article.objects.select_for_update().get(pk=revision.article_id)
    timeline = list(article.publications.all())
    now = timezone.now()
    live_from = live_from or now
    if timeline:
        live_from = max(live_from, now)
    live_until = live_until or _next_scheduled(timeline, live_from, now)
    if live_until <= live_from:
        raise DoorRefused("The end has to come after the beginning.")
    _make_room(timeline, live_from, live_until, now)
    first = timeline[0] if timeline else None
    significance = significance or (Significance.UPDATE if first else Significance.FIRST)
    shown = published_at or (_shown_date(first, now) if first else None) or live_from
    publication = Publication(
        article=article,
        revision=revision,
        path=path or _free_path(shown, revision.content, article.pk),
        live_from=live_from,
        live_until=live_until,
        published_at=shown,
        updated_at=live_from if significance in VISIBLE_UPDATES else _last_update(timeline, live_from),
        significance=significance,
        change_note=change_note,
        by=by,
        by_name=by_name or _name(by),
    )
    _commit(article, publication, revision)
    article.status = Status.PUBLISHED
    _keep_dates(article)
    return publication


@transaction.atomic
def withdraw(
    article: Article, *, reason: str, at: datetime | None = None, by=None, by_name: str = ""
) -> Publication:
    """Take a story away at `at` (aware; default now): from then its address answers 410 with `reason`. Anything
    scheduled after that moment is dropped, so that nothing brings it back unasked. Raises DoorRefused."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    timeline = list(article.publications.all())
    now = timezone.now()
    at = max(at or now, now)
    if not reason.strip():
        raise DoorRefused("Readers are told why a story was withdrawn: give the reason.")
    before = [
        publication for publication in timeline if not publication.withdrawn and publication.live_from < at
    ]
    if not before:
        raise DoorRefused(
            "There is nothing in public to withdraw at that time. Cancel what is scheduled instead."
        )
    if any(
        tomb.withdrawn and tomb.live_from <= at < tomb.live_until
        for tomb in timeline
        if tomb.live_from <= now
    ):
        raise DoorRefused("This story is withdrawn already.")
    _make_room(timeline, at, FOREVER, now)
    last = before[-1]
    tombstone = Publication(
        article=article,
        revision=last.revision,
        path=last.path,
        live_from=at,
        published_at=last.published_at,
        updated_at=last.updated_at,
        withdrawn=True,
        public_reason=reason.strip(),
        significance=Significance.WITHDRAWAL,
        by=by,
        by_name=by_name or _name(by),
    )
    _commit(article, tombstone, last.revision)
    article.status = Status.WITHDRAWN if at <= now else Status.PUBLISHED
    _keep_dates(article)
    return tombstone


@transaction.atomic
def cancel(publication: Publication) -> None:
    """Take back what is scheduled and has not begun. What it would have ended goes on. Raises DoorRefused."""
    article = Article.objects.select_for_update().get(pk=publication.article_id)
    now = timezone.now()
    timeline = list(article.publications.all())
    coming = next((entry for entry in timeline if entry.pk == publication.pk), None)
    if coming is None or coming.live_from <= now:
        raise DoorRefused(
            "That has begun already and can’t be cancelled. Publish an update or withdraw instead."
        )
    before = next((entry for entry in timeline if entry.live_until == coming.live_from), None)
    coming.delete()
    if before:
        before.live_until = coming.live_until
        before.save(update_fields=["live_until"])
        write_rows([before])
    if not article.publications.filter(withdrawn=False).exists():
        article.status = Status.APPROVED
    raise_edition()
    _keep_dates(article)


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
        story.path or _path(story.live_from, story.revision.content, story.article.pk) for story in stories
    ]
    taken = set(Publication.objects.filter(path__in=wanted).values_list("path", flat=True))
    publications = []
    for number, story, path in zip(reserve(Publication, len(stories)), stories, wanted, strict=True):
        path = _first_free(path, taken)
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


def _commit(article: Article, publication: Publication, revision: Revision) -> None:
    publication.save(force_insert=True)
    publication.revision = revision
    write_rows([publication], fresh=True)
    for old in set(article.publications.exclude(path=publication.path).values_list("path", flat=True)):
        keep_old_address(old_path=old, new_path=publication.path)
    raise_edition()


def _make_room(timeline: list[Publication], begin: datetime, end: datetime, now: datetime) -> None:
    """End what is in force at `begin`, and drop what was to begin before `end` and has not begun."""
    for publication in list(timeline):
        if begin <= publication.live_from < end and publication.live_from > now:
            publication.delete()
            timeline.remove(publication)
        elif publication.live_from < begin < publication.live_until:
            _cut(publication, begin)
        elif publication.live_from == begin < publication.live_until:
            # Begun at this very instant: it was in public for no time at all, and leaves no record.
            publication.delete()
            timeline.remove(publication)


def _cut(publication: Publication, end: datetime) -> None:
    """The publication ends at `end`. Its rows are cut, not projected again: what was read stays as it was read."""
    publication.live_until = end
    publication.save(update_fields=["live_until"])
    PublishedArticle.objects.filter(publication=publication, live_from__gte=end).delete()
    rows = PublishedArticle.objects.filter(publication=publication, live_until__gt=end)
    ListingEntry.objects.filter(row__in=rows.values("pk")).update(live_until=end)
    rows.update(live_until=end)


def _next_scheduled(timeline: list[Publication], begin: datetime, now: datetime) -> datetime:
    coming = [publication.live_from for publication in timeline if publication.live_from > max(begin, now)]
    return min(coming, default=FOREVER)


def _shown_date(first: Publication, now: datetime) -> datetime | None:
    """The first publication's date; None when it was only ever scheduled, so that a new time gives a new date."""
    return first.published_at if first.live_from <= now else None


def _last_update(timeline: list[Publication], before: datetime) -> datetime | None:
    return max(
        (entry.updated_at for entry in timeline if entry.updated_at and entry.live_from < before),
        default=None,
    )


def _keep_dates(article: Article) -> None:
    """What the desk's lists show: the newest stretch in public, and the date readers see. And what searches find."""
    timeline = list(article.publications.all())
    shown = [publication for publication in timeline if not publication.withdrawn]
    if shown:
        stretch = shown[-1]
        article.live_until = stretch.live_until
        for earlier in reversed(shown[:-1]):
            if earlier.live_until != stretch.live_from:
                break
            stretch = earlier
        article.live_from, article.published_at = stretch.live_from, shown[0].published_at
    else:
        article.live_from, article.live_until, article.published_at = None, FOREVER, None
    article.save(update_fields=["status", "live_from", "live_until", "published_at"])
    search_index.settle(article)


def _path(moment: datetime, content: dict, number: int) -> str:
    """/yyyy/mm/dd/slug/, the day being that of the site's time zone."""
    slug = content["slug"] or slugify(content["headline"], allow_unicode=True) or str(number)
    return f"/{timezone.localtime(moment):%Y/%m/%d}/{slug}/"


def _free_path(moment: datetime, content: dict, number: int) -> str:
    path = _path(moment, content, number)
    others = Publication.objects.exclude(article=number)
    if not others.filter(path=path).exists():
        return (
            path  # nearly always, by one look into the index; what begins so is looked for through all of it
        )
    taken = others.filter(path__startswith=path.rstrip("/")).values_list("path", flat=True)
    return _first_free(path, set(taken))


def _first_free(path: str, taken: set[str]) -> str:
    candidate, count = path, 1
    while candidate in taken:
        count += 1
        candidate = f"{path.rstrip('/')}-{count}/"
    return candidate


def _name(user) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""
