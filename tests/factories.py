"""Made-up people, pictures and stories. `make_…` saves one with sensible fields; what a test is about, it says itself."""

from datetime import date, datetime
from functools import lru_cache
from itertools import count

from django.contrib.auth.models import Group, User
from django.utils import timezone
from django.utils.text import slugify

from articles.models import Article, ArticleImage, Byline, Image, Publication, Section
from articles.publishing.door import publish
from articles.publishing.revisions import record
from articles.reports import door as reports_door
from articles.reports.files import keep_document, open_document
from articles.reports.models import Report, ReportByline, ReportFile, ReportPublication, ReportStory
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


def edit(article, **fields):
    """An editor changes the working copy, a story's or a publication's, and saves. Gives the revision."""
    for name, value in fields.items():
        setattr(article, name, value)
    article.save()
    return record(article)


def publish_edit(
    article: Article, *, live_from: datetime | None = None, significance: str = "update", **fields
) -> Publication:
    """An editor changes a story and publishes the update."""
    return publish(edit(article, **fields), live_from=live_from, significance=significance)


def make_report_file(**fields) -> ReportFile:
    """A PDF on record, with its first page's renditions, but no file behind it."""
    number = next(_numbers)
    cover = {"name": f"images/cover-{number}-320.webp", "type": "image/webp", "width": 320, "height": 453}
    return ReportFile.objects.create(
        **{
            "name": f"publications/{number}.pdf",
            "filename": f"report-{number}.pdf",
            "size": 240_000,
            "pages": 48,
            "sha256": f"{number:064x}",
            "cover": [cover],
            "cover_width": 1200,
            "cover_height": 1698,
        }
        | fields
    )


_read = lru_cache(maxsize=32)(open_document)


def real_report_file(content: bytes, filename: str = "report.pdf") -> ReportFile:
    """A PDF that was read and is kept. The very same is read once in a run."""
    return keep_document(_read(content), filename=filename)


def make_report(*, by=(), stories=(), **fields) -> Report:
    """A draft of a publication with its first revision. `by` are authors, `stories` articles, in order."""
    number = next(_numbers)
    report = Report.objects.create(
        **{
            "headline": f"Report {number}",
            "slug": f"report-{number}",
            "number": f"No. {number}",
            "dated": date(2026, 2, 1),
            "summary": "What is in it, in a sentence.",
        }
        | fields
        | ({} if "file" in fields else {"file": make_report_file()})
    )
    for position, author in enumerate(by):
        ReportByline.objects.create(report=report, author=author, position=position)
    for position, article in enumerate(stories):
        ReportStory.objects.create(report=report, article=article, position=position)
    record(report)
    return report


def make_live_report(*, live_from: datetime | None = None, **fields) -> Report:
    """A publication that is public, since `live_from` (default: now). Later times make it a scheduled one."""
    report = make_report(**fields)
    reports_door.publish(report.head, live_from=live_from or timezone.now())
    report.refresh_from_db()
    return report


def publish_report_edit(
    report: Report, *, live_from: datetime | None = None, significance: str = "update", **fields
) -> ReportPublication:
    """An editor changes a publication and publishes the update."""
    return reports_door.publish(edit(report, **fields), live_from=live_from, significance=significance)
