"""Readers see what was changed in a story they may have read, in words."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.publishing.door import withdraw
from tests.factories import make_article, make_image, make_live_article, publish_edit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def versions(client, path):
    response = client.get(f"{path}history/")
    assert response.status_code == 200
    return response.context["versions"]


def test_each_version_says_when_what_and_why_the_newest_first(client, clock):
    article = make_live_article(slug="count", body="<p>Ten ships.</p>")
    clock.shift(timedelta(hours=1))
    publish_edit(article, significance="silent", body="<p>Ten ships!</p>")
    clock.shift(timedelta(hours=1))
    publication = publish_edit(article, significance="correction", body="<p>Nine ships!</p>")
    publication.rows.update(change_note="We had counted a ferry.")

    told = versions(client, "/2026/03/01/count/")

    assert [version.significance for version in told] == ["Correction", "Small fix", "First published"]
    assert [version.when.hour for version in told] == [14, 13, 12]
    assert told[0].note == "We had counted a ferry."
    assert "<del>Ten</del> <ins>Nine</ins> ships!" in told[0].diff_html
    assert told[-1].diff_html == ""


def test_markup_in_a_text_stays_text(client, clock):
    article = make_live_article(slug="x", headline="Before")
    clock.shift(timedelta(hours=1))
    publish_edit(article, headline="<script>alert(1)</script>")

    page = client.get("/2026/03/01/x/history/").content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_picture_whose_rights_ended_makes_no_version(client, clock):
    image = make_image(rights_until=NOON + timedelta(hours=1))
    make_live_article(slug="x", images=[image])
    clock.shift(timedelta(hours=2))

    assert len(versions(client, "/2026/03/01/x/")) == 1


def test_the_history_of_a_story_that_moved_has_moved_too(client, clock):
    article = make_live_article(slug="old")
    clock.shift(timedelta(hours=1))
    publish_edit(article, slug="new")

    response = client.get("/2026/03/01/old/history/")

    assert (response.status_code, response["Location"]) == (301, "/2026/03/01/new/history/")


def test_a_withdrawn_story_has_no_history_and_one_never_public_has_none_either(client, clock):
    article = make_live_article(slug="x")
    make_article(slug="draft")
    clock.shift(timedelta(hours=1))
    withdraw(article, reason="Forged.")

    assert client.get("/2026/03/01/x/history/").status_code == 410
    assert client.get("/2026/03/01/draft/history/").status_code == 404
