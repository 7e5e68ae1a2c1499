"""The search index says what the public side says, whoever changes it, and nothing that is over."""

from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.core.management.sql import sql_flush
from django.db import connection, migrations, transaction
from django.db.models.signals import post_migrate
from django.test.utils import CaptureQueriesContext

from articles.apps import fill_search
from articles.desk.merging import merge
from articles.desk.sections import save_section
from articles.desk.tags import merge_tags, save_tag
from articles.models import Article, DeskDocument, Image, PublishedArticle, SearchDocument
from articles.publishing import search_index
from articles.publishing.door import cancel, publish, withdraw
from articles.publishing.rebuild import index_author_again, rebuild_site, reproject, using_image
from articles.publishing.search_document import PLACES_A_SECOND, first_place, place_of
from articles.publishing.search_engine import Sought, hits
from articles.publishing.search_sections import SectionNames
from newsroom.lib.search_query import parse
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


def found(words, model=SearchDocument):
    """The stories in whose texts in the index these words stand, whatever the time."""
    query = SectionNames.load().told(parse(words, ["en"]), ["en"])
    return {article for (article,) in hits(model, "d.article_id", Sought(query), most=99)}


def rows(model):
    return list(model.objects.order_by("place").values())


def test_what_is_published_or_scheduled_is_in_the_index_and_the_working_copy_beside_it():
    live = make_live_article(headline="Pier")
    coming = make_live_article(headline="Quay", live_from=NOON + HOUR)
    draft = make_article(headline="Dock")

    assert (found("pier"), found("quay"), found("dock")) == ({live.pk}, {coming.pk}, set())
    assert (found("pier", DeskDocument), found("dock", DeskDocument)) == (set(), {draft.pk})


def test_an_edit_is_the_desks_alone_until_it_is_published(clock):
    article = make_live_article(headline="Pier")
    edit(article, headline="Quay")
    assert (found("quay"), found("quay", DeskDocument)) == (set(), {article.pk})

    clock.shift(HOUR)
    publish(article.head)

    assert (found("quay"), found("pier")) == ({article.pk}, set())
    assert not DeskDocument.objects.exists()


def test_what_is_withdrawn_leaves_the_readers_index_for_the_desks(clock):
    article = make_live_article(headline="Pier")
    clock.shift(HOUR)

    withdraw(article, reason="Forged.")

    assert (found("pier"), found("pier", DeskDocument)) == (set(), {article.pk})


def test_what_ended_by_the_clock_is_swept_out_by_the_next_that_writes(clock):
    article = make_live_article(headline="Pier")
    withdraw(article, reason="Forged.", at=NOON + HOUR)
    assert SearchDocument.objects.live(NOON).count() == 1
    clock.shift(2 * HOUR)
    assert SearchDocument.objects.live(NOON + 2 * HOUR).count() == 0

    make_live_article(headline="Quay")

    assert (found("pier"), found("pier", DeskDocument)) == (set(), {article.pk})


def test_a_cancelled_update_leaves_what_was_there():
    article = make_live_article(headline="Pier")
    coming = publish_edit(article, headline="Quay", live_from=NOON + HOUR)
    assert SearchDocument.objects.filter(live_until=NOON + HOUR).count() == 1

    cancel(coming)

    assert (found("quay"), found("pier")) == (set(), {article.pk})
    assert not SearchDocument.objects.filter(live_until=NOON + HOUR).exists()


def test_each_stretch_of_a_picture_whose_rights_end_is_a_text():
    article = make_article(
        headline="Pier", images=[make_image(rights_until=NOON + HOUR)], section=make_section()
    )

    publish(article.head)

    assert SearchDocument.objects.count() == 2
    assert found("pier") == {article.pk}


def test_a_story_is_found_by_what_its_people_sections_and_topics_are_called_today():
    ana, section = make_author("Ana Silva"), make_section("Levant")
    article = make_live_article(by=[ana], section=section, tags=["Ports"])
    draft = make_article(by=[ana])

    section.name = "Mashriq"
    save_section(section)
    tag = article.tags.get()
    tag.name = "Harbours"
    save_tag(tag)
    ana.other_names.create(name="Anna Sylwa")
    index_author_again(ana)

    assert found("mashriq") == found("harbours") == found("sylwa") == {article.pk}
    assert found("levant") == found("ports") == set()
    assert found("sylwa", DeskDocument) == {draft.pk}


def test_a_story_is_found_by_the_sections_around_its_own_and_not_by_those_it_left():
    asia, africa = make_section("Asia"), make_section("Africa")
    east = make_section("Far East", parent=asia)
    article, draft = make_live_article(section=east), make_article(section=east)
    before = rows(SearchDocument)

    assert found("asia") == found("east") == found('"far east"') == {article.pk}
    assert found("asia", DeskDocument) == {draft.pk}
    assert found('"east far"') == found("africa") == set()

    east.parent = africa
    save_section(east)

    assert found("africa") == {article.pk}
    assert found("asia") == found("east -africa") == set()
    assert rows(SearchDocument) == before


def test_renaming_a_section_costs_the_same_however_many_stories_it_holds():
    section = make_section("Levant")
    costs = []
    for name in ("Mashriq", "Sham"):
        for _ in range(5):
            make_live_article(section=section)
        section.name = name
        with CaptureQueriesContext(connection) as asked:
            save_section(section)
        costs.append(len(asked))

    assert costs[0] == costs[1]


def test_the_beginning_of_a_sections_name_finds_its_stories():
    article = make_live_article(section=make_section("Maghreb"))

    assert found("ma*") == found("magh*") == found("maghreb*") == {article.pk}
    assert found("ghreb*") == set()


def test_a_merged_author_or_topic_is_found_under_the_name_that_stays():
    ana, other = make_author("Ana Silva"), make_author("Anna Sylwa")
    article = make_live_article(by=[other], tags=["Ports"])
    into = make_live_article(by=[ana], tags=["Harbours"])

    merge(other, into=ana)
    merge_tags([article.tags.get()], into=into.tags.get())

    assert found("silva") == found("harbours") == found("sylwa") == {article.pk, into.pk}
    (lists,) = SearchDocument.objects.filter(article_id=article.pk).values_list("lists", flat=True)
    assert f"author/{ana.pk}" in lists.split()
    assert "tag/harbours" in lists.split()


def test_a_new_credit_of_a_picture_writes_no_word_again():
    image = make_image()
    make_live_article(images=[image])
    before = rows(SearchDocument)
    with CaptureQueriesContext(connection) as captured:
        reproject(using_image(Image.objects.get(pk=image.pk)))

    assert rows(SearchDocument) == before
    assert not [query for query in captured if query["sql"].startswith("INSERT") and "_words" in query["sql"]]


def test_a_rebuild_gives_the_same_texts_and_repairs_what_was_lost():
    for number in range(5):
        make_live_article(headline=f"Pier {number}", live_from=NOON - number * HOUR)
    make_article(headline="Dock")
    before = rows(SearchDocument), rows(DeskDocument)
    SearchDocument.objects.first().delete()
    DeskDocument.objects.all().delete()
    assert len(found("pier")) == 4

    rebuild_site()

    assert (rows(SearchDocument), rows(DeskDocument)) == before
    assert len(found("pier")) == 5
    assert len(found("dock", DeskDocument)) == 1


def test_a_database_from_before_the_index_is_filled_when_it_is_migrated():
    article, draft = make_live_article(headline="Pier"), make_article(headline="Dock")
    SearchDocument.objects.all().delete()
    DeskDocument.objects.all().delete()
    migration = migrations.Migration("0006_search_words", "articles")

    fill_search(using="default", plan=[(migration, True)])
    assert found("pier") == set()
    fill_search(using="default", plan=[(migration, False)])

    assert (found("pier"), found("dock", DeskDocument)) == ({article.pk}, {draft.pk})


def test_places_are_in_the_order_of_dates_and_stories_of_one_second_have_places_of_their_own():
    assert place_of(NOON, 63) < place_of(NOON + timedelta(seconds=1), 0)
    wanted = [(NOON, number) for number in range(1000)]

    places = search_index.free_places(SearchDocument, wanted)

    assert len(set(places)) == 1000
    assert max(places) < first_place(NOON + timedelta(seconds=1))
    assert min(places) > first_place(NOON - timedelta(minutes=20))
    assert PLACES_A_SECOND == 6


def test_a_place_that_is_taken_is_not_given_again():
    make_live_article(headline="Pier")
    taken = SearchDocument.objects.get().place
    number = taken & 63

    (place,) = search_index.free_places(SearchDocument, [(NOON, number)])

    assert place < taken


@pytest.mark.skipif(connection.vendor != "sqlite", reason="On PostgreSQL the words are a column of the row.")
def test_emptying_the_database_empties_the_index():
    make_live_article(headline="Pier")

    connection.ops.execute_sql_flush(
        sql_flush(no_style(), connection, allow_cascade=False)
    )  # what `flush` does

    assert not SearchDocument.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM articles_searchdocument_words('pier')")
        assert cursor.fetchone() == (0,)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL chooses its plans by what is there.")
def test_writing_looks_up_the_texts_of_a_story_and_reads_no_others():
    for articles in ([1], [1, 2]):
        plan = search_index.texts_of(articles).explain()
        assert "search_article" in plan, plan
    over = SearchDocument.objects.filter(live_until__lte=NOON).values_list("article_id")[:20]
    assert "search_until" in over.explain()


def test_the_apps_fill_the_index_after_migrating():
    receivers = [reference() for _, reference, *_ in post_migrate.receivers]
    assert fill_search in receivers
    assert apps.get_app_config("articles")


def test_publishing_writes_the_index_in_its_own_transaction():
    article = make_article(headline="Pier", section=make_section())
    with transaction.atomic():
        publish(article.head)
        assert found("pier") == {article.pk}
        transaction.set_rollback(True)

    assert found("pier") == set()
    assert not PublishedArticle.objects.exists()
    assert Article.objects.get().status == "draft"


def test_a_place_that_another_writer_takes_in_the_meantime_is_left_to_it(monkeypatch):
    first = make_live_article(headline="Pier")
    taken = SearchDocument.objects.get().place
    free_places, answers = search_index.free_places, [[taken], [taken]]
    monkeypatch.setattr(
        search_index,
        "free_places",
        lambda model, wanted: (
            answers.pop() if answers and model is SearchDocument else free_places(model, wanted)
        ),
    )

    second = make_live_article(headline="Pier")

    assert found("pier") == {first.pk, second.pk}
    assert SearchDocument.objects.get(article_id=first.pk).place == taken
