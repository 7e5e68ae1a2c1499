"""A story that is here already and says something else at its source: taken over, or held for an editor."""

from django.utils import timezone

from articles.importing.base import Report
from articles.importing.base import Status as SourceStatus
from articles.importing.insertion import BY
from articles.importing.working_copy import WorkingCopy
from articles.models import Article, Publication, Revision, Significance, Status
from articles.publishing.door import cancel, publish
from articles.publishing.revisions import apply, record

EDITED = "It changed at its source after an editor here had changed it. The editor’s words stand; the new text waits."
LIVE = "It changed at its source after it was published here. What readers see stands; the new text waits."
APPROVED = (
    "It changed at its source after it was approved here. What was approved stands; the new text waits."
)
WITHDRAWN = "It changed at its source but is withdrawn here. It stays withdrawn; the new text waits."
UNPUBLISHED = "It is no longer public at its source. It stays as it is here until an editor decides."


class Changes:
    """Decides on changed stories. `flag_live` holds those that are published or scheduled here."""

    def __init__(self, *, flag_live: bool = False):
        self.flag_live = flag_live

    def take(self, number: int, copy: WorkingCopy, report: Report) -> Article:
        """Bring the story up to date, or keep the text that arrived beside it and flag it. An editor's words are never
        overwritten. Call inside a transaction."""
        article = (
            Article.objects.select_for_update(of=("self",))
            .select_related("head", "source_revision")
            .get(pk=number)
        )
        why_held = self._why_held(article, copy)
        if why_held:
            revision = record(article, kind=Revision.Kind.SOURCE, by_name=BY, content=copy.content)
            article.source_revision, article.source_changed_at = revision, timezone.now()
            report.warn(copy.record.item or copy.record.source_id, why_held)
        else:
            _take_over(article, copy)
        article.source_fingerprint = copy.record.fingerprint()
        article.save(update_fields=["source_fingerprint", "source_changed_at", "source_revision", "marks"])
        return article

    def _why_held(self, article: Article, copy: WorkingCopy) -> str:
        if _edited(article):
            return EDITED
        if article.status == Status.WITHDRAWN:
            return WITHDRAWN
        if article.status == Status.APPROVED:
            return APPROVED
        if article.status == Status.PUBLISHED and self.flag_live:
            return LIVE
        return UNPUBLISHED if article.status == Status.PUBLISHED and copy.live_from is None else ""


def _edited(article: Article) -> bool:
    """Whether the working copy says anything else than what last came from the source."""
    source = article.source_revision
    return source is None or article.head is None or article.head.content != source.content


def _take_over(article: Article, copy: WorkingCopy) -> None:
    before = article.head.content if article.head else {}
    if not copy.record.slug:
        copy.content["slug"] = article.slug  # a new headline is no new address
    apply(article, copy.content)
    if article.status in {Status.DRAFT, Status.IN_REVIEW}:
        in_review = article.status == Status.IN_REVIEW or copy.record.status == SourceStatus.IN_REVIEW
        article.status = Status.IN_REVIEW if in_review else Status.DRAFT
        article.save(update_fields=["status"])
    revision = record(article, kind=Revision.Kind.IMPORT, by_name=BY, why="Changed at its source")
    article.source_revision = revision
    article.marks = copy.marks
    if copy.live_from is not None:
        _publish(article, revision, copy, before)
        article.refresh_from_db(fields=["status", "live_from", "live_until", "published_at"])


def _publish(article: Article, revision: Revision, copy: WorkingCopy, before: dict) -> None:
    now = timezone.now()
    timeline = list(Publication.objects.filter(article=article))
    begun = [publication for publication in timeline if publication.live_from <= now]
    if begun:
        publish(
            revision,
            significance=_significance(before, copy.content),
            published_at=copy.record.published_at,
            path=begun[-1].path,
            by_name=BY,
        )
        return
    for scheduled in timeline:
        cancel(scheduled)
    publish(revision, live_from=copy.live_from, path=copy.path, by_name=BY)


def _significance(before: dict, after: dict) -> str:
    """Readers see "Updated" where they read other words than before."""
    seen = ("headline", "standfirst", "body")
    return (
        Significance.UPDATE if any(before.get(name) != after[name] for name in seen) else Significance.SILENT
    )
