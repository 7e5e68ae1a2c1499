"""What was typed is understood leniently: a rescued text is never refused because one of its fields is wrong."""

import json
from datetime import UTC, datetime

import pytest
import time_machine
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.desk.typed import STORY_FORM
from articles.publishing.revisions import apply, snapshot
from tests.articles.desk.form_data import form_data
from tests.factories import make_article, make_author, make_image, make_section

BLANK, typed_content = STORY_FORM.blank, STORY_FORM.content


def posted(fields) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name, value if isinstance(value, list) else [str(value)])
    return data


@pytest.mark.django_db
def test_a_form_nobody_touched_says_what_the_story_says():
    article = make_article(by=[make_author(), make_author()], section=make_section(), tags=["trade", "ports"])
    fields = {name: value for name, value in form_data(article).items() if not name.startswith("pictures")}

    assert typed_content(posted(fields), snapshot(article)) == snapshot(article)


@pytest.mark.django_db
def test_bylines_come_in_the_order_of_their_positions_without_those_taken_out():
    ana, ben, cleo = make_author("Ana"), make_author("Ben"), make_author("Cleo")
    rows = {"bylines-TOTAL_FORMS": 3}
    for index, (author, position) in enumerate([(ana, 2), (ben, 1), (cleo, 0)]):
        rows |= {f"bylines-{index}-author": author.pk, f"bylines-{index}-position": position}
    rows["bylines-2-DELETE"] = "on"

    content = typed_content(posted(rows), BLANK)

    assert [line["name"] for line in content["bylines"]] == ["Ben", "Ana"]


@pytest.mark.django_db
def test_what_does_not_exist_is_left_out_and_the_rest_is_kept():
    image = make_image()
    fields = {
        "headline": "Kept",
        "section": 99999,
        "kind": "nonsense",
        "pictures-TOTAL_FORMS": 2,
        "pictures-0-image": image.pk,
        "pictures-1-image": 99999,
        "bylines-TOTAL_FORMS": 1,
        "bylines-0-author": 99999,
        "bylines-0-name": "María Núñez",
        "bylines-0-role": "nonsense",
    }

    content = typed_content(posted(fields), BLANK)

    assert (content["headline"], content["section"], content["kind"]) == ("Kept", None, "analysis")
    assert [use["image"] for use in content["images"]] == [image.pk]
    assert content["bylines"] == [{"author": None, "role": "text", "name": "María Núñez"}]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "day", ["2026-03-01", "01/03/2026"]
)  # as typed, and as the site's language writes it
def test_a_corrections_time_is_read_where_the_site_is(day):
    fields = {
        "corrections-TOTAL_FORMS": 1,
        "corrections-0-kind": "correction",
        "corrections-0-text": "The year was 2019.",
        "corrections-0-dated_0": day,
        "corrections-0-dated_1": "20:00:00",
    }

    content = typed_content(posted(fields), BLANK)

    assert content["corrections"][0]["dated"] == "2026-03-01T12:00:00+00:00"


@pytest.mark.django_db
def test_a_corrections_time_that_is_none_becomes_now():
    fields = {"corrections-TOTAL_FORMS": 1, "corrections-0-text": "x", "corrections-0-dated_0": "99/99/9999"}

    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False):
        content = typed_content(posted(fields), BLANK)

    assert content["corrections"][0]["dated"] == "2026-03-01T12:00:00+00:00"


NAMES = [
    *("headline", "body", "kind", "section", "partner", "tags", "tags-sent", "slug"),
    *("bylines-TOTAL_FORMS", "bylines-0-author", "bylines-0-name", "bylines-0-position", "bylines-²-name"),
    *("pictures-TOTAL_FORMS", "pictures-0-image", "corrections-TOTAL_FORMS", "corrections-0-text"),
    *("corrections-0-dated_0", "corrections-0-dated_1", "corrections-0-kind"),
]

VALUES = [
    "",
    "0",
    "1",
    "2",
    "²",
    "-1",
    "9" * 30,
    "on",
    "<p>Words.",
    "<figure data-image='9'>",
    "\x00",
    "12:00",
    "01/03/2026",
    "x" * 400,
]


@pytest.mark.django_db
@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), st.sampled_from(VALUES)))
def test_whatever_is_sent_can_be_kept_and_taken(fields):
    content = typed_content(posted(fields), BLANK)

    article = make_article()
    apply(article, content)
    assert set(content) == set(BLANK)
    assert "\\u0000" not in json.dumps(content)
