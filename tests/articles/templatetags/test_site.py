from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import timezone

from articles.site.moments import as_moment
from articles.templatetags.site import at_end, direction, on_top, spaced

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
PICTURE = {
    "alt": 'The "old" quay',
    "caption": "The quay at dawn",
    "credit": "Photograph: Rui Teles",
    "credit_url": "",
    "width": 1600,
    "height": 1000,
    "src": "/media/quay.jpg",
    "sources": [],
}


class Clock:
    """The page's clock as the tags use it: a frozen now, and what the page's lifetime was cut to."""

    def __init__(self, now=NOON):
        self.now = now
        self.kept_until = []

    def until(self, moment):
        self.kept_until.append(moment)


@pytest.fixture(autouse=True)
def in_lisbon():
    with timezone.override(ZoneInfo("Europe/Lisbon")):
        yield


def rendered(source, **context):
    return Template("{% load site %}" + source).render(Context(context))


def test_a_relative_time_is_machine_readable_and_carries_the_date_it_turns_into():
    html = rendered("{% relative_time moment %}", moment=NOON - timedelta(minutes=5), clock=Clock())

    assert html == (
        '<time datetime="2026-11-03T11:55:00Z" data-relative="3 November 2026"'
        ' title="Tuesday 3 November 2026, 11:55 WET">5 minutes ago</time>'
    )


def test_a_page_lives_no_longer_than_the_words_on_it_are_true():
    clock = Clock()

    rendered("{% relative_time moment %}", moment=NOON - timedelta(minutes=5, seconds=20), clock=clock)

    assert clock.kept_until == [NOON + timedelta(seconds=40)]


def test_an_old_story_is_dated_and_does_not_shorten_the_life_of_the_page():
    clock = Clock()

    html = rendered("{% relative_time moment %}", moment=NOON - timedelta(days=40), clock=clock)

    assert ">24 September 2026</time>" in html
    assert clock.kept_until == []


def test_dates_are_those_of_the_sites_time_zone():
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)

    assert ">2 July 2026</time>" in rendered("{% published_date moment %}", moment=late)
    assert ">2 July 2026, 00:30</time>" in rendered("{% published_date moment with_time=True %}", moment=late)
    with timezone.override(ZoneInfo("America/Lima")):
        assert ">1 July 2026</time>" in rendered("{% published_date moment %}", moment=late)


def test_the_date_line_holds_until_midnight():
    clock = Clock()

    html = rendered("{% today %}", clock=clock)

    assert html == '<time datetime="2026-11-03">Tuesday 3 November 2026</time>'
    assert clock.kept_until == [datetime(2026, 11, 4, tzinfo=UTC)]


def test_moments_kept_as_text_are_read_and_rubbish_is_refused():
    assert as_moment("2026-11-03T12:00:00+00:00") == NOON
    assert as_moment("2026-11-03") == datetime(2026, 11, 3, tzinfo=ZoneInfo("Europe/Lisbon"))
    with pytest.raises(ValueError):
        as_moment("yesterday")


@pytest.mark.parametrize("caption", ["True", "False"])
def test_the_credit_is_printed_with_its_picture_wherever_it_stands(caption):
    html = rendered("{% picture pic caption=" + caption + " %}", pic=PICTURE)

    assert '<bdi class="credit" data-testid="image-credit">Photograph: Rui Teles</bdi>' in html
    assert ("The quay at dawn" in html) == (caption == "True")


def test_a_picture_reserves_its_place_and_its_words_are_escaped():
    html = rendered("{% picture pic %}", pic=PICTURE)

    assert 'width="1600" height="1000"' in html
    assert 'alt="The &quot;old&quot; quay"' in html


def test_a_missing_file_shows_no_broken_picture_and_keeps_its_credit():
    html = rendered("{% picture pic %}", pic={**PICTURE, "src": ""})

    assert "<img" not in html
    assert "Photograph: Rui Teles" in html


def test_no_picture_prints_nothing():
    assert rendered("{% picture pic %}", pic=None).strip() == ""


def test_retractions_and_editors_notes_stand_above_the_story_the_rest_below():
    kinds = ["correction", "retraction", "clarification", "editors_note"]
    corrections = [{"kind": kind, "text": "…"} for kind in kinds]

    assert [each["kind"] for each in on_top(corrections)] == ["retraction", "editors_note"]
    assert [each["kind"] for each in at_end(corrections)] == ["correction", "clarification"]


@pytest.mark.parametrize(
    ("language", "way"), [("ar", "rtl"), ("he", "rtl"), ("en", "ltr"), ("pt-br", "ltr"), ("", "ltr")]
)
def test_a_story_runs_the_way_its_language_is_read(language, way):
    assert direction(language) == way


def test_stored_kinds_are_printed_as_words():
    assert [spaced(kind) for kind in ("opinion", "editors_note")] == ["Opinion", "Editor’s note"]
