"""An archive of a given size in a database of its own: 800-word stories, 12 sections, 200 authors, tags, pictures on
record. Stories go through the bulk door that importers use. Run as a process: `python -m benchmarks.building SIZE`."""

import os
import sys
import time
from datetime import UTC, datetime, timedelta
from random import Random

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from taggit.models import Tag, TaggedItem  # noqa: E402

from articles.models import Article, ArticleImage, Byline, Image, Revision, Section  # noqa: E402
from articles.publishing.door import FirstPublication, publish_many  # noqa: E402
from articles.publishing.revisions import new_revision  # noqa: E402
from authors.models import Author  # noqa: E402
from benchmarks import prose  # noqa: E402

BATCH = 250
WORDS = 800
NEWEST = datetime(2026, 6, 1, 12, tzinfo=UTC)
SPAN = timedelta(days=3650)
TOPS = ["world", "economy", "climate", "technology", "security", "ideas", "culture"]
WITHIN_WORLD = ["north", "south", "east", "west", "centre"]


def build(size: int) -> float:
    """Build it and give stories a second of CPU of the bulk path: their making, revisions and publication."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    chance = Random(size)
    User.objects.create_superuser("bench", password="bench")
    sections, authors, images, tags = _sections(), _authors(chance), _images(chance), _tags()
    begin = time.process_time()
    for first in range(0, size, BATCH):
        numbers = range(first, min(size, first + BATCH))
        _batch(chance, numbers, size, sections, authors, images, tags)
    return size / (time.process_time() - begin)


def _sections() -> list[Section]:
    made = {slug: Section.objects.create(name=slug.capitalize(), slug=slug) for slug in TOPS}
    inner = [Section.objects.create(name=s.capitalize(), slug=s, parent=made["world"]) for s in WITHIN_WORLD]
    return [*inner, *(section for slug, section in made.items() if slug != "world")] + [made["world"]]


def _authors(chance: Random) -> list[Author]:
    authors = [
        Author(
            name=f"Author {number:03}",
            sort_name=f"{number:03}",
            slug=f"author-{number:03}",
            affiliation=prose.headline(chance),
            bio=prose.sentence(chance),
        )
        for number in range(200)
    ]
    return Author.objects.bulk_create(authors)


def _images(chance: Random) -> list[Image]:
    """Pictures on record, with renditions, but no files: a page's cost is that of naming them."""
    return Image.objects.bulk_create(
        Image(
            file=f"originals/{n}.jpg", title=f"Picture {n}", alt=prose.sentence(chance), caption=prose.sentence(chance),
            credit=f"Author {n % 200:03}", credit_kind="photograph", width=1920, height=1280,
            renditions=[
                {"name": f"images/{n}-{w}.webp", "type": "image/webp", "width": w, "height": w * 2 // 3}
                for w in (320, 640, 960, 1280, 1920)
            ] + [{"name": f"images/{n}-1280.jpg", "type": "image/jpeg", "width": 1280, "height": 853}],
        )
        for n in range(1000)
    )  # fmt: skip


def _tags() -> list[Tag]:
    return Tag.objects.bulk_create(Tag(name=f"tag {n}", slug=f"tag-{n}") for n in range(300))


@transaction.atomic
def _batch(chance, numbers, size, sections, authors, images, tags) -> None:
    made = [_story(chance, number, size, sections, images) for number in numbers]
    Article.objects.bulk_create([article for article, _ in made])
    content_type = ContentType.objects.get_for_model(Article)
    revisions, bylines, pictures, tagged = [], [], [], []
    for article, content in made:
        writers, uses = chance.sample(authors, k=chance.choice([1, 1, 2])), chance.sample(images, k=1)
        mine = chance.sample(tags, k=3)
        bylines += [Byline(article=article, author=a, name=a.name, position=p) for p, a in enumerate(writers)]
        pictures += [ArticleImage(article=article, image=image) for image in uses]
        tagged += [TaggedItem(tag=tag, content_type=content_type, object_id=article.pk) for tag in mine]
        content |= {
            "bylines": [{"author": a.pk, "role": "text", "name": a.name} for a in writers],
            "images": [{"image": image.pk, "caption": "", "alt": ""} for image in uses],
            "tags": sorted(tag.name for tag in mine),
        }
        revisions.append(new_revision(article, content, number=1, kind=Revision.Kind.IMPORT))
    Revision.objects.bulk_create(revisions)
    Byline.objects.bulk_create(bylines)
    ArticleImage.objects.bulk_create(pictures)
    TaggedItem.objects.bulk_create(tagged)
    articles = [article for article, _ in made]
    for article, revision in zip(articles, revisions, strict=True):
        article.head = revision
    Article.objects.bulk_update(articles, ["head"], batch_size=200)
    publish_many(
        FirstPublication(article, revision, NEWEST - SPAN * ((size - number) / size))
        for article, revision, number in zip(articles, revisions, numbers, strict=True)
    )


def _story(chance: Random, number: int, size: int, sections, images) -> tuple[Article, dict]:
    """Four stories in ten lie under World, so that its list is deep."""
    section = chance.choice(sections[:5]) if chance.random() < 0.4 else chance.choice(sections[5:])
    fields = {
        "headline": prose.headline(chance),
        "slug": f"story-{number}",
        "standfirst": prose.sentence(chance),
        "body": prose.body(chance, WORDS, chance.choice(images).pk),
        "kind": "analysis",
        "language": "",
        "source_url": "",
    }
    moment = NEWEST - SPAN * ((size - number) / size)
    article = Article(**fields, section=section, created_at=moment, changed_at=moment)
    return article, fields | {"section": section.pk, "partner": None, "corrections": []}


if __name__ == "__main__":
    print(f"{build(int(sys.argv[1])):.0f}")
