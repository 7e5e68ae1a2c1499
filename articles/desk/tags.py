"""Renaming and merging tags. Revisions keep the names they were written with; former names lead to today's tag."""

from django.db import transaction
from taggit.models import Tag

from articles.models import Article, FormerTagName
from articles.publishing.edition import raise_edition
from articles.publishing.rebuild import reproject, using_tag
from newsroom.redirects.moves import keep_old_address


@transaction.atomic
def save_tag(tag: Tag) -> None:
    """Save a new or renamed tag; pages that show it show its new name, and its old address leads to the new."""
    before = Tag.objects.filter(pk=tag.pk).first()
    tag.save()
    if before and (before.name, before.slug) != (tag.name, tag.slug):
        _remember(before.name, tag)
        if before.slug != tag.slug:
            keep_old_address(old_path=address(before.slug), new_path=address(tag.slug))
        reproject(using_tag(before.slug))
    raise_edition()


@transaction.atomic
def merge_tags(tags: list[Tag], *, into: Tag) -> int:
    """Make `tags` names of `into`. Gives the number of articles that got it. The other tags are gone afterwards."""
    moved = 0
    for tag in tags:
        if tag.pk == into.pk:
            continue
        for article in Article.objects.filter(tags=tag).only("pk").iterator(chunk_size=500):
            article.tags.add(into)
            moved += 1
        slug = tag.slug
        FormerTagName.objects.filter(tag=tag).update(tag=into)
        _remember(tag.name, into)
        tag.delete()
        keep_old_address(old_path=address(slug), new_path=address(into.slug))
        reproject(using_tag(slug))
    raise_edition()
    return moved


def address(slug: str) -> str:
    return f"/tags/{slug}/"


def _remember(name: str, tag: Tag) -> None:
    FormerTagName.objects.filter(name=tag.name).delete()
    if name != tag.name:
        FormerTagName.objects.update_or_create(name=name, defaults={"tag": tag})
