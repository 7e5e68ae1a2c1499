"""The desk's first page: what waits and what comes next, stories and publications in one order."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.desk.dashboard import MOST, dashboard
from articles.publishing import door as stories
from articles.reports import door as publications
from tests.factories import (
    edit,
    make_article,
    make_image,
    make_live_article,
    make_live_report,
    make_report,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
YESTERDAY = NOON - 24 * HOUR


def block(user, title: str) -> list[tuple[str, str]]:
    found = {block.title: block.lines for block in dashboard(user, NOON)}
    return [(line.piece.headline, line.note) for line in found[title]]


def test_whatever_the_clock_brings_stands_in_one_order():
    make_live_article(headline="A story comes", live_from=NOON + 4 * HOUR)
    make_live_report(headline="A report comes", live_from=NOON + 1 * HOUR)
    story, report = (
        make_live_article(headline="A story is live", live_from=YESTERDAY),
        make_live_report(headline="A report is live", live_from=YESTERDAY),
    )
    stories.publish(edit(story, headline="A story, mended"), live_from=NOON + 3 * HOUR)
    publications.publish(report.head, live_from=NOON + 2 * HOUR)
    publications.withdraw(report, reason="A table was wrong.", at=NOON + 5 * HOUR)

    assert block(make_user("Editor"), "Next on the clock") == [
        ("A report comes", "Publication"),
        ("A report is live", "Publication, update"),
        ("A story, mended", "Update"),
        ("A story comes", ""),
        ("A report is live", "Publication, withdrawal"),
    ]


def test_the_end_of_a_pictures_rights_is_nothing_that_was_scheduled():
    image = make_image(rights_until=NOON + 48 * HOUR)
    make_live_report(headline="With a cover of its own", cover=image, live_from=YESTERDAY)
    make_live_article(headline="With a picture", images=[image], live_from=YESTERDAY)

    assert block(make_user("Editor"), "Next on the clock") == []


def test_the_soonest_of_many_are_shown_whatever_they_are():
    for number in range(MOST):
        make_live_article(headline=f"Story {number}", live_from=NOON + (2 * number + 2) * HOUR)
        make_live_report(headline=f"Report {number}", live_from=NOON + (2 * number + 1) * HOUR)

    shown = [headline for headline, _ in block(make_user("Editor"), "Next on the clock")]

    assert shown == ["Report 0", "Story 0", "Report 1", "Story 1", "Report 2", "Story 2"]


def test_publications_wait_beside_stories_what_changed_last_first(client, clock):
    make_article(headline="A story waits", status="in_review")
    clock.shift(HOUR)
    make_report(headline="A report waits", status="in_review")
    make_report(headline="A report is approved", status="approved")
    user = make_user("Publisher")
    make_report(headline="My own", created_by=user)

    assert block(user, "Waiting for review") == [
        ("A report waits", "Publication, in review"),
        ("A story waits", "In review"),
    ]
    assert block(user, "Approved, not yet public") == [("A report is approved", "Publication, approved")]
    assert block(user, "Mine, not yet public") == [("My own", "Publication, draft")]
    client.force_login(user)
    page = client.get("/admin/").content.decode()
    for address in re.findall(r'href="(/admin/reports/report/[^"]*)"', page):
        assert client.get(address.replace("&amp;", "&")).status_code == 200
    assert "/admin/reports/report/?state=in_review" in page
    assert "/admin/reports/report/?whose=mine" in page


def test_a_contributor_sees_what_is_their_own_and_nothing_of_the_clock():
    user = make_user("Contributor")
    make_report(headline="Mine", created_by=user)
    make_report(headline="Another's", status="in_review")
    make_live_report(headline="Secret until tomorrow", live_from=NOON + HOUR)

    assert [block.title for block in dashboard(user, NOON)] == ["Mine, not yet public"]
    assert block(user, "Mine, not yet public") == [("Mine", "Publication, draft")]


def test_who_works_with_publications_alone_sees_no_story(client):
    user = make_user()
    codes = ["view_report", "add_report", "edit_any_report", "review_report"]
    user.user_permissions.set(Permission.objects.filter(codename__in=codes))
    make_live_article(headline="Secret story", live_from=NOON + HOUR)
    make_article(headline="Story in review", status="in_review")
    make_live_report(headline="A report comes", live_from=NOON + HOUR)

    client.force_login(user)
    page = client.get("/admin/").content.decode()

    assert "A report comes" in page
    assert "Add a publication" in page
    for words in ("Secret story", "Story in review", "Write a story", "Flagged"):
        assert words not in page


def test_the_first_page_asks_as_much_for_many_as_for_few(client):
    """Of every kind, in every block."""
    user = make_user("Publisher")
    client.force_login(user)

    def fill():
        for make, make_live in ((make_article, make_live_article), (make_report, make_live_report)):
            for status in ("draft", "in_review", "approved"):
                make(status=status, created_by=user)
            live = make_live(live_from=YESTERDAY)
            (stories if make is make_article else publications).withdraw(
                live, reason="Wrong.", at=NOON + HOUR
            )
            make_live(live_from=NOON + 2 * HOUR)
        make_article(marks=["credit"])

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert dashboard(user, NOON)
        return len(queries)

    fill()
    dashboard(user, NOON)  # the user's permissions are read once
    few = asked()
    for _ in range(5):
        fill()

    assert few == asked() == 13
