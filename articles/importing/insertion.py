"""New articles in bulk: every row written once, with numbers reserved beforehand."""

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Model
from taggit.models import TaggedItem

from articles.importing.base import Status
from articles.importing.working_copy import WorkingCopy
from articles.models import Article, ArticleImage, Byline, Revision
from articles.models import Status as DeskStatus
from articles.publishing.bulk import insert_rows, insert_values
from articles.publishing.door import FirstPublication, mark_published, publish_many
from articles.publishing.numbers import reserve
from articles.publishing.revisions import TEXT_FIELDS, new_revision
from articles.publishing.search_index import write_copies

BY = "Import"
ATTACHED: dict[type[Model], tuple[str, ...]] = {
    Byline: ("article_id", "position", "author_id", "role", "name"),
    ArticleImage: ("article_id", "position", "image_id", "caption", "alt"),
    TaggedItem: ("tag_id", "content_type_id", "object_id"),
}


def insert(copies: list[WorkingCopy]) -> list[Article]:
    """Write these working copies, and publish those that are public or to come. Call inside a transaction."""
    articles = [_article(copy) for copy in copies]
    revisions = []
    numbers = zip(reserve(Article, len(copies)), reserve(Revision, len(copies)), strict=True)
    for copy, article, (number, revision_number) in zip(copies, articles, numbers, strict=True):
        article.pk = number
        revision = new_revision(
            article,
            copy.content,
            number=1,
            kind=Revision.Kind.IMPORT,
            by_name=BY,
            why=f"Imported from {copy.record.source}",
        )
        revision.pk = revision_number
        revisions.append(revision)
    insert_rows(Article, articles)
    insert_rows(Revision, revisions)
    _set_heads(articles, revisions)
    _attach(copies, articles)
    publish_many(
        FirstPublication(article, revision, live_from=copy.live_from, path=copy.path, by_name=BY)
        for copy, article, revision in zip(copies, articles, revisions, strict=True)
        if copy.live_from
    )
    write_copies(
        [
            (article, revision.pk, copy.content)
            for copy, article, revision in zip(copies, articles, revisions, strict=True)
            if not copy.live_from
        ],
        fresh=True,
    )
    return articles


def _set_heads(articles: list[Article], revisions: list[Revision]) -> None:
    """Afterwards, not at once: while a row names another that is yet to come, SQLite looks for those that wait for
    each row it inserts, through whole tables where no index helps."""
    for article, revision in zip(articles, revisions, strict=True):
        article.head_id = article.source_revision_id = revision.pk
    table = connection.ops.quote_name(Article._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET head_id = %s, source_revision_id = %s WHERE id = %s",  # noqa: S608 - a name of ours
            [(revision.pk, revision.pk, revision.article_id) for revision in revisions],
        )


def _article(copy: WorkingCopy) -> Article:
    article = Article(
        **{name: copy.content[name] for name in TEXT_FIELDS},
        section_id=copy.content["section"],
        partner_id=copy.content["partner"],
        source=copy.record.source[:200],
        source_id=copy.record.source_id[:500],
        source_fingerprint=copy.record.fingerprint(),
        marks=copy.marks,
        status=DeskStatus.IN_REVIEW if copy.record.status == Status.IN_REVIEW else DeskStatus.DRAFT,
    )
    if changed_at := copy.record.changed_at or copy.live_from:
        article.changed_at = changed_at
    if copy.live_from:
        mark_published(article, copy.live_from)
    return article


def _attach(copies: list[WorkingCopy], articles: list[Article]) -> None:
    """Bylines, pictures and tags, as bare rows: there are several to a story."""
    kind = ContentType.objects.get_for_model(Article).pk
    together = list(zip(copies, articles, strict=True))
    rows: dict[type[Model], list[tuple]] = {
        Byline: [
            (article.pk, position, line["author"], line["role"], line["name"])
            for copy, article in together
            for position, line in enumerate(copy.content["bylines"])
        ],
        ArticleImage: [
            (article.pk, position, use["image"], use["caption"], use["alt"])
            for copy, article in together
            for position, use in enumerate(copy.content["images"])
        ],
        TaggedItem: [(number, kind, article.pk) for copy, article in together for number in copy.tag_numbers],
    }
    for model, columns in ATTACHED.items():
        if rows[model]:
            insert_values(model, columns, rows[model])
