"""What is kept for a time only goes when its time is over."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from articles.comments import rates
from articles.comments.models import Comment, Correspondent, DayKey, Report, State, Tally
from articles.comments.rules import Rules
from articles.comments.writing import report
from tests.articles.comments.samples import make_comment, make_correspondent

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def old_and_new(story):
    """A week-old unconfirmed comment and a fresh one, each from an address of its own."""
    for days in (8, 1):
        writer = make_correspondent(f"days{days}@mail.example", confirmed=False)
        make_comment(
            story, state=State.UNCONFIRMED, correspondent=writer, created_at=NOON - timedelta(days=days)
        )
    return story


def test_unanswered_letters_end_after_a_week(old_and_new):
    make_comment(old_and_new, state=State.WAITING, created_at=NOON - timedelta(days=99))

    call_command("prune_comments")

    assert not Correspondent.objects.filter(mail="days8@mail.example").exists()
    assert Correspondent.objects.filter(mail="days1@mail.example").exists()
    assert Comment.objects.count() == 2


def test_the_desk_keeps_what_it_took_out_of_spam(old_and_new):
    Comment.objects.update(decided_at=NOON)

    call_command("prune_comments")

    assert Comment.objects.count() == 2


def test_hashes_of_earlier_days_go_and_reports_stay(story, clock):
    made = make_comment(story)
    rates.allowed("post", "192.0.2.1", NOON)
    report(made, why="spam", address="192.0.2.1", rules=Rules(), now=NOON)
    report(made, why="abuse", address="192.0.2.2", rules=Rules(), now=NOON)
    clock.shift(timedelta(days=2))

    call_command("prune_comments")

    assert not DayKey.objects.exists()
    assert not Tally.objects.exists()
    assert {row.reporter for row in Report.objects.all()} == {
        f"gone-{row.pk}" for row in Report.objects.all()
    }
    assert Report.objects.count() == 2


def test_a_dry_run_counts_and_keeps_all(old_and_new, tmp_path):
    file = tmp_path / "report.json"

    call_command("prune_comments", "--dry-run", "--report", str(file))

    assert json.loads(file.read_text())["also"] == {
        "unconfirmed comments": 1,
        "addresses nobody confirmed": 1,
    }
    assert Comment.objects.count() == 2
