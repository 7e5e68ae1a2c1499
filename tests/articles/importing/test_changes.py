"""A story that changed at its source: taken over, or held where an editor's words or decisions stand."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from articles.importing.base import Status
from articles.importing.changes import APPROVED, EDITED, LIVE, UNPUBLISHED, WITHDRAWN
from articles.importing.store import Store
from articles.models import Article, Publication, PublishedArticle, Revision
from articles.publishing.door import publish, withdraw
from tests.articles.importing.test_store import MAY, NOW, every_row, story, the_article, warnings, write
from tests.factories import edit, make_partner

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


def changed(record, headline="New words", **fields):
    return replace(record, headline=headline, **fields)


def later(record, **options):
    """The record arrives an hour later."""
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        return Store(**options).write([record])


def public(moment=NOW + timedelta(hours=2)):
    return PublishedArticle.objects.live(moment).get()


def test_an_untouched_live_story_is_brought_up_to_date_at_its_address():
    write(story())
    report = later(changed(story(), tags=("Sea",), byline_text="By Cy Do"))

    row = public()
    assert (report.updated, report.unchanged, report.failed) == (1, 0, 0)
    assert (row.headline, row.path, row.published_at) == ("New words", "/2020/05/01/headline-1/", MAY)
    assert (row.significance, row.updated_at) == ("update", NOW + timedelta(hours=1))
    assert ([line["name"] for line in row.bylines], [tag["name"] for tag in row.tags]) == (["Cy Do"], ["Sea"])
    assert list(the_article().revisions.values_list("number", "kind")) == [(2, "import"), (1, "import")]


def test_what_readers_do_not_see_as_news_is_a_silent_change():
    write(story())
    later(replace(story(), tags=("Sea",)))

    assert (public().significance, public().updated_at) == ("silent", None)


def test_the_same_news_twice_is_one_update():
    write(story())
    later(changed(story()))
    before = every_row()

    assert (later(changed(story())).unchanged, every_row()) == (1, before)


def test_an_untouched_draft_is_brought_up_to_date():
    write(story(status=Status.DRAFT))
    later(changed(story(status=Status.DRAFT)))

    assert (the_article().headline, the_article().status) == ("New words", "draft")
    assert not PublishedArticle.objects.exists()


def test_a_draft_that_was_published_at_its_source_is_published_with_its_date():
    write(story(status=Status.DRAFT, published_at=None))
    later(story(path="/2020/05/01/the-address/"))

    assert (public().path, public().published_at, the_article().status) == (
        "/2020/05/01/the-address/",
        MAY,
        "published",
    )


def test_an_editors_words_are_never_overwritten():
    write(story())
    edit(the_article(), headline="The editor’s headline")

    report = later(changed(story()))

    article = the_article()
    assert (article.headline, public().headline) == ("The editor’s headline", "Headline 1")
    assert (report.updated, warnings(report)) == (1, {EDITED: 1})
    assert article.source_changed_at == NOW + timedelta(hours=1)
    waiting = article.source_revision
    assert (waiting.kind, waiting.content["headline"]) == (Revision.Kind.SOURCE, "New words")
    assert article.head.content["headline"] == "The editor’s headline"


def test_a_held_story_is_held_once_and_its_next_change_is_held_again():
    write(story())
    edit(the_article(), headline="The editor’s headline")
    later(changed(story()))
    before = every_row()

    assert later(changed(story())).unchanged == 1
    assert every_row() == before
    later(changed(story(), headline="Newer words"))
    assert the_article().source_revision.content["headline"] == "Newer words"
    assert the_article().headline == "The editor’s headline"


def test_a_save_that_changed_nothing_is_no_edit():
    write(story())
    edit(the_article())

    later(changed(story()))

    assert the_article().headline == "New words"


def test_a_story_withdrawn_here_stays_withdrawn():
    write(story())
    withdraw(the_article(), reason="It was not true.")

    report = later(changed(story()))

    assert not PublishedArticle.objects.live(NOW + timedelta(hours=2)).exists()
    assert (warnings(report), the_article().status) == ({WITHDRAWN: 1}, "withdrawn")


def test_what_was_approved_here_stays_as_approved():
    write(story(status=Status.DRAFT))
    Article.objects.update(status="approved", approved_id=the_article().head_id)

    report = later(changed(story(status=Status.DRAFT)))

    assert (the_article().headline, warnings(report)) == ("Headline 1", {APPROVED: 1})


def test_a_story_no_longer_public_at_its_source_is_left_to_an_editor():
    write(story())
    report = later(changed(story(), status=Status.DRAFT))

    assert (public().headline, warnings(report)) == ("Headline 1", {UNPUBLISHED: 1})


def test_a_scheduled_story_changes_without_appearing_early():
    come = NOW + timedelta(days=3)
    write(story(published_at=come))
    later(changed(story(published_at=come)))

    assert not PublishedArticle.objects.live(come - timedelta(seconds=1)).exists()
    assert public(come).headline == "New words"


@pytest.mark.parametrize("days", [1, 6])
def test_a_scheduled_story_moves_with_its_new_date(days):
    write(story(published_at=NOW + timedelta(days=3)))
    moment = NOW + timedelta(days=days)
    later(changed(story(published_at=moment)))

    assert not PublishedArticle.objects.live(moment - timedelta(seconds=1)).exists()
    assert (public(moment).headline, public(moment).published_at) == ("New words", moment)
    assert Publication.objects.count() == 1


# --- partners ---------------------------------------------------------------------------------------------------


@pytest.fixture
def riac():
    return make_partner("RIAC")


def arrival(**fields):
    return story(status=Status.DRAFT, canonical_url="https://riac.example/a", section=None, **fields)


def test_a_partners_story_waits_as_a_draft_with_its_credit_and_link(riac):
    write(arrival(), partner=riac, flag_live=True)

    article = the_article()
    assert (article.status, article.partner, article.source_url) == ("draft", riac, "https://riac.example/a")


def test_a_partners_change_updates_the_draft(riac):
    write(arrival(), partner=riac, flag_live=True)
    later(changed(arrival()), partner=riac, flag_live=True)

    assert (the_article().headline, the_article().source_changed_at) == ("New words", None)


def test_a_partners_change_is_flagged_on_a_story_published_here(riac):
    write(arrival(), partner=riac, flag_live=True)
    publish(the_article().head)

    report = later(changed(arrival()), partner=riac, flag_live=True)

    assert (public().headline, warnings(report)[LIVE]) == ("Headline 1", 1)
    assert the_article().source_revision.content["headline"] == "New words"
    assert the_article().source_changed_at


def test_a_new_headline_of_a_draft_is_no_new_address(riac):
    write(arrival(), partner=riac, flag_live=True)
    later(changed(arrival()), partner=riac, flag_live=True)

    assert the_article().slug == "headline-1"
