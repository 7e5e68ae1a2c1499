"""Decisions on comments, what is learnt from them, readers' reports, and the newsroom's answers."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from articles.comments.models import Comment, LearntWord, Policy, Report, State
from articles.comments.moderating import Refused, decide, reply
from articles.comments.rules import Rules
from articles.comments.writing import report
from articles.models import Edition
from articles.publishing.edition import raise_edition
from tests.articles.comments.samples import OURS, make_comment, make_correspondent
from tests.factories import make_user

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def editor():
    return make_user("Editor", first_name="Edda", last_name="Holm")


@pytest.mark.parametrize(
    ("to", "shown", "learnt"),
    [(State.APPROVED, True, "ham"), (State.REJECTED, False, ""), (State.SPAM, False, "spam")],
)
def test_a_decision_is_recorded_and_learnt_from(story, editor, to, shown, learnt):
    made = make_comment(story, state=State.WAITING)

    assert decide(comments=[made.pk], to=to, by=editor).count == 1

    made.refresh_from_db()
    assert (made.state, made.shown, made.learnt) == (to, shown, learnt)
    assert (made.decided_by, made.decided_at) == (editor, NOON)


def test_changing_ones_mind_leaves_one_lesson(story, editor):
    made = make_comment(story, state=State.WAITING, text="casino")
    for to in (State.SPAM, State.APPROVED, State.SPAM):
        decide(comments=[made.pk], to=to, by=editor)

    word = LearntWord.objects.get(word="casino")
    assert (word.ham, word.spam) == (0, 1)


def test_the_first_comment_of_an_address_never_shows_before_it_is_confirmed(story, editor):
    writer = make_correspondent(confirmed=False)
    made = make_comment(story, state=State.SPAM, correspondent=writer)

    decided = decide(comments=[made.pk], to=State.APPROVED, by=editor)

    made.refresh_from_db()
    assert decided.unconfirmed == [made]
    assert (made.state, made.shown) == (State.UNCONFIRMED, False)


def test_what_the_desk_took_out_of_spam_shows_once_its_address_is_confirmed(client, reader, editor, link_in):
    made = reader.write(topic="filled in by a helpful browser")
    assert mail.outbox == []
    client.force_login(editor)

    client.post("/admin/comments/comment/", {"one": f"approve-{made.pk}"})
    client.post(link_in(mail.outbox[0]), **OURS)

    made.refresh_from_db()
    assert (made.state, made.shown) == (State.APPROVED, True)


def test_many_are_decided_with_as_many_questions_as_three(story, editor, django_assert_max_num_queries):
    made = [make_comment(story, state=State.WAITING, text="The same words").pk for _ in range(40)]

    with django_assert_max_num_queries(40 * 4 + 14):
        decide(comments=made, to=State.APPROVED, by=editor)

    assert Comment.objects.filter(shown=True).count() == 40


def test_an_unknown_decision_is_a_fault(story, editor):
    with pytest.raises(ValueError, match="is no decision"):
        decide(comments=[], to=State.ERASED, by=editor)


def test_the_database_shows_nothing_that_was_not_approved(story):
    made = make_comment(story, state=State.SPAM)

    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=made.pk).update(shown=True)


# --- answers of the newsroom ------------------------------------------------------------------------------------


def test_an_answer_is_public_at_once_and_raises_the_edition(story, editor):
    head = make_comment(story)
    answered = make_comment(story, parent=head)
    before = Edition.objects.get().number

    answer = reply(to=answered, text=" We looked.\r\n ", by=editor)

    assert (answer.parent_id, answer.name, answer.text) == (head.pk, "Edda Holm", "We looked.")
    assert (answer.from_newsroom, answer.shown, answer.correspondent) == (True, True, None)
    assert Edition.objects.get().number > before


@pytest.mark.parametrize("state", [State.WAITING, State.SPAM, State.REJECTED])
def test_only_what_readers_see_can_be_answered(story, editor, state):
    with pytest.raises(Refused, match="Approve it first"):
        reply(to=make_comment(story, state=state), text="Words", by=editor)


def test_an_empty_answer_is_refused(story, editor):
    with pytest.raises(Refused, match="between 1 and 5,000"):
        reply(to=make_comment(story), text=" \n ", by=editor)


# --- reports ----------------------------------------------------------------------------------------------------


def reported(client, comment, address, why="abuse"):
    return client.post(f"/comments/{comment.pk}/report/", {"why": why}, REMOTE_ADDR=address, **OURS)


def test_a_reader_reports_and_one_address_counts_once(client, story):
    made = make_comment(story)

    for address in ("192.0.2.1", "192.0.2.1", "192.0.2.2"):
        assert reported(client, made, address).status_code == 200

    made.refresh_from_db()
    assert made.report_count == 2
    assert Report.objects.count() == 2
    assert "192.0.2" not in str(list(Report.objects.values()))


def test_three_readers_bring_a_comment_before_the_desk_or_as_many_as_the_section_says(client, story):
    first, second = make_comment(story), make_comment(story)

    for number in (1, 2, 3):
        reported(client, first, f"192.0.2.{number}")
        first.refresh_from_db()
        assert first.flagged is (number == 3)

    Policy.objects.create(section=story.section, flag_after=1)
    raise_edition()
    reported(client, second, "192.0.2.1")
    second.refresh_from_db()
    assert (second.flagged, second.shown) == (True, True)  # it stays until somebody has looked


def test_looking_at_it_settles_the_reports(client, story, editor):
    made = make_comment(story)
    reported(client, made, "192.0.2.1")

    decide(comments=[made.pk], to=State.APPROVED, by=editor)

    made.refresh_from_db()
    assert (made.report_count, made.flagged, made.shown) == (0, False, True)


def test_reports_are_throttled_and_refused_from_elsewhere(client, story):
    made = make_comment(story)
    codes = [reported(client, made, "192.0.2.1").status_code for _ in range(22)]

    assert codes == [200] * 20 + [429] * 2
    elsewhere = client.post(
        f"/comments/{made.pk}/report/", {"why": "spam"}, headers={"Origin": "https://evil.example"}
    )
    assert elsewhere.status_code == 403


def test_a_report_needs_a_reason_and_a_comment_that_readers_see(client, story):
    made = make_comment(story)

    assert "required" in reported(client, made, "192.0.2.1", why="").content.decode()
    assert reported(client, made, "192.0.2.1", why="revenge").status_code == 200
    assert not Report.objects.exists()
    for number in (make_comment(story, state=State.WAITING).pk, 10**9, 10**30):
        assert client.get(f"/comments/{number}/report/").status_code == 404


def test_a_report_by_the_same_person_on_the_next_day_counts_anew(story):
    made = make_comment(story)

    assert report(made, why="spam", address="192.0.2.1", rules=Rules(), now=NOON)
    assert report(made, why="spam", address="192.0.2.1", rules=Rules(), now=NOON + timedelta(days=1))
