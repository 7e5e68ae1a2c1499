"""Everything an import can have written, without the numbers that a database gives out: for comparing two runs."""

from taggit.models import Tag, TaggedItem

from articles.models import Article, Image, ListingEntry, Publication, PublishedArticle, Revision, Section
from authors.models import Author, Partner
from newsroom.redirects.models import Redirect

OWN_NUMBERS = {"id", "article_id", "revision_id", "publication_id", "row_id"}


def state() -> dict:
    """Rows by table, told by their words."""
    return {
        "sections": sorted(Section.objects.values_list("path", "name", "kind")),
        "authors": sorted(Author.objects.values_list("slug", "name", "affiliation", "kind")),
        "partners": sorted(Partner.objects.values_list("slug", "name")),
        "tags": sorted(Tag.objects.values_list("name", "slug")),
        "redirects": sorted(Redirect.objects.values_list("old_path", "new_path")),
        "images": sorted(Image.objects.values_list("source", "source_id", "credit", "alt", "sha256")),
        "articles": [_article(article) for article in Article.objects.order_by("source", "source_id")],
    }


def row_counts() -> dict[str, int]:
    tables = [
        Article,
        Revision,
        Publication,
        PublishedArticle,
        ListingEntry,
        Section,
        Author,
        Partner,
        Image,
        Redirect,
        Tag,
        TaggedItem,
    ]
    return {model.__name__: model.objects.count() for model in tables}


def every_row() -> dict[str, list]:
    """Each row of each table as it stands: two equal answers mean that nothing was written in between."""
    tables = [
        Article,
        Revision,
        Publication,
        PublishedArticle,
        ListingEntry,
        Section,
        Author,
        Partner,
        Image,
        Redirect,
        Tag,
        TaggedItem,
    ]
    return {model.__name__: sorted(map(repr, model.objects.values())) for model in tables}


def _article(article: Article) -> dict:
    return {
        "known by": (article.source, article.source_id, article.source_fingerprint),
        "says": {
            name: getattr(article, name)
            for name in ("headline", "slug", "standfirst", "kind", "language", "source_url")
        },
        "state": (
            article.status,
            article.published_at,
            article.live_from,
            article.marks,
            article.source_changed_at is None,
        ),
        "section": article.section and article.section.path,
        "partner": article.partner and article.partner.slug,
        "bylines": [
            (line.name, line.role, line.author and line.author.slug) for line in article.bylines.all()
        ],
        "tags": sorted(article.tags.names()),
        "pictures": [(use.image.source_id, use.caption) for use in article.pictures.all()],
        "revisions": list(
            article.revisions.order_by("number").values_list("number", "kind", "word_count", "why")
        ),
        "in public": list(
            article.rows.order_by("live_from").values_list(
                "path", "headline", "body_html", "live_from", "withdrawn"
            )
        ),
        "listed": sorted(
            ListingEntry.objects.filter(article_id=article.pk).values_list("list", flat=True)
        ).__len__(),
    }
