"""Made-up people, pictures and stories. `make_…` saves one with sensible fields; what a test is about, it says itself."""

from datetime import datetime
from itertools import count

from django.contrib.auth.models import Group, User
from django.utils import timezone
from django.utils.text import slugify

from articles.models import Article, ArticleImage, Byline, Image, Publication, Revision, Section
from articles.publishing.door import publish
from articles.publishing.revisions import record
from authors.models import Author, Partner

_numbers = count(1)


def make_user(role: str = "", **fields) -> User:
    """A member of staff in the role ("Contributor", "Editor", "Publisher", "Administrator"), or in none."""
    user = User.objects.create_user(
        **{"username": f"user{next(_numbers)}", "password": "pass", "is_staff": True} | fields
    )
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def make_author(name: str = "", **fields) -> Author:
    name = name or f"Author {next(_numbers)}"
    return Author.objects.create(**{"name": name, "slug": slugify(name, allow_unicode=True)} | fields)


def make_partner(name: str = "", **fields) -> Partner:
    name = name or f"Institute {next(_numbers)}"
    return Partner.objects.create(
        **{"name": name, "slug": slugify(name, allow_unicode=True), "url": "https://institute.example/"}
        | fields
    )


def make_section(name: str = "", **fields) -> Section:
    name = name or f"Section {next(_numbers)}"
    section = Section(**{"name": name, "slug": slugify(name, allow_unicode=True), "kind": "region"} | fields)
    section.full_clean()
    section.save()
    return section


def make_image(**fields) -> Image:
    """A picture of the library with renditions on record but no file behind them."""
    number = next(_numbers)
    renditions = [
        {
            "name": f"images/{number}-{width}.webp",
            "type": "image/webp",
            "width": width,
            "height": width * 2 // 3,
        }
        for width in (320, 960)
    ]
    return Image.objects.create(
        **{
            "file": f"images/{number}.jpg",
            "title": f"Picture {number}",
            "alt": "A harbour at dawn",
            "credit": "Ana Silva",
            "credit_kind": "photograph",
            "width": 960,
            "height": 640,
            "renditions": renditions,
        }
        | fields
    )


def make_article(*, by=(), images=(), tags=(), **fields) -> Article:
    """A draft with its first revision. `by` are authors, `images` pictures of the library."""
    number = next(_numbers)
    article = Article.objects.create(
        **{
            "headline": f"Headline {number}",
            "slug": f"story-{number}",
            "standfirst": "What it is about, in a sentence.",
            "body": f"<p>The words of story {number}.</p>",
        }
        | fields
    )
    for position, author in enumerate(by):
        Byline.objects.create(article=article, author=author, position=position)
    for position, image in enumerate(images):
        ArticleImage.objects.create(article=article, image=image, position=position)
    article.tags.set(tags)
    record(article)
    return article


def make_live_article(*, live_from: datetime | None = None, **fields) -> Article:
    """A story that is public, since `live_from` (default: now). Later times make it a scheduled one."""
    fields.setdefault("section", None)
    article = make_article(**fields | {"section": fields["section"] or a_section()})
    publish(article.head, live_from=live_from or timezone.now())
    article.refresh_from_db()
    return article


def a_section() -> Section:
    return Section.objects.filter(slug="world").first() or make_section("World")


def edit(article: Article, **fields) -> Revision:
    """An editor changes the working copy and saves."""
    for name, value in fields.items():
        setattr(article, name, value)
    article.save()
    return record(article)


def publish_edit(
    article: Article, *, live_from: datetime | None = None, significance: str = "update", **fields
) -> Publication:
    """An editor changes a story and publishes the update."""
    return publish(edit(article, **fields), live_from=live_from, significance=significance)
