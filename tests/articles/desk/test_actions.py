"""The desk's verbs: each says what it did in a revision and in the log, and does nothing unseen."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied

from articles.desk import actions
from articles.desk.workflow import NotReady
from articles.models import Article, Publication, PublishedArticle, State, Status
from articles.publishing.door import DoorRefused
from articles.publishing.revisions import record
from tests.factories import edit, make_article, make_author, make_live_article, make_section, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def complete(**fields) -> Article:
    return make_article(by=[make_author()], section=make_section(), **fields)


def approved(**fields) -> Article:
    article = complete(**fields)
    actions.approve(article=article, by=make_user("Editor"))
    article.refresh_from_db()
    return article


def live_headlines(at=None):
    return sorted(PublishedArticle.objects.live(at).values_list("headline", flat=True))


def whys(article):
    return [revision.why for revision in article.revisions.order_by("number")]


def test_a_story_goes_from_draft_to_public_through_three_people():
    author, editor, publisher = make_user("Contributor"), make_user("Editor"), make_user("Publisher")
    article = complete(created_by=author, headline="Harbour opens")

    actions.submit(article=article, by=author)
    actions.approve(article=article, by=editor)
    actions.publish(article=article, by=publisher)

    assert live_headlines() == ["Harbour opens"]
    assert whys(article) == ["", "Submitted for review", "Approved", "Made the publication"]
    log = LogEntry.objects.order_by("id").values_list("user", flat=True)
    assert list(log) == [author.pk, editor.pk, publisher.pk]


def test_a_contributor_submits_nobody_elses_draft():
    article = complete(created_by=make_user("Contributor"))

    with pytest.raises(PermissionDenied):
        actions.submit(article=article, by=make_user("Contributor"))

    article.refresh_from_db()
    assert article.status == Status.DRAFT


def test_changes_are_requested_with_a_reason_the_author_reads():
    editor = make_user("Editor")
    article = complete(status=Status.IN_REVIEW)

    with pytest.raises(DoorRefused, match="Say what has to change"):
        actions.request_changes(article=article, by=editor, reason=" ")
    actions.request_changes(article=article, by=editor, reason="Name the source.")

    article.refresh_from_db()
    assert (article.status, whys(article)[-1]) == (Status.DRAFT, "Changes requested: Name the source.")


@pytest.mark.parametrize("role", ["Contributor", "Editor"])
@pytest.mark.parametrize(
    "deed",
    [
        lambda article, by: actions.publish(article=article, by=by),
        lambda article, by: actions.publish(article=article, by=by, at=NOON + HOUR),
        lambda article, by: actions.withdraw(article=article, by=by, reason="Wrong."),
        lambda article, by: actions.withdraw(article=article, by=by, reason="Wrong.", at=NOON + HOUR),
    ],
)
def test_only_publishers_publish_schedule_and_withdraw(role, deed):
    article = make_live_article(by=[make_author()])
    edit(article, headline="Changed")
    before = Publication.objects.count()

    with pytest.raises(PermissionDenied):
        deed(article, make_user(role))

    assert Publication.objects.count() == before


def test_what_nobody_approved_is_not_published():
    with pytest.raises(DoorRefused, match="Nobody has approved"):
        actions.publish(article=complete(), by=make_user("Publisher"))

    assert live_headlines() == []


def test_approval_is_of_a_revision_so_a_later_edit_needs_its_own():
    article = approved()
    edit(article, headline="Sharper")

    with pytest.raises(DoorRefused, match="Nobody has approved what the story says now"):
        actions.publish(article=article, by=make_user("Publisher"))


def test_who_may_do_both_approves_and_publishes_in_one_step_recorded_as_both():
    article = complete(headline="Budget")

    actions.publish(article=article, by=make_user("Publisher"), also_approve=True)

    assert live_headlines() == ["Budget"]
    assert whys(article) == ["", "Approved", "Made the publication"]


def test_everything_missing_is_told_at_once_and_nothing_happens():
    article = make_article(standfirst="", body="")

    with pytest.raises(NotReady) as refused:
        actions.publish(article=article, by=make_user("Publisher"), also_approve=True)

    assert [problem.field for problem in refused.value.problems] == [
        "standfirst",
        "body",
        "bylines",
        "section",
    ]
    article.refresh_from_db()
    assert (article.status, live_headlines()) == (Status.DRAFT, [])


def test_a_time_that_is_over_is_refused():
    with pytest.raises(DoorRefused, match="is over"):
        actions.publish(article=approved(), by=make_user("Publisher"), at=NOON - HOUR)


def test_what_somebody_changed_meanwhile_is_not_published_unseen():
    article = approved()
    seen = article.head.number
    changed = edit(article, headline="Changed meanwhile")

    with pytest.raises(DoorRefused, match="changed this story"):
        actions.publish(article=article, by=make_user("Publisher"), also_approve=True, seen=seen)

    assert (live_headlines(), article.revisions.first()) == ([], changed)


def test_scheduling_then_cancelling_leaves_an_approved_story():
    article, publisher = approved(), make_user("Publisher")
    publication = actions.publish(article=article, by=publisher, at=NOON + HOUR)
    assert article.state == State.SCHEDULED

    actions.cancel_scheduled(article=article, by=publisher, publication=publication)

    assert (article.status, live_headlines(NOON + HOUR)) == (Status.APPROVED, [])


def test_an_update_is_scheduled_without_a_leak(clock):
    article = make_live_article(by=[make_author()], headline="Count begins")
    edit(article, headline="Count ends")

    actions.publish(article=article, by=make_user("Publisher"), also_approve=True, at=NOON + HOUR)

    assert (live_headlines(NOON), live_headlines(NOON + HOUR)) == (["Count begins"], ["Count ends"])


def test_a_withdrawn_story_is_reopened_and_readers_still_see_the_notice():
    article, publisher = make_live_article(by=[make_author()], live_from=NOON - HOUR), make_user("Publisher")
    actions.withdraw(article=article, by=publisher, reason="The document was forged.")

    actions.reopen(article=article, by=publisher)

    article.refresh_from_db()
    assert article.status == Status.DRAFT
    assert PublishedArticle.objects.in_force().get().public_reason == "The document was forged."


def test_a_withdrawn_story_is_not_published_before_it_is_reopened():
    article, publisher = make_live_article(by=[make_author()], live_from=NOON - HOUR), make_user("Publisher")
    actions.withdraw(article=article, by=publisher, reason="Wrong.")

    with pytest.raises(DoorRefused, match="withdrawn"):
        actions.publish(article=article, by=publisher, also_approve=True)


def test_an_edit_by_somebody_who_may_not_review_sends_an_approved_story_back():
    article = approved()
    before = article.head
    edit(article, headline="Changed")

    told = actions.after_edit(article, before, by=make_user("Contributor"))

    article.refresh_from_db()
    assert (article.status, article.approved) == (Status.IN_REVIEW, None)
    assert "back in review" in told


def test_an_edit_by_a_reviewer_keeps_the_approval_for_what_it_says_now():
    article = approved()
    before = article.head
    edit(article, headline="Changed")

    actions.after_edit(article, before, by=make_user("Editor"))

    article.refresh_from_db()
    assert (article.status, article.approved) == (Status.APPROVED, article.head)


def test_a_save_that_changed_nothing_leaves_the_approval_alone():
    article = approved()
    before = article.head
    record(article)

    assert actions.after_edit(article, before, by=make_user("Contributor")) == ""
    assert article.status == Status.APPROVED


def test_flags_come_down_when_they_are_dealt_with():
    article = make_article(marks=["no byline"], source_changed_at=NOON)

    actions.settle(article=article, by=make_user("Editor"))

    assert (article.marks, article.source_changed_at) == ([], None)
