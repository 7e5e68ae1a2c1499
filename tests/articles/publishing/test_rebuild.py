"""The public side is a pure projection: built again from revisions it comes out identical."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from articles.models import ListingEntry, PictureUse, PublishedArticle
from articles.publishing import rebuild
from articles.publishing.door import withdraw
from tests.factories import (
    make_author,
    make_image,
    make_live_article,
    make_partner,
    make_section,
    publish_edit,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def everything() -> dict:
    return {
        model.__name__: sorted(map(repr, model.objects.values_list(*names)))
        for model, names in (
            (PublishedArticle, [field.attname for field in PublishedArticle._meta.concrete_fields]),
            (ListingEntry, ["list", "row_id", "published_at", "article_id", "live_from", "live_until"]),
            (PictureUse, ["publication_id", "image_id"]),
        )
    }


@pytest.fixture
def history():
    with time_machine.travel(NOON, tick=False) as clock:
        picture = make_image(rights_until=NOON + timedelta(hours=3))
        articles = [
            make_live_article(
                by=[make_author(), make_author()],
                images=[picture, make_image()],
                tags=["Trade", "Ports"],
                partner=make_partner(),
                section=make_section(parent=make_section()),
            )
            for _ in range(3)
        ]
        clock.shift(timedelta(hours=1))
        publish_edit(articles[0], headline="Corrected", significance="correction")
        publish_edit(articles[1], headline="Later", live_from=NOON + timedelta(days=2))
        clock.shift(timedelta(hours=1))
        withdraw(articles[2], reason="Forged.")
        yield articles


def test_a_rebuild_gives_identical_rows(history):
    before = everything()
    assert len(before["PublishedArticle"]) > 6  # versions, segments and a tombstone

    rebuild.rebuild_site()

    assert everything() == before


def test_a_rebuild_from_nothing_gives_identical_rows(history):
    before = everything()
    PublishedArticle.objects.all().delete()

    rebuild.rebuild_site()

    assert everything() == before


def test_a_rebuild_raises_the_edition(history):
    from articles.publishing.edition import current

    before = current().number

    rebuild.rebuild_site()

    assert current().number > before


def test_a_renamed_author_keeps_the_name_as_printed():
    ana = make_author("Ana Silva")
    make_live_article(by=[ana])
    ana.name, ana.slug = "Ana Costa", "ana-costa"
    ana.save()

    rebuild.reproject(rebuild.using_author(ana))

    assert PublishedArticle.objects.get().bylines == [
        {"name": "Ana Silva", "role": "text", "author": ana.pk, "path": "/authors/ana-costa/"}
    ]


def test_a_corrected_credit_reaches_the_stories_that_show_the_picture():
    picture = make_image(credit="Anon")
    make_live_article(images=[picture])
    untouched = make_live_article(images=[make_image(credit="Ben")])
    picture.credit = "Ana Silva"
    picture.save()

    assert rebuild.reproject(rebuild.using_image(picture)) == 1

    credits = {row.article_id: row.lead["credit"] for row in PublishedArticle.objects.all()}
    assert credits.pop(untouched.pk) == "Photograph: Ben"
    assert list(credits.values()) == ["Photograph: Ana Silva"]
