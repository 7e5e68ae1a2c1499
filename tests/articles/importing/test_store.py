"""What the one writer of imports makes of records: once, whole, and the same however often it is asked."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection

from articles.importing.base import (
    ImportedArticle,
    ImportedAuthor,
    ImportedByline,
    ImportedImage,
    ImportedSection,
    ImportedTag,
    ImportFailure,
    Skipped,
    Status,
    Warned,
)
from articles.importing.known import RENAMED
from articles.importing.store import BATCH, Store
from articles.models import Article, Image, ListingEntry, PublishedArticle, Section
from authors.models import Author, AuthorName
from tests.articles.importing.newsroom_state import every_row, row_counts, state
from tests.factories import make_author, make_partner, make_section

pytestmark = pytest.mark.django_db

MAY = datetime(2020, 5, 1, 8, tzinfo=UTC)
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


def story(number=1, **fields):
    return ImportedArticle(
        **{
            "source": "old",
            "source_id": str(number),
            "headline": f"Headline {number}",
            "body_html": f"<p>The words of story {number}.</p>",
            "standfirst": "In short.",
            "status": Status.PUBLISHED,
            "published_at": MAY,
            "section": ImportedSection("East Asia", kind="region"),
            "byline_text": "By Ana Ruiz and Bo Li",
            "tags": ("Ports",),
            "item": f"line {number}",
        }
        | fields
    )


def write(*records, **options):
    return Store(**options).write(records)


def warnings(report):
    return {entry["warning"]: entry["count"] for entry in report.warnings}


def the_article(number=1):
    return Article.objects.get(source="old", source_id=str(number))


# --- once -------------------------------------------------------------------------------------------------------


def test_an_archived_story_is_public_as_it_was():
    report = write(story())

    row = PublishedArticle.objects.live().get()
    assert (report.created, report.failed, warnings(report)) == (1, 0, {})
    assert (row.path, row.headline, row.published_at) == ("/2020/05/01/headline-1/", "Headline 1", MAY)
    assert [line["name"] for line in row.bylines] == ["Ana Ruiz", "Bo Li"]
    assert (row.section.path, row.tags) == ("east-asia", [{"name": "Ports", "slug": "ports"}])
    assert report.also == {"sections": 1, "authors": 2, "tags": 1}
    assert set(ListingEntry.objects.values_list("list", flat=True)) > {
        "front",
        f"section/{row.section_id}",
        "tag/ports",
    }


def test_a_second_run_changes_no_row_at_all():
    records = [story(number) for number in range(1, 8)] + [
        story(8, status=Status.DRAFT),
        ImportedTag("Sea"),
        ImportedAuthor("Cy Do"),
    ]
    write(*records)
    before = every_row()

    with time_machine.travel(NOW.replace(day=2)):
        report = write(*records)

    assert (report.unchanged, report.created, report.updated, report.failed, report.also) == (8, 0, 0, 0, {})
    assert every_row() == before


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("statement", [1, 3, 9, 15, 22, 30, 45, 70])
def test_a_run_killed_at_any_statement_and_run_again_ends_as_a_clean_run(statement, monkeypatch):
    monkeypatch.setattr("articles.importing.store.BATCH", 3)
    records = [story(number, path=f"/old/{number}/") for number in range(1, 8)]
    left = statement

    def kill(execute, sql, params, many, context):
        nonlocal left
        left -= 1
        if left == 0:
            raise Killed
        return execute(sql, params, many, context)

    with connection.execute_wrapper(kill), suppress(Killed):
        write(*records)
    rest = write(*records)
    broken_off = state()
    assert rest.created + rest.unchanged == 7
    forget_everything()
    write(*records)

    assert state() == broken_off


def forget_everything():
    """An empty database again, past all the rules."""
    with connection.cursor() as cursor:
        for table in [
            "articles_listingentry",
            "articles_pictureuse",
            "articles_publishedarticle",
            "articles_publication",
        ]:
            cursor.execute(f"DELETE FROM {table}")
        cursor.execute("UPDATE articles_article SET head_id = NULL, source_revision_id = NULL")
        for table in [
            "articles_revision", "articles_byline", "articles_articleimage", "taggit_taggeditem", "taggit_tag",
            "articles_article", "articles_section", "authors_author", "authors_partner", "redirects_redirect", "articles_image",
        ]:  # fmt: skip
            cursor.execute(f"DELETE FROM {table}")


def test_a_story_given_twice_is_taken_once():
    report = write(story(1), story(1, item="line 2"), story(1, headline="Another", item="line 3"))

    assert (report.created, report.skipped, report.failed) == (1, 1, 1)
    assert report.failures == [
        {
            "item": "line 3",
            "reason": "Its source and source_id are those of line 1, which says something else; only that one was taken.",
        }
    ]
    assert the_article().headline == "Headline 1"


def test_one_bad_record_never_loses_the_rest():
    records = [story(number) for number in range(1, BATCH + 20)]
    records[7] = replace(records[7], headline="", body_html=" ")

    report = write(*records)

    assert (report.created, report.failed) == (len(records) - 1, 1)
    assert report.failures == [{"item": "line 8", "reason": "It has neither a headline nor a body."}]
    assert PublishedArticle.objects.count() == len(records) - 1


def test_what_a_database_refuses_is_one_failure_too(monkeypatch):
    monkeypatch.setattr(
        "articles.importing.working_copy.slugify_unicode",
        lambda words, length: "x" * 500 if "7" in words else "x",
    )

    report = write(*(story(number) for number in range(5, 9)))

    assert report.created + report.failed == 4


def test_a_dry_run_says_everything_and_writes_nothing():
    before = row_counts()

    report = write(*(story(number) for number in range(BATCH + 5)), story(2, headline=""), dry_run=True)

    assert (report.created, report.failed, report.dry_run) == (BATCH + 5, 1, True)
    assert report.also == {"sections": 1, "authors": 2, "tags": 1}
    assert row_counts() == before


def test_what_the_reader_left_is_told():
    report = write(
        Skipped("page 3", "A page is no article."), ImportFailure("line 4", "No."), Warned("the file", "Odd.")
    )

    assert (report.skipped, report.failed, report.exit_code) == (1, 1, 1)
    assert report.skips == [{"reason": "A page is no article.", "count": 1, "items": ["page 3"]}]
    assert warnings(report) == {"Odd.": 1}


# --- states -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("status", "kept"), [(Status.DRAFT, "draft"), (Status.IN_REVIEW, "in_review")])
def test_what_was_not_public_waits_at_the_desk(status, kept):
    write(story(status=status, path="/2020/05/01/kept/"))

    assert (the_article().status, the_article().live_from) == (kept, None)
    assert not PublishedArticle.objects.exists()


def test_a_story_to_come_is_scheduled_for_its_moment():
    moment = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
    write(story(published_at=moment))

    assert not PublishedArticle.objects.live().exists()
    with time_machine.travel(moment):
        assert PublishedArticle.objects.live().get().published_at == moment


def test_a_published_story_without_a_date_is_dated_with_its_import_and_said_to_be():
    report = write(story(published_at=None))

    assert the_article().published_at == NOW
    assert warnings(report) == {"It is published but has no date; it was dated with its import.": 1}


def test_what_the_desk_would_demand_is_marked_and_not_refused():
    report = write(
        story(section=None, byline_text="", standfirst="", headline="", body_html="<p>One two three.</p>")
    )

    assert report.created == 1
    assert the_article().marks == ["No headline", "No section", "No byline", "No standfirst"]
    assert the_article().headline == "One two three."
    assert warnings(report) == dict.fromkeys(the_article().marks, 1)


def test_a_body_is_sanitised_before_anybody_opens_it():
    write(story(body_html='<p onclick="x()">One<script>alert(1)</script> <a href="javascript:x">two</a></p>'))

    assert the_article().body == "<p>One two</p>"


# --- names ------------------------------------------------------------------------------------------------------


def test_authors_are_found_by_any_known_spelling_and_never_made_twice():
    ana, bo = make_author("Ana Ruiz"), make_author("Li Bo")
    AuthorName.objects.create(author=bo, name="Bo Li")
    merged = make_author("A. Ruiz", merged_into=ana)

    write(story(1, byline_text="By ANA RUIZ, Bo Li and A. Ruiz"), story(2, byline_text="By Aná Ruiz"))

    assert set(Author.objects.all()) == {ana, bo, merged}
    assert [(line.name, line.author) for line in the_article(1).bylines.all()] == [
        ("ANA RUIZ", ana),
        ("Bo Li", bo),
    ]


def test_a_new_author_is_a_guest_with_what_the_source_tells_safely():
    author = ImportedAuthor(
        "Ana Ruiz", bio="Writes.", website="javascript:x", orcid="nonsense", affiliation="Reuters"
    )
    write(
        story(
            byline_text="", bylines=(ImportedByline("Ana Ruiz", author=author), ImportedByline("The Editors"))
        )
    )

    ana = Author.objects.get()
    assert (ana.kind, ana.bio, ana.website, ana.orcid, ana.affiliation) == (
        "guest",
        "Writes.",
        "",
        "",
        "Reuters",
    )
    assert [(line.name, line.author) for line in the_article().bylines.all()] == [
        ("Ana Ruiz", ana),
        ("The Editors", None),
    ]


def test_sections_are_found_by_name_or_address_under_their_parents():
    asia = make_section("Asia")
    east = make_section("East Asia", parent=asia)

    write(story(section=ImportedSection("EAST ASIA", parents=(ImportedSection("asia"),))))

    assert the_article().section == east
    assert Section.objects.count() == 2


def test_a_section_whose_address_is_taken_by_a_page_is_renamed_and_said_so():
    report = write(story(section=ImportedSection("Search", kind="topic")))

    assert the_article().section.path == "search-section"
    assert warnings(report) == {RENAMED: 1}


def test_sections_whose_names_make_one_address_stay_several():
    names = ["C++", "C", "C#", "!!!", "???"]
    write(*(story(number, section=ImportedSection(name)) for number, name in enumerate(names)))

    assert [the_article(number).section.path for number in range(5)] == [
        "c",
        "c-section",
        "c-section-2",
        "section",
        "section-section",
    ]


def test_sections_deeper_than_ours_keep_the_story_in_its_own():
    above = tuple(ImportedSection(f"Level {number}") for number in range(8))
    write(story(section=ImportedSection("Leaf", parents=above)))

    assert the_article().section.path == "level-0/level-1/level-2/level-3/leaf"


def test_a_partner_is_found_by_name_or_made():
    riac = make_partner("RIAC")
    write(story(1, partner="riac"), story(2, partner="New Institute"))

    assert the_article(1).partner == riac
    assert (the_article(2).partner.slug, "No byline" in the_article(2).marks) == ("new-institute", False)


def test_tags_of_one_address_stay_two_and_of_one_spelling_are_one():
    write(story(1, tags=("C++", "C#", "C")), story(2, tags=("c", "C++ ")))

    assert sorted(the_article(1).tags.names()) == ["C", "C#", "C++"]
    assert sorted(the_article(2).tags.names()) == ["C", "C++"]


def test_the_sites_own_language_goes_without_saying():
    write(story(1, language="en-US"), story(2, language="fr"), story(3, language="no such thing"))

    assert [the_article(number).language for number in (1, 2, 3)] == ["", "fr", ""]


def test_terms_and_people_that_no_story_uses_come_too():
    report = write(ImportedSection("Asia", kind="region"), ImportedAuthor("Cy Do"), ImportedTag("Sea"))

    assert report.also == {"sections": 1, "authors": 1, "tags": 1}


# --- cost -------------------------------------------------------------------------------------------------------


def test_a_batch_costs_the_same_statements_whatever_its_size(django_assert_max_num_queries):
    write(story(0))
    with django_assert_max_num_queries(32) as few:
        write(*(story(number) for number in range(1, 3)))
    with django_assert_max_num_queries(len(few)):
        write(*(story(number) for number in range(10, 110)))


def test_no_text_of_an_archive_brings_a_nul_into_the_database():
    picture = ImportedImage(file="a.jpg", caption="A\x00 pier", credit="A\x00")
    told = story(headline="Fer\x00ries", lead_image=picture, tags=("Po\x00rts",))

    assert write(told).failures == []

    assert the_article().headline == "Ferries"
    assert (Image.objects.get().caption, list(the_article().tags.names())) == ("A pier", ["Ports"])
