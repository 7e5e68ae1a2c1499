"""A publication through the door: the same times, ledger and edition as a story."""

from datetime import UTC, date, datetime, timedelta

import pytest

from articles.models import PictureUse
from articles.publishing import edition
from articles.publishing.ledger import DoorRefused
from articles.publishing.rebuild import rebuild_site, show_anew
from articles.reports import door
from articles.reports.models import PublishedReport, ReportPlace
from tests.factories import (
    edit,
    make_author,
    make_image,
    make_live_article,
    make_live_report,
    make_partner,
    make_report,
    make_report_file,
    publish_report_edit,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


def titles(at=None):
    return sorted(PublishedReport.objects.live(at).values_list("headline", flat=True))


def rows():
    return list(PublishedReport.objects.order_by("id").values()), list(
        ReportPlace.objects.order_by("list", "row_id", "live_from").values_list(
            "list", "placed_at", "report_id", "live_from", "live_until", "row_id"
        )
    )


def test_a_draft_is_nowhere_and_a_scheduled_one_is_public_from_its_second_on():
    report = make_report(headline="Straits")
    assert titles() == []

    door.publish(report.head, live_from=NOON + HOUR)

    assert titles(NOON + HOUR - SECOND) == []
    assert titles(NOON + HOUR) == ["Straits"]


def test_the_next_scheduled_change_of_a_publication_bounds_the_edition():
    before = edition.current().number
    door.publish(make_report().head, live_from=NOON + HOUR)

    state = edition.current()

    assert state.number > before
    assert state.next_change == NOON + HOUR


def test_an_edit_is_not_seen_until_it_is_published(clock):
    report = make_live_report(headline="Straits")
    edit(report, headline="Straits and canals")
    assert titles() == ["Straits"]

    clock.shift(HOUR)
    door.publish(report.head)

    assert titles() == ["Straits and canals"]
    assert titles(NOON) == ["Straits"]


def test_the_old_file_stays_until_the_updates_time():
    first, second = make_report_file(), make_report_file()
    report = make_live_report(file=first)
    publish_report_edit(report, file=second, live_from=NOON + HOUR)

    files = [PublishedReport.objects.live(at).get().file for at in (NOON + HOUR - SECOND, NOON + HOUR)]

    assert files == [first, second]


def test_a_withdrawal_has_its_reason_and_leaves_every_list(clock):
    ana = make_author()
    report = make_live_report(by=[ana])
    clock.shift(HOUR)
    with pytest.raises(DoorRefused, match="why a publication was withdrawn"):
        door.withdraw(report, reason=" ")

    door.withdraw(report, reason="A table was wrong.")

    now = NOON + HOUR
    assert titles() == []
    assert not ReportPlace.objects.of("all", now).exists()
    assert not ReportPlace.objects.of(f"author/{ana.pk}", now).exists()
    tomb = PublishedReport.objects.in_force(now).get()
    assert (tomb.public_reason, tomb.summary, tomb.file, tomb.cover) == ("A table was wrong.", "", None, {})


def test_a_withdrawal_can_be_scheduled_and_taken_back():
    report = make_live_report(headline="Straits")
    tomb = door.withdraw(report, reason="The data expire.", at=NOON + HOUR)
    assert titles(NOON + HOUR) == []

    door.cancel(tomb)

    assert titles(NOON + HOUR) == ["Straits"]


def test_two_of_one_title_have_addresses_of_their_own():
    first, second = make_live_report(slug="straits"), make_live_report(slug="straits")

    paths = [report.publications.get().path for report in (first, second)]

    assert paths == ["/publications/straits/", "/publications/straits-2/"]


def test_a_cover_whose_rights_end_gives_way_to_the_first_page():
    own = make_image(rights_until=NOON + HOUR, alt="A lighthouse")
    make_live_report(cover=own, headline="Straits")

    shown = [PublishedReport.objects.live(at).get().cover for at in (NOON + HOUR - SECOND, NOON + HOUR)]

    assert [(cover["alt"], cover["credit"]) for cover in shown] == [
        ("A lighthouse", "Photograph: Ana Silva"),
        ("Cover of “Straits”", ""),
    ]


def test_what_a_publication_shows_follows_when_it_changes_elsewhere():
    ana, partner, own = make_author("Ana Silva"), make_partner("RIAS"), make_image(credit="Ana")
    make_live_report(by=[ana], partner=partner, cover=own)
    ana.slug, partner.credit_wording, own.credit = "ana", "With {name}", "Bo"
    for thing in (ana, partner, own):
        thing.save()
        show_anew(thing)

    row = PublishedReport.objects.live().get()

    assert row.bylines[0]["path"] == "/authors/ana/"
    assert row.partner_credit["text"] == "With RIAS"
    assert row.cover["credit"] == "Photograph: Bo"
    assert not PictureUse.objects.exists()


def test_a_rebuild_gives_the_same_rows(clock):
    story = make_live_article()
    report = make_live_report(
        by=[make_author()],
        partner=make_partner(),
        stories=[story],
        cover=make_image(rights_until=NOON + 3 * HOUR),
        body="<p>What is in it.</p>",
        dated=date(2026, 2, 14),
    )
    make_live_report()
    clock.shift(HOUR)
    publish_report_edit(report, headline="Anew", live_from=NOON + 2 * HOUR)
    door.withdraw(report, reason="Over.", at=NOON + 4 * HOUR)
    before = rows()

    rebuild_site()

    assert rows() == before
    assert len(before[0]) > 3


def test_the_description_is_sanitised_at_the_door():
    make_live_report(body='<p onclick="x()">Words<script>alert(1)</script></p>')

    assert PublishedReport.objects.live().get().body_html == "<p>Words</p>"
