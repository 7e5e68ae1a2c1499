"""The queries written out by hand say what the managers say."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from articles.models import ListingEntry, PublishedArticle
from articles.publishing.door import withdraw
from articles.site import reading
from newsroom.lib.paging import Cursor
from tests.factories import make_live_article, publish_edit

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def moments():
    """A past with updates, a withdrawal, a schedule and equal times; moments before, between and after them."""
    with time_machine.travel(NOON, tick=False) as clock:
        articles = [
            make_live_article(slug=f"s{n}", live_from=NOON - timedelta(hours=n // 2)) for n in range(6)
        ]
        publish_edit(articles[1], headline="Scheduled", live_from=NOON + timedelta(hours=3))
        clock.shift(timedelta(hours=1))
        publish_edit(articles[0], headline="New")
        withdraw(articles[2], reason="Forged.")
    return [NOON + timedelta(hours=hours, seconds=more) for hours in range(-4, 5) for more in (-1, 0, 1)]


def test_a_list_is_the_same_at_every_moment_and_from_every_place(moments):
    for now in moments:
        expected = ListingEntry.objects.live("front", now)
        places = [None, *(Cursor(entry.published_at, entry.article_id) for entry in expected)]
        for after in places:
            entries = expected.older_than(after.moment, after.id) if after else expected
            found = reading.listed("front", now, after=after, most=50, fields=reading.CARD)
            assert [(row.pk, at) for row, at in found] == [
                (entry.row_id, entry.published_at) for entry in entries
            ]


def test_a_story_is_the_same_row_in_every_field_at_every_moment(moments):
    for now in moments:
        for number in range(6):
            path = f"/2026/03/01/s{number}/"
            expected = PublishedArticle.objects.in_force(now).filter(path=path).first()
            found = reading.story_at(path, now)
            assert found == expected
            for name in reading.WHOLE if expected else ():
                assert getattr(found, name) == getattr(expected, name), name
