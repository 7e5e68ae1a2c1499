"""Everything of one address can be handed out, and all of it can go."""

from datetime import UTC, datetime

import pytest

from articles.comments.models import Comment, Correspondent, LearntWord, Report, State
from articles.comments.moderating import decide
from articles.comments.privacy import erase, export
from articles.comments.rules import Rules
from articles.comments.writing import report
from tests.articles.comments.samples import make_comment, make_correspondent
from tests.factories import make_user

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MAIL = "ana@mail.example"


@pytest.fixture
def ana():
    return make_correspondent(MAIL)


def test_an_export_holds_every_comment_in_every_state(story, path, ana):
    for state in (State.APPROVED, State.WAITING, State.SPAM, State.UNCONFIRMED, State.REJECTED):
        make_comment(story, correspondent=ana, state=state, name="Ana Ruiz", text=f"It is {state}")
    make_comment(story, text="Somebody else's")

    found = export("ANA@mail.example")

    assert found["address"] == MAIL
    assert [each["text"] for each in found["comments"]] == [
        "It is approved",
        "It is waiting",
        "It is spam",
        "It is unconfirmed",
        "It is rejected",
    ]
    assert found["comments"][0] == {
        "story": f"https://news.example{path}",
        "written_at": "2026-03-01T12:00:00Z",
        "name": "Ana Ruiz",
        "text": "It is approved",
        "state": "approved",
        "decided_at": None,
        "spam_score": None,
        "reasons": [],
        "imported_from": None,
    }


def test_nothing_is_kept_of_an_unknown_address(story):
    assert export("nobody@mail.example") is None
    assert erase("nobody@mail.example", by=make_user()) == 0


def test_erasing_leaves_no_word_no_name_no_address_and_nothing_learnt(client, story, path, ana):
    editor = make_user("Editor")
    alone = make_comment(story, correspondent=ana, name="Ana Ruiz", text="Unforgettable words")
    decide(comments=[alone.pk], to=State.APPROVED, by=editor)
    report(alone, why="spam", address="192.0.2.1", rules=Rules(), now=NOON)
    beside = make_comment(story, text="Beside")
    assert "Unforgettable" in client.get(path).content.decode()

    assert erase(MAIL, by=editor) == 1

    page = client.get(path).content.decode()
    assert "Unforgettable" not in page
    assert "Beside" in page
    assert list(Comment.objects.all()) == [beside]
    assert not Correspondent.objects.filter(mail=MAIL).exists()
    assert not LearntWord.objects.filter(word__contains="unforgettable").exists()
    assert not Report.objects.exists()


def test_the_place_of_an_answered_comment_stays_without_its_words(client, story, path, ana):
    head = make_comment(story, correspondent=ana, name="Ana Ruiz", text="Unforgettable")
    answer = make_comment(story, parent=head, text="An answer")

    erase(MAIL, by=make_user())

    page = client.get(path).content.decode()
    head.refresh_from_db()
    assert (head.state, head.shown, head.name, head.text) == (State.ERASED, True, "", "")
    assert "erased at its writer’s wish" in page
    assert "An answer" in page
    assert "1 comment<" in page
    assert "Ana Ruiz" not in page

    decide(comments=[answer.pk], to=State.REJECTED, by=make_user())
    assert "erased at its writer’s wish" not in client.get(path).content.decode()


def test_what_was_erased_cannot_be_approved_again(story, ana):
    head = make_comment(story, correspondent=ana)
    make_comment(story, parent=head)
    erase(MAIL, by=make_user())

    decide(comments=[head.pk], to=State.APPROVED, by=make_user())

    head.refresh_from_db()
    assert head.state == State.ERASED
