"""Automatic saves: a copy of what is being typed, kept beside the working copy and never in it."""

from datetime import timedelta

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from articles.desk.typed import BLANK, typed_content
from articles.models import Article, Revision
from articles.publishing.revisions import apply, record, snapshot

EVERY = timedelta(minutes=1)  # at most, for each editor and story


@transaction.atomic
def autosave(*, article: Article, data: QueryDict, by) -> Revision | None:
    """Keep what the form says now. None when it is what is kept already, or the last copy is less than a minute old."""
    Article.objects.select_for_update().only("pk").get(pk=article.pk)
    mine = article.revisions.filter(kind=Revision.Kind.AUTOSAVE, by=by).first()
    if mine and timezone.now() - mine.created_at < EVERY:
        return None
    saved = snapshot(article)
    typed = typed_content(data, saved)
    if typed == saved or (mine and mine.content == typed):
        return None
    return record(article, kind=Revision.Kind.AUTOSAVE, content=typed, by=by, why="While typing")


@transaction.atomic
def rescue(*, article: Article, data: QueryDict, by) -> Revision:
    """Keep a copy that lay in the editor's browser, so that it can be compared with the working copy and taken."""
    typed = typed_content(data, snapshot(article))
    return record(
        article, kind=Revision.Kind.AUTOSAVE, content=typed, by=by, why="From the copy in the browser"
    )


@transaction.atomic
def rescue_new(*, data: QueryDict, by) -> Article:
    """A draft from the browser's copy of a story that was never saved."""
    typed = typed_content(data, BLANK)
    article = Article(headline=typed["headline"] or "Untitled", created_by=by)
    article.save()
    apply(article, typed | {"headline": article.headline})
    record(article, by=by, why="From the copy in the browser")
    return article
