"""Where lifted lines and printed bylines go, and who is believed when two say different things."""

from dataclasses import replace

from articles.importing.base import ImportedArticle, ImportedAuthor, ImportedByline, ImportedImage
from articles.importing.preparing import FILED_UNDER_ANOTHER, prepared

BODY = "<p>The bridge reopened on Monday.</p>"
PLAIN = ImportedArticle(source="wire", source_id="1", headline="Bridge", body_html=BODY)
ADMIN = ImportedByline("admin", author=ImportedAuthor("admin", login="admin"))


def with_body(body, **fields):
    return replace(PLAIN, body_html=body, **fields)


def names(article):
    return [byline.name for byline in article.bylines]


def test_the_byline_as_printed_is_read_into_bylines():
    article = prepared(replace(PLAIN, byline_text="By Ana Ruiz, Reuters; photographs by Bo Li"))

    assert [(byline.name, byline.role, byline.author.affiliation) for byline in article.bylines] == [
        ("Ana Ruiz", "text", "Reuters"),
        ("Bo Li", "photographs", ""),
    ]


def test_lines_of_the_body_land_in_their_fields():
    article = prepared(
        with_body(f"<p>image source: NASA</p><p>By Ana Ruiz</p>{BODY}<p>From our partner RIAC</p>")
    )

    assert (article.body_html, article.partner, names(article)) == (BODY, "RIAC", ["Ana Ruiz"])
    assert article.lead_image == ImportedImage(credit_kind="source", credit="NASA")


def test_with_lifting_off_the_body_stays_whole_and_the_byline_field_is_still_read():
    body = f"<p>image source: NASA</p>{BODY}"

    article = prepared(with_body(body, byline_text="By Ana Ruiz"), lifting=False)

    assert (article.body_html, article.lead_image, names(article)) == (body, None, ["Ana Ruiz"])


def test_a_credit_completes_the_picture_that_came_without_one():
    article = prepared(with_body(f"<p>Photo: Bo Li</p>{BODY}", lead_image=ImportedImage(file="bridge.jpg")))

    assert article.lead_image == ImportedImage(file="bridge.jpg", credit_kind="photograph", credit="Bo Li")


def test_a_line_that_contradicts_its_field_stays_in_the_body():
    body = f"<p>image credit: NASA</p>{BODY}<p>From our partner RIAC</p>"
    own = ImportedImage(file="bridge.jpg", credit="Port Authority")

    article = prepared(with_body(body, partner="Other House", lead_image=own))

    assert (article.body_html, article.partner, article.lead_image) == (body, "Other House", own)


def test_a_line_that_repeats_its_field_goes():
    body = f"<p>image credit: nasa</p>{BODY}<p>From  our partner RIAC</p>"

    article = prepared(with_body(body, partner="RIAC", lead_image=ImportedImage(credit="NASA")))

    assert (article.body_html, article.partner, article.lead_image.credit) == (BODY, "RIAC", "NASA")


def test_the_printed_byline_is_believed_before_the_account_it_was_filed_under():
    article = prepared(with_body(f"<p>By Ana Ruiz</p>{BODY}", bylines=(ADMIN,)))

    assert (names(article), article.body_html) == (["Ana Ruiz"], BODY)
    assert article.warnings == (FILED_UNDER_ANOTHER,)


def test_an_explicit_byline_is_believed_before_the_body():
    body = f"<p>By Ana Ruiz</p>{BODY}"

    article = prepared(with_body(body, bylines=(ImportedByline("Bo Li"),)))

    assert (names(article), article.body_html) == (["Bo Li"], body)
