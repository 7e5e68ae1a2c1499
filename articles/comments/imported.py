"""Comments that come with an archive: written once, with the threads and states that they had there."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from articles.comments.models import Comment, Correspondent, State, Thread
from articles.comments.moderating import count_again, settle
from articles.comments.words import LONGEST_NAME, LONGEST_TEXT, clean_name, clean_text, mail_key
from articles.importing.base import ImportedArticle, ImportedComment, Report
from articles.publishing.edition import raise_edition

NOBODY = "Anonymous"
STATES = {
    "approved": State.APPROVED,
    "waiting": State.WAITING,
    "spam": State.SPAM,
    "rejected": State.REJECTED,
}
CUT = "A comment was longer than {most:,} characters; it was cut."
AT_ONCE = 500


@dataclass(frozen=True)
class Arrived:
    """A comment that is not here yet, with what it hangs on."""

    said: ImportedComment
    source: str
    article: int
    root: str  # source_id of the comment at the head of its branch; its own where it answers none


def write(articles: list[tuple[int, ImportedArticle]], report: Report) -> None:
    """Write the comments of a batch of articles. Those that are here stay as the desk left them, erased ones erased.

    Threads that were deeper at the source have two levels here: each answer stands under the head of its branch, in
    the order of time. Call inside the transaction that writes the articles."""
    known = _known(articles)
    fresh = [each for each in _arrived(articles) if (each.source, each.said.source_id) not in known]
    seen = sum(len(record.comments) for _, record in articles)
    report.count("comments known already", seen - len(fresh))
    if not fresh:
        return
    Thread.objects.bulk_create([Thread(article_id=number) for number in {each.article for each in fresh}], ignore_conflicts=True)  # fmt: skip
    writers = _writers(fresh)
    heads = [each for each in fresh if each.root == each.said.source_id]
    for level in (heads, [each for each in fresh if each.root != each.said.source_id]):
        rows = [_row(each, known, writers, report) for each in level]
        Comment.objects.bulk_create(rows, batch_size=AT_ONCE)
        known |= {(row.source, row.source_id): row for row in rows}
        settle(
            [row for row in rows if row.parent and row.parent.state == State.ERASED]
        )  # its place is needed again
    report.count("comments", len(fresh))
    count_again({each.article for each in fresh})
    raise_edition()


def _arrived(articles: list[tuple[int, ImportedArticle]]) -> Iterable[Arrived]:
    """Each comment once, with the head of its branch: what is not among the post's comments is answered by nobody."""
    seen = set()
    for number, record in articles:
        parents = {each.source_id: each.parent for each in record.comments}
        for each in record.comments:
            key = (record.source[:200], each.source_id)
            if key not in seen:
                seen.add(key)
                yield Arrived(each, record.source[:200], number, _head(each.source_id, parents))


def _head(number: str, parents: dict[str, str]) -> str:
    """The head of the branch. A circle is cut where it closes."""
    passed = {number}
    while (parent := parents.get(number, "")) in parents and parent not in passed:
        passed.add(parent)
        number = parent
    return number


def _known(articles: list[tuple[int, ImportedArticle]]) -> dict[tuple[str, str], Comment]:
    """The comments that are here already, whichever story they stand under."""
    found: dict[tuple[str, str], Comment] = {}
    for source in {record.source[:200] for _, record in articles}:
        numbers = [
            each.source_id
            for _, record in articles
            if record.source[:200] == source
            for each in record.comments
        ]
        for first in range(0, len(numbers), AT_ONCE):
            rows = Comment.objects.filter(source=source, source_id__in=numbers[first : first + AT_ONCE])
            found |= {(source, row.source_id): row for row in rows.defer("text", "reasons")}
    return found


def _writers(fresh: list[Arrived]) -> dict[str, Correspondent]:
    """Addresses to correspondents. None of them is confirmed by having written elsewhere."""
    mails = sorted({mail for each in fresh if (mail := _mail(each.said))})
    Correspondent.objects.bulk_create([Correspondent(mail=mail) for mail in mails], ignore_conflicts=True)
    found: dict[str, Correspondent] = {}
    for first in range(0, len(mails), AT_ONCE):
        found |= {
            row.mail: row for row in Correspondent.objects.filter(mail__in=mails[first : first + AT_ONCE])
        }
    return found


def _mail(said: ImportedComment) -> str:
    try:
        validate_email(said.mail)
    except ValidationError:
        return ""
    return mail_key(said.mail) if len(said.mail) <= 254 else ""


def _row(each: Arrived, known: dict, writers: dict[str, Correspondent], report: Report) -> Comment:
    said, text = each.said, clean_text(each.said.text)
    if len(text) > LONGEST_TEXT:
        report.warn(f"comment {said.source_id}", CUT.format(most=LONGEST_TEXT))
    parent = known.get((each.source, each.root)) if each.root != said.source_id else None
    if parent is not None and parent.thread_id != each.article:
        parent = None
    at = said.written_at or timezone.now()
    state = STATES[said.state]
    return Comment(
        thread_id=each.article,
        parent=parent,
        root_at=parent.root_at if parent else at,
        created_at=at,
        correspondent=writers.get(_mail(said)),
        name=clean_name(said.name)[:LONGEST_NAME] or NOBODY,
        text=text[:LONGEST_TEXT] or "…",
        state=state,
        shown=state == State.APPROVED and (parent is None or parent.state in (State.APPROVED, State.ERASED)),
        source=each.source,
        source_id=said.source_id,
    )
