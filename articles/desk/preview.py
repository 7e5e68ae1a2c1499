"""What readers will see, in the real templates, for any revision. Staff only, kept nowhere, never at a public address.

This is the one module in which the desk uses the site's own frame: a preview from other templates would prove nothing."""

from datetime import datetime

from django.http import HttpResponse
from django.utils import timezone

from articles.desk.times import spelled_out
from articles.models import Article, PublishedArticle, Revision, Significance, Snapshot
from articles.publishing.door import STORIES
from articles.publishing.ledger import VISIBLE_UPDATES, Door, Entry
from articles.publishing.projection import project
from articles.publishing.references import References
from articles.site import chrome
from articles.site.frame import page_about, show
from articles.site.pagecache import set_clock


def row_of(
    revision: Revision, *, at: datetime, significance: str = "", change_note: str = ""
) -> PublishedArticle:
    """The unsaved row that publishing `revision` at `at` (UTC) would make."""
    publication = as_if_published(STORIES, revision, at, significance=significance, change_note=change_note)
    return project(publication, revision.content, References.load([revision.content]))[0]


def as_if_published(
    door: Door[Entry], revision: Snapshot, at: datetime, *, significance: str, change_note: str
) -> Entry:
    """The unsaved entry of the door's ledger that publishing `revision` at `at` (UTC) would make."""
    piece = getattr(revision, door.piece)
    shown = piece.published_at if piece.published_at and piece.published_at <= at else at
    return door.ledger(
        pk=0,
        **{door.piece: piece},
        revision=revision,
        path=door.path_for(shown, revision.content, piece.pk),
        live_from=at,
        published_at=shown,
        updated_at=at if significance in VISIBLE_UPDATES else None,
        significance=significance or Significance.FIRST,
        change_note=change_note,
    )


def preview_page(request, revision: Revision, *, at: datetime | None = None, back: str = "", **options):
    """The article's page as readers would get it at `at` (UTC, default now). `options` are those of row_of."""
    at = at or timezone.now()
    set_clock(request)
    row = row_of(revision, at=at, **options)
    frame = chrome.around(request.edition, request.clock.now)
    return private(
        show(
            request,
            "site/article.html",
            page=page_about(
                title=row.headline,
                path=row.path,
                description=row.standfirst or row.teaser,
                robots="noindex, nofollow",
            ),
            current=row.section,
            below=True,
            article=row,
            authors=frame.authors(line["author"] for line in row.bylines if line["author"]),
            next_stories=[],
            preview={
                "label": f"Revision {revision.number}, as it would be on {spelled_out(at)}.",
                "back": back,
            },
        )
    )


def gone_page(request, article: Article, *, reason: str):
    """The page that answers at the story's address once it is withdrawn."""
    set_clock(request)
    last = article.publications.filter(withdrawn=False).order_by("live_from").last()
    return private(
        show(
            request,
            "410.html",
            page=page_about(
                title=article.headline, path=last.path if last else "/", robots="noindex, nofollow"
            ),
            headline=last.revision.content["headline"] if last else article.headline,
            reason=reason,
            preview={"label": "The page of the withdrawn story."},
        )
    )


def private(response: HttpResponse) -> HttpResponse:
    """The page, kept nowhere."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Cache-Control"] = "no-store, private"
    return response
