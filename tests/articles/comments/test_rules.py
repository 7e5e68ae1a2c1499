"""Where comments are taken: the nearest section with a word on it, then the paper; and the story's own switch."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles.comments.models import Mode, Policy, Thread
from articles.comments.rules import Policies, Rules, standing
from tests.factories import make_section

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def test_without_any_policy_comments_are_moderated_and_close_after_thirty_days():
    assert Policies([]).along([1, 2]) == Rules(
        mode=Mode.MODERATED, closes_after=30, most_links=2, flag_after=3
    )


def test_each_word_comes_from_the_nearest_section_that_says_it():
    policies = Policies(
        [
            Policy(section_id=None, mode=Mode.OFF, closes_after=7),
            Policy(section_id=1, mode=Mode.TRUSTED),
            Policy(section_id=2, closes_after=0),
        ]
    )

    assert policies.along([]).mode == Mode.OFF
    assert policies.along([1]) == Rules(mode=Mode.TRUSTED, closes_after=7)
    assert policies.along([1, 2]) == Rules(mode=Mode.TRUSTED, closes_after=0)


@pytest.mark.parametrize(
    ("rules", "switch", "age", "shown", "is_open"),
    [
        (Rules(), "", 29 * DAY, True, True),
        (Rules(), "", 30 * DAY, True, False),
        (Rules(closes_after=0), "", 9999 * DAY, True, True),
        (Rules(), Thread.Switch.OPEN, 9999 * DAY, True, True),
        (Rules(), Thread.Switch.CLOSED, 0 * DAY, True, False),
        (Rules(mode=Mode.OFF), Thread.Switch.OPEN, 0 * DAY, False, False),
    ],
)
def test_section_and_story_both_have_to_allow_it(rules, switch, age, shown, is_open):
    found = standing(rules, switch, NOON - age, NOON)

    assert (found.shown, found.open) == (shown, is_open)


@pytest.mark.django_db
def test_a_section_and_the_paper_have_one_policy_each():
    section = make_section()
    for about in (section, None):
        Policy.objects.create(section=about)
        with pytest.raises(IntegrityError), transaction.atomic():
            Policy.objects.create(section=about)
    with pytest.raises(ValidationError, match="The whole paper has a policy already"):
        Policy().full_clean()
