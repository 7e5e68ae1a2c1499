"""What a publication needs, told all at once."""

from datetime import UTC, date, datetime, timedelta

import pytest

from articles.desk.checklist import problems
from articles.publishing.revisions import record
from tests.factories import make_article, make_author, make_image, make_partner, make_section

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def fields_missing(article, at=NOON):
    return [problem.field for problem in problems(article.head.content, at)]


def messages(article, at=NOON):
    return [problem.message for problem in problems(article.head.content, at)]


def complete(**fields):
    return make_article(**{"by": [make_author()], "section": make_section()} | fields)


def test_a_complete_story_lacks_nothing():
    assert fields_missing(complete(images=[make_image()])) == []


def test_everything_that_is_missing_is_told_at_once():
    article = make_article(
        headline=" ", standfirst="", body="<p> </p>", images=[make_image(credit="", alt="")]
    )

    assert fields_missing(article) == [
        "headline",
        "standfirst",
        "body",
        "bylines",
        "section",
        "pictures",
        "pictures",
    ]


def test_a_partner_stands_for_a_byline():
    assert fields_missing(complete(by=[], partner=make_partner())) == []


def test_a_photographers_byline_is_no_byline_for_the_words():
    article = complete()
    article.bylines.update(role="photographs")
    record(article)

    assert fields_missing(article) == ["bylines"]


def test_the_pictures_of_the_body_are_looked_at_too():
    image = make_image(credit="", alt="")
    article = complete(body=f'<p>Words.</p><figure data-image="{image.pk}"><img src="x.jpg" alt=""></figure>')

    assert fields_missing(article) == ["body", "body"]


def test_an_alternative_text_for_this_use_is_enough():
    image = make_image(alt="")
    article = complete(images=[image])
    article.pictures.update(alt="Ships at the quay")
    record(article)

    assert fields_missing(article) == []


def test_rights_are_looked_at_for_the_moment_of_publication():
    article = complete(images=[make_image(rights_until=NOON + timedelta(hours=1))])

    assert fields_missing(article, NOON) == []
    assert fields_missing(article, NOON + timedelta(hours=1)) == ["pictures"]
    assert "our rights to it ended on 1 Mar 2026, 21:00" in messages(article, NOON + timedelta(hours=1))[0]


@pytest.mark.parametrize(
    ("moment", "missing"),
    [
        (datetime(2026, 2, 28, 15, 59, tzinfo=UTC), ["partner"]),  # 28 February, 23:59 in Singapore
        (datetime(2026, 2, 28, 16, 0, tzinfo=UTC), []),
        (datetime(2026, 3, 31, 15, 59, tzinfo=UTC), []),
        (datetime(2026, 3, 31, 16, 0, tzinfo=UTC), ["partner"]),
    ],
)
def test_a_partners_agreement_holds_on_its_days_where_the_site_is(moment, missing):
    partner = make_partner(agreement_from=date(2026, 3, 1), agreement_until=date(2026, 3, 31))

    assert fields_missing(complete(partner=partner), moment) == missing
