"""Publications have permissions of their own: a desk for reports may be let publish them and no story, and the reverse."""

from datetime import UTC, datetime
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.db import connection

from articles.desk import workflow
from articles.desk.trade import TRADES
from articles.models import Article, State
from articles.reports.models import Report
from tests.articles.reports.at_the_desk import change, confirm, do
from tests.factories import (
    make_article,
    make_author,
    make_live_article,
    make_live_report,
    make_report,
    make_user,
    real_report_file,
)
from tests.pdfs import pdf_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
DEEDS = (workflow.SUBMIT, workflow.EDIT_ANY, workflow.REVIEW, workflow.PUBLISH)
OURS = ("add", "change", "view", *DEEDS)


DEED_OF = {
    "submit": workflow.SUBMIT,
    "approve": workflow.REVIEW,
    "request-changes": workflow.REVIEW,
} | dict.fromkeys(("publish", "schedule", "withdraw", "schedule-withdrawal"), workflow.PUBLISH)


def permitted(kind, deeds) -> User:
    """A member of staff with these permissions for one kind of piece, and with none for the other."""
    user = make_user()
    codes = [workflow.permission(kind, deed).partition(".")[2] for deed in deeds]
    user.user_permissions.set(Permission.objects.filter(codename__in=codes))
    return user


def buttons(client, piece) -> set[str]:
    page = client.get(TRADES[type(piece)].address("change", piece.pk)).content.decode()
    return {verb for verb in DEED_OF if f"/do/{verb}/" in page}


def test_who_may_publish_publications_publishes_them_and_no_story(client):
    client.force_login(permitted(Report, (*OURS,)))
    report = make_report(by=[make_author()], file=real_report_file(pdf_file()))

    client.post(do(report, "approve"), {"confirm": "1"})
    confirm(client, report, "publish")

    assert report.state == State.LIVE
    for name, *more in (("change",), ("verb", "publish"), ("verb", "approve"), ("revisions",)):
        assert client.get(TRADES[Article].address(name, make_article().pk, *more)).status_code == 403


def test_who_may_publish_stories_does_nothing_to_a_publication(client):
    client.force_login(permitted(Article, OURS))

    assert client.get(change(make_report())).status_code == 403
    for verb in DEED_OF:
        assert client.post(do(make_report(), verb), {"confirm": "1"}).status_code == 403


@pytest.mark.parametrize(
    ("deed", "draft", "live"),
    [
        (workflow.SUBMIT, {"submit"}, set()),
        (workflow.REVIEW, {"approve"}, {"approve"}),
        (workflow.PUBLISH, set(), {"withdraw", "schedule-withdrawal"}),
    ],
)
@pytest.mark.parametrize(
    ("kind", "make", "make_live"),
    [(Article, make_article, make_live_article), (Report, make_report, make_live_report)],
)
def test_each_button_and_each_address_asks_for_the_permission_of_its_own_kind(
    client, kind, make, make_live, deed, draft, live
):
    other = Article if kind is Report else Report
    user = permitted(kind, ("view", "change", workflow.EDIT_ANY, deed))
    user.user_permissions.add(
        *Permission.objects.filter(
            codename__in=[workflow.permission(other, each).partition(".")[2] for each in OURS]
        )
    )
    client.force_login(user)

    for piece, expected in ((make(), draft), (make_live(), live)):
        assert buttons(client, piece) == expected
        for verb in DEED_OF:
            refused = client.get(TRADES[kind].address("verb", piece.pk, verb)).status_code == 403
            assert refused != workflow.may(user, DEED_OF[verb], kind), verb


@pytest.mark.parametrize("role", ["Contributor", "Editor", "Publisher", "Administrator"])
def test_each_role_may_do_with_publications_what_it_may_do_with_stories(role):
    user = make_user(role)

    assert [workflow.may(user, deed, Report) for deed in OURS] == [
        workflow.may(user, deed, Article) for deed in OURS
    ]


def test_a_house_that_made_its_own_roles_loses_nothing_by_the_move():
    night_desk, temp, neither = Group.objects.create(name="Night desk"), make_user(), make_user()
    publish = Permission.objects.get(codename="publish_article")
    night_desk.permissions.add(publish)
    temp.user_permissions.add(publish)
    by_role = make_user()
    by_role.groups.add(night_desk)

    migration = import_module("articles.reports.migrations.0004_who_may_keeps_it")
    migration.keep(apps, SimpleNamespace(connection=connection))

    may = [
        workflow.may(User.objects.get(pk=user.pk), workflow.PUBLISH, Report)
        for user in (by_role, temp, neither)
    ]
    assert may == [True, True, False]
    assert not workflow.may(User.objects.get(pk=temp.pk), workflow.REVIEW, Report)
