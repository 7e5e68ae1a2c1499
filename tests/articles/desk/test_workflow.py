"""The table of moves, and who may make them."""

import pytest
from django.core.exceptions import PermissionDenied

from articles.desk import workflow
from articles.models import Article, Status
from articles.publishing.door import DoorRefused
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db
ROLES = ["Contributor", "Editor", "Publisher"]
MAY = {
    (Status.DRAFT, Status.IN_REVIEW): {"Contributor", "Editor", "Publisher"},
    (Status.DRAFT, Status.APPROVED): {"Editor", "Publisher"},
    (Status.IN_REVIEW, Status.DRAFT): {"Editor", "Publisher"},
    (Status.IN_REVIEW, Status.APPROVED): {"Editor", "Publisher"},
    (Status.APPROVED, Status.DRAFT): {"Editor", "Publisher"},
    (Status.APPROVED, Status.IN_REVIEW): {"Contributor", "Editor", "Publisher"},
    (Status.APPROVED, Status.APPROVED): {"Editor", "Publisher"},
    (Status.APPROVED, Status.PUBLISHED): {"Publisher"},
    (Status.PUBLISHED, Status.PUBLISHED): {"Publisher"},
    (Status.PUBLISHED, Status.APPROVED): {"Publisher"},
    (Status.PUBLISHED, Status.WITHDRAWN): {"Publisher"},
    (Status.WITHDRAWN, Status.DRAFT): {"Editor", "Publisher"},
}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_makes_the_moves_of_the_table_and_no_others(role):
    user = make_user(role)

    allowed = {
        (origin, to)
        for origin in Status
        for to in Status
        if (needed := workflow.deed_to_move(origin, to)) and workflow.may(user, needed, Article)
    }

    assert allowed == {move for move, roles in MAY.items() if role in roles}


def test_a_move_that_is_not_in_the_table_is_refused_even_to_a_publisher():
    with pytest.raises(DoorRefused, match="“draft” can’t become “withdrawn”"):
        workflow.check_move(make_article(), Status.WITHDRAWN, make_user("Publisher"))


def test_a_role_that_may_not_is_told_so_in_plain_words():
    with pytest.raises(PermissionDenied, match="Your role does not let you approve stories"):
        workflow.check_move(make_article(), Status.APPROVED, make_user("Contributor"))


def test_a_contributor_edits_own_drafts_only():
    user = make_user("Contributor")
    own, other = make_article(created_by=user), make_article(created_by=make_user("Editor"))
    handed_in = make_article(created_by=user, status=Status.IN_REVIEW)

    assert [workflow.may_edit(user, story) for story in (own, other, handed_in)] == [True, False, False]
    assert [workflow.may_see(user, story) for story in (own, other, handed_in)] == [True, False, True]


@pytest.mark.parametrize("role", ["Editor", "Publisher"])
@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW, Status.APPROVED])
def test_editors_edit_every_story_in_every_state(role, status):
    assert workflow.may_edit(make_user(role), make_article(status=status))
