"""Snapshots: what a piece of work says, as the plain content of a revision, and back again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles.models import (
    Article,
    ArticleImage,
    Byline,
    Correction,
    FormerTagName,
    Revision,
    Snapshot,
    Workpiece,
)
from articles.publishing.gone import still_there
from articles.publishing.search_index import write_copies
from newsroom.lib.html import plain_text
from newsroom.lib.text import word_count

TEXT_FIELDS = ["headline", "slug", "standfirst", "body", "kind", "language", "source_url"]


def snapshot(article: Article) -> dict:
    """Everything the working copy says: words, bylines in order, tags, section, partner, pictures, corrections."""
    content = {name: getattr(article, name) for name in TEXT_FIELDS}
    return content | {
        "section": article.section_id,
        "partner": article.partner_id,
        "tags": sorted(article.tags.names()) if article.pk else [],
        "bylines": [
            {"author": line.author_id, "role": line.role, "name": line.name} for line in article.bylines.all()
        ],
        "images": [
            {"image": use.image_id, "caption": use.caption, "alt": use.alt} for use in article.pictures.all()
        ],
        "corrections": [
            {"kind": correction.kind, "text": correction.text, "dated": correction.dated.isoformat()}
            for correction in article.corrections.all()
        ],
    }


def new_revision(
    piece: Any, content: dict, *, number: int, kind: str, by=None, by_name: str = "", why: str = ""
) -> Any:
    """The unsaved revision of this content."""
    revisions = piece.revisions
    return revisions.model(
        **{revisions.field.name: piece},
        number=number,
        kind=kind,
        content=content,
        word_count=word_count(plain_text(content["body"])),
        why=why[:300],
        by=by,
        by_name=by_name or ((by.get_full_name() or by.get_username()) if by else ""),
    )


@transaction.atomic
def record(
    piece: Any,
    *,
    kind: str = Revision.Kind.SAVE,
    by=None,
    by_name: str = "",
    why: str = "",
    content: dict | None = None,
) -> Any:
    """Keep a revision of the working copy (a story's, or that of another Workpiece), or of `content` where it must not
    become the working copy: a text rescued from a conflict, one that arrived from the source, an automatic save. Gives
    the revision.

    A save that changed nothing gives the newest revision again."""
    locked = type(piece)._default_manager.select_for_update().only("pk", "head").get(pk=piece.pk)
    working = content is None
    content = READINGS[type(piece)].snapshot(piece) if content is None else content
    newest = piece.revisions.first()
    head = locked.head
    if working and kind == Revision.Kind.SAVE and not why and head and head.content == content:
        return head
    revision = new_revision(
        piece,
        content,
        number=newest.number + 1 if newest else 1,
        kind=kind,
        by=by,
        by_name=by_name,
        why=why,
    )
    revision.save()
    if working:
        piece.head, piece.changed_at = revision, timezone.now()
        piece.save(update_fields=["head", "changed_at"])
        READINGS[type(piece)].index(piece, revision)
    return revision


@transaction.atomic
def restore(piece: Any, revision: Snapshot, *, by) -> Any:
    """Make the working copy say what `revision` said. What it said before stays in its own revision."""
    record(piece, by=by)
    READINGS[type(piece)].apply(piece, revision.content)
    return record(piece, kind=Revision.Kind.RESTORE, by=by, why=f"Restored revision {revision.number}")


def apply(article: Article, content: dict) -> None:
    """Write a revision's content into the working copy and what is attached to it, as far as what it names is still
    there: `gone_since` tells what is not."""
    content = still_there(content)
    for name in TEXT_FIELDS:
        setattr(article, name, content[name])
    article.section_id, article.partner_id = content["section"], content["partner"]
    article.save()
    article.tags.set(_tag_names_today(content["tags"]))
    for related in (article.bylines, article.pictures, article.corrections):
        related.all().delete()
    Byline.objects.bulk_create(
        Byline(
            article=article, position=position, author_id=line["author"], role=line["role"], name=line["name"]
        )
        for position, line in enumerate(content["bylines"])
    )
    ArticleImage.objects.bulk_create(
        ArticleImage(
            article=article, position=position, image_id=use["image"], caption=use["caption"], alt=use["alt"]
        )
        for position, use in enumerate(content["images"])
    )
    Correction.objects.bulk_create(
        Correction(article=article, **correction) for correction in content["corrections"]
    )


def _tag_names_today(names: list[str]) -> list[str]:
    """A tag that was renamed since is not brought back under its old name."""
    today = dict(FormerTagName.objects.filter(name__in=names).values_list("name", "tag__name"))
    return [today.get(name, name) for name in names]


@dataclass(frozen=True)
class Reading:
    """How a kind of working copy is read into a revision's content, and written from one."""

    snapshot: Callable[[Any], dict]
    apply: Callable[[Any, dict], None]
    index: Callable[[Any, Any], None] = lambda piece, revision: (
        None
    )  # the newest revision, for the desk's search


def _index(article: Article, revision: Revision) -> None:
    write_copies([(article, revision.pk, revision.content)])


READINGS: dict[type[Workpiece], Reading] = {Article: Reading(snapshot, apply, _index)}
