"""Every version of a story that readers could see, and what each changed. A version that never was in public, or is
not yet, is not here; nor are the words of one that a withdrawal took away."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.http import HttpResponsePermanentRedirect
from django.utils.safestring import SafeString, mark_safe

from articles.models.publication import Significance
from articles.models.published import PublishedArticle
from articles.site import reading, stories
from articles.site.frame import page_about, show
from articles.site.pagecache import public_page
from articles.site.word_diff import Budget, changes
from newsroom.lib.html import plain_text

WORDS: dict[str, str] = {
    Significance.FIRST: "First published",
    Significance.SILENT: "Small fix",
    Significance.UPDATE: "Update",
    Significance.CORRECTION: "Correction",
    Significance.CLARIFICATION: "Clarification",
    Significance.RETRACTION: "Retraction",
    Significance.WITHDRAWAL: "Withdrawn",
}
PAIRS = 1_500_000  # pairs of words compared for one page: about a second at the very worst
NEEDED = [
    "publication_id",
    "live_from",
    "withdrawn",
    "public_reason",
    "headline",
    "standfirst",
    "significance",
    "change_note",
    "body_html",
]


@dataclass(frozen=True)
class Version:
    """`when` it came into public (UTC), what it meant, the public note, and what it changed as HTML."""

    when: datetime
    significance: str
    note: str
    diff_html: SafeString


@public_page
def history(request, path):
    now = request.clock.now
    path = f"/{path}/"
    row = reading.story_at(path, now)
    if row is None or row.withdrawn:
        answer = stories.elsewhere_or_gone(request, path, row)
        if isinstance(answer, HttpResponsePermanentRedirect):
            return HttpResponsePermanentRedirect(f"{answer.url}history/")
        return answer
    return show(
        request,
        "site/history.html",
        page=page_about(title=f"History: {row.headline}", path=row.path, robots="noindex"),
        keys=[f"article-{row.article_id}"],
        current=row.section,
        below=True,
        article=row,
        versions=versions(row.article_id, now),
    )


def versions(article_id: int, now: datetime) -> list[Version]:
    """The versions that have been in public up to `now` (UTC), newest first. One query."""
    rows = PublishedArticle.objects.filter(article_id=article_id, live_from__lte=now).only(*NEEDED)
    # A publication has several rows when a picture's rights ended in its time: its words are those of the first.
    publications = [next(group) for _, group in groupby(rows.order_by("live_from", "id"), key=_publication)]
    budget = Budget(PAIRS)
    told = []
    for number in reversed(range(len(publications))):
        row = publications[number]
        before = publications[number - 1] if number else None
        taken_away = any(later.withdrawn for later in publications[number:])
        told.append(
            Version(
                when=row.live_from,
                significance=WORDS.get(row.significance, "Update"),
                note="" if taken_away and not row.withdrawn else row.public_reason or row.change_note,
                diff_html=difference(before, row, budget)
                if before is not None and not before.withdrawn and not taken_away
                else SafeString(""),
            )
        )
    return told


def difference(before: PublishedArticle, row: PublishedArticle, budget: Budget) -> SafeString:
    """Headline, standfirst and text of two versions compared; "" where their words are the same."""
    parts = [
        ("Headline", changes(before.headline, row.headline, budget)),
        ("Standfirst", changes(before.standfirst, row.standfirst, budget)),
        ("Text", changes(plain_text(before.body_html), plain_text(row.body_html), budget)),
    ]
    html = "".join(f"<h3>{name}</h3>\n{changed}" for name, changed in parts if changed)
    return mark_safe(html)  # noqa: S308  changes() escapes


def _publication(row: PublishedArticle) -> int:
    return row.publication_id
