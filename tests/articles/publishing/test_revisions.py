"""Bringing back what a story said, as far as what it named is still there."""

import pytest
from django.db import connection

from articles.publishing.gone import gone_since
from articles.publishing.revisions import record, restore, snapshot
from tests.factories import (
    edit,
    make_article,
    make_author,
    make_image,
    make_partner,
    make_report,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    """A story that once had a section, a partner, two authors and two pictures, and now has none of them."""
    article = make_article(
        section=make_section(),
        partner=make_partner("RIAS"),
        by=[make_author("Ana Silva"), make_author("Bo Lind")],
        images=[make_image(), make_image()],
        tags=["Ports"],
    )
    article.bylines.all().delete()
    article.pictures.all().delete()
    edit(article, section=None, partner=None)
    return article


def test_what_is_still_there_comes_back_whole(story):
    first = story.revisions.last()

    restored = restore(story, first, by=make_user())

    assert gone_since(first.content) == []
    assert restored.content == first.content == snapshot(story)


def test_what_was_deleted_is_left_out_and_named_and_the_rest_comes_back(story):
    first = story.revisions.last()
    pictures = [use["image"] for use in first.content["images"]]
    delete(first.content)

    restored = restore(story, first, by=make_user())

    connection.check_constraints()
    assert gone_since(first.content) == [
        "the section",
        "the partner",
        "1 picture",
        "the page of Ana Silva",
    ]
    assert (restored.content["section"], restored.content["partner"]) == (None, None)
    assert [use["image"] for use in restored.content["images"]] == pictures[1:]
    assert [(line["name"], bool(line["author"])) for line in restored.content["bylines"]] == [
        ("Ana Silva", False),
        ("Bo Lind", True),
    ]
    assert restored.content["headline"] == first.content["headline"]


def delete(content):
    """The section, the partner, the first picture and the first author are deleted."""
    from articles.models import Image, Section
    from authors.models import Author, Partner

    Section.objects.filter(pk=content["section"]).delete()
    Partner.objects.filter(pk=content["partner"]).delete()
    Image.objects.filter(pk=content["images"][0]["image"]).delete()
    Author.objects.filter(pk=content["bylines"][0]["author"]).delete()


def test_the_desk_tells_the_editor_what_is_missing(story, client):
    first = story.revisions.last()
    delete(first.content)
    client.force_login(make_user("Editor"))
    taken = f"/admin/articles/article/{story.pk}/revisions/1/take/"

    page = client.post(taken, {"seen": str(story.head.number)}, follow=True).content.decode()

    assert "the section, the partner, 1 picture, the page of Ana Silva." in page
    assert "The story now says what revision 1 said." in page
    story.refresh_from_db()
    assert story.pictures.count() == 1


def test_a_publication_comes_back_without_the_cover_and_the_partner_that_are_gone():
    cover, partner, ana = make_image(), make_partner(), make_author("Ana Silva")
    report = make_report(cover=cover, partner=partner, by=[ana], summary="As it was.")
    first = report.head
    report.bylines.all().delete()
    report.cover, report.partner, report.summary = None, None, "Changed."
    report.save()
    record(report)
    for gone in (cover, partner, ana):
        gone.delete()

    restored = restore(report, first, by=make_user())

    connection.check_constraints()
    assert gone_since(first.content) == ["the partner", "1 picture", "the page of Ana Silva"]
    assert (restored.content["summary"], restored.content["partner"]) == ("As it was.", None)
    assert [line["name"] for line in restored.content["bylines"]] == ["Ana Silva"]
