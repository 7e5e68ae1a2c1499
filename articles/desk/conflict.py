"""Two editors, one story: the second save never overwrites the first, and loses nothing of what was typed."""

from django.db import transaction
from django.http import QueryDict

from articles.desk.typed import typed_content
from articles.models import Article, Revision
from articles.publishing.revisions import record, restore, snapshot


@transaction.atomic
def rescue_stale_save(*, article: Article, data: QueryDict, by) -> Revision | None:
    """Call with the posted form before anything is saved, the article's row being locked by it until the transaction
    ends. Where somebody else changed the story since the form was made, the typed text is kept as a revision of the
    kind "conflict", which is given; None where nothing stands in the way of saving."""
    story = Article.objects.select_for_update().get(pk=article.pk)
    if story.head is None or not is_stale(story, data.get("based_on", "")):
        return None
    typed = typed_content(data, snapshot(story))
    if typed == story.recorded.content:
        return None
    return record(
        story,
        kind=Revision.Kind.CONFLICT,
        content=typed,
        by=by,
        why=f"Typed while revision {story.recorded.number} was being saved",
    )


def is_stale(story, based_on: str) -> bool:
    """Whether the working copy (a story's or another piece's) says something else than the revision the form was made
    from."""
    if based_on == str(story.recorded.number):
        return False
    base = story.revisions.filter(number=int(based_on)).first() if based_on.isdecimal() else None
    return base is None or base.content != story.recorded.content


def take(*, article, revision, by):
    """Make the working copy say what this revision says. What it said stays in a revision of its own."""
    with transaction.atomic():
        story = type(article).objects.select_for_update().get(pk=article.pk)
        restored = restore(story, revision, by=by)
    article.refresh_from_db()
    return restored
