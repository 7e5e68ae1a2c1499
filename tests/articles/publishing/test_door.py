"""The door: what readers may read is what was published, from when until when it was said, and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.models import FOREVER, Article, Publication, PublishedArticle, State
from articles.publishing.door import (
    DoorRefused,
    FirstPublication,
    cancel,
    mark_published,
    publish,
    publish_many,
    withdraw,
)
from newsroom.redirects.models import Redirect
from tests.factories import (
    edit,
    make_article,
    make_author,
    make_image,
    make_live_article,
    make_section,
    publish_edit,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def headlines(at=None):
    return sorted(PublishedArticle.objects.live(at or datetime.now(UTC)).values_list("headline", flat=True))


def test_editing_a_live_story_does_not_change_what_readers_read():
    article = make_live_article(headline="Harbour opens")

    edit(article, headline="Harbour opens at last")

    assert headlines() == ["Harbour opens"]


def test_a_scheduled_story_appears_at_its_moment_and_not_before():
    article = make_live_article(headline="Budget", live_from=NOON + HOUR)

    assert headlines(NOON + HOUR - timedelta(microseconds=1)) == []
    assert headlines(NOON + HOUR) == ["Budget"]
    assert article.state_at(NOON) == State.SCHEDULED
    assert article.state_at(NOON + HOUR) == State.LIVE


def test_a_scheduled_update_replaces_the_story_at_its_moment():
    article = make_live_article(headline="Count begins")

    publish_edit(article, headline="Count ends", live_from=NOON + HOUR)

    assert headlines(NOON) == ["Count begins"]
    assert headlines(NOON + HOUR) == ["Count ends"]


def test_a_fix_before_a_scheduled_update_leaves_the_update_in_place(clock):
    article = make_live_article(headline="Count begins")
    publish_edit(article, headline="Count ends", live_from=NOON + HOUR)
    clock.shift(timedelta(minutes=1))

    publish_edit(article, headline="Count begins in Accra", significance="silent")

    assert headlines() == ["Count begins in Accra"]
    assert headlines(NOON + HOUR) == ["Count ends"]


def test_an_update_keeps_the_date_of_first_publication(clock):
    article = make_live_article()
    clock.shift(HOUR)

    publish_edit(article)

    row = PublishedArticle.objects.live().get()
    assert (row.published_at, row.updated_at) == (NOON, NOON + HOUR)


def test_a_silent_fix_shows_no_update(clock):
    article = make_live_article()
    clock.shift(HOUR)

    publish_edit(article, significance="silent")

    assert PublishedArticle.objects.live().get().updated_at is None


def test_a_withdrawn_story_is_nowhere_and_its_address_knows_why(clock):
    article = make_live_article(headline="Wrong")
    clock.shift(HOUR)

    withdraw(article, reason="The document was forged.")

    assert headlines() == []
    assert PublishedArticle.objects.in_force().get().public_reason == "The document was forged."
    article.refresh_from_db()
    assert article.state == State.WITHDRAWN


def test_a_scheduled_withdrawal_takes_the_story_away_at_its_moment():
    article = make_live_article(headline="Licensed")

    withdraw(article, reason="The licence ends.", at=NOON + HOUR)

    assert headlines(NOON + HOUR - timedelta(seconds=1)) == ["Licensed"]
    assert headlines(NOON + HOUR) == []
    article.refresh_from_db()
    assert [article.state_at(NOON), article.state_at(NOON + HOUR)] == [State.LIVE, State.WITHDRAWN]


def test_withdrawing_drops_what_was_scheduled_after_it():
    article = make_live_article(headline="First")
    publish_edit(article, headline="Second", live_from=NOON + 2 * HOUR)

    withdraw(article, reason="Withdrawn by the desk.", at=NOON + HOUR)

    assert headlines(NOON + 3 * HOUR) == []


def test_an_update_before_a_scheduled_withdrawal_does_not_call_it_off(clock):
    article = make_live_article(headline="Licensed")
    withdraw(article, reason="The licence ends.", at=NOON + HOUR)
    clock.shift(timedelta(minutes=5))

    publish_edit(article, headline="Licensed, corrected")

    assert headlines() == ["Licensed, corrected"]
    assert headlines(NOON + HOUR) == []


def test_a_withdrawal_needs_a_reason():
    article = make_live_article()

    with pytest.raises(DoorRefused, match="why"):
        withdraw(article, reason="  ")


def test_a_story_never_public_cannot_be_withdrawn():
    article = make_live_article(live_from=NOON + HOUR)

    with pytest.raises(DoorRefused, match="nothing in public"):
        withdraw(article, reason="Changed our mind.")


def test_cancelling_a_scheduled_update_lets_the_story_go_on():
    article = make_live_article(headline="Stands")
    update = publish_edit(article, headline="Falls", live_from=NOON + HOUR)

    cancel(update)

    assert headlines(NOON + 2 * HOUR) == ["Stands"]


def test_cancelling_a_scheduled_first_publication_gives_the_story_back_to_the_desk():
    article = make_live_article(live_from=NOON + HOUR)

    cancel(article.publications.get())

    article.refresh_from_db()
    assert (article.status, article.published_at, article.live_until) == ("approved", None, FOREVER)
    assert not PublishedArticle.objects.exists()


def test_what_has_begun_cannot_be_cancelled():
    article = make_live_article()

    with pytest.raises(DoorRefused, match="begun"):
        cancel(article.publications.get())


def test_no_publication_can_begin_in_a_past_that_readers_have_seen(clock):
    article = make_live_article(headline="As read")
    clock.shift(HOUR)

    publish_edit(article, headline="As wished", live_from=NOON - HOUR)

    assert headlines(NOON + timedelta(minutes=30)) == ["As read"]
    assert headlines() == ["As wished"]


def test_every_version_readers_saw_stays_on_record(clock):
    article = make_live_article(headline="One")
    for headline in ("Two", "Three"):
        clock.shift(HOUR)
        publish_edit(article, headline=headline)

    seen = PublishedArticle.objects.order_by("live_from").values_list("headline", "live_from", "live_until")
    assert list(seen) == [
        ("One", NOON, NOON + HOUR),
        ("Two", NOON + HOUR, NOON + 2 * HOUR),
        ("Three", NOON + 2 * HOUR, FOREVER),
    ]


def test_a_new_address_leaves_a_redirect_from_the_old_one(clock):
    article = make_live_article(slug="harbour")
    clock.shift(HOUR)

    publish_edit(article, slug="harbour-opens")

    redirect = Redirect.objects.get()
    assert (redirect.old_path, redirect.new_path) == ("/2026/03/01/harbour/", "/2026/03/01/harbour-opens/")


def test_two_stories_of_one_day_and_slug_get_two_addresses():
    paths = [make_live_article(slug="budget").publications.get().path for _ in range(2)]

    assert paths == ["/2026/03/01/budget/", "/2026/03/01/budget-2/"]


def test_an_archives_story_takes_the_first_address_that_is_free():
    for _ in range(12):
        make_live_article(slug="budget")
    bulk = make_article(slug="budget")

    (entry,) = publish_many([FirstPublication(bulk, bulk.head, live_from=NOON)])

    assert entry.path == "/2026/03/01/budget-13/"


def test_the_address_has_the_day_of_the_sites_time_zone():
    article = make_live_article(slug="late", live_from=datetime(2026, 3, 1, 17, 0, tzinfo=UTC))

    assert article.publications.get().path == "/2026/03/02/late/"  # one in the morning in Singapore


def test_a_picture_disappears_the_moment_its_rights_end():
    picture = make_image(rights_until=NOON + HOUR)
    body = f'<p>Text.</p><figure data-image="{picture.pk}"><img src="/x.webp" alt=""></figure>'
    make_live_article(images=[picture], body=body)

    before, after = (
        PublishedArticle.objects.live(NOON).get(),
        PublishedArticle.objects.live(NOON + HOUR).get(),
    )

    assert before.lead["credit"] == "Photograph: Ana Silva"
    assert "<figure" in before.body_html
    assert after.lead is None
    assert "<figure" not in after.body_html
    assert "Text." in after.body_html


def test_a_picture_of_a_body_is_rendered_with_its_credit():
    picture = make_image(credit="Kofi Mensah")
    make_live_article(
        body=f'<p>Text.</p><figure data-image="{picture.pk}"><img src="/x.webp" alt=""></figure>'
    )

    assert "Photograph: Kofi Mensah" in PublishedArticle.objects.live().get().body_html


def test_every_body_is_sanitised_at_the_door():
    make_live_article(body="<p onclick=x()>Hello<script>alert(1)</script></p>")

    assert PublishedArticle.objects.live().get().body_html == "<p>Hello</p>"


def test_a_story_stands_in_the_list_of_its_section_and_of_those_around_it():
    asia = make_section("Asia")
    east = make_section("East Asia", parent=asia)
    ana = make_author("Ana")
    article = make_live_article(section=east, by=[ana], tags=["Trade"])

    lists = set(PublishedArticle.objects.get().entries.values_list("list", flat=True))

    assert lists == {
        "front",
        "own",
        f"section/{asia.pk}",
        f"section/{east.pk}",
        f"author/{ana.pk}",
        "tag/trade",
    }
    assert article.state == State.LIVE


def test_an_archive_is_published_in_bulk_as_one_by_one():
    old = datetime(2019, 5, 4, 8, 0, tzinfo=UTC)
    alone, bulk = (
        make_article(headline="Same", slug="same", body="<p>The same words.</p>") for _ in range(2)
    )
    publish(alone.head, live_from=old)

    mark_published(bulk, old)
    bulk.save()
    publish_many([FirstPublication(bulk, bulk.head, live_from=old)])

    first, second = PublishedArticle.objects.order_by("id").values()
    differing = {name for name in first if first[name] != second[name]}
    assert differing == {"id", "publication_id", "article_id", "revision_id", "path"}
    assert Article.objects.get(pk=bulk.pk).state == State.LIVE


def test_bulk_publication_refuses_what_has_been_public():
    article = make_live_article()

    with pytest.raises(DoorRefused, match="first publication"):
        publish_many([FirstPublication(article, article.head, live_from=NOON)])
    assert Publication.objects.count() == 1
