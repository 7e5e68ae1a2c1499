"""WordPress exports: what becomes an article, what is named and left, what is refused."""

from datetime import UTC, datetime

import pytest

from articles.importing.base import (
    ImportedArticle,
    ImportedAuthor,
    ImportedImage,
    ImportedSection,
    ImportedTag,
    ImportFailure,
    Skipped,
    Status,
    Warned,
)
from articles.importing.wxr import read
from tests.articles.importing.wxr_samples import (
    AUTHOR,
    PIER,
    article,
    attachment,
    category,
    export,
    item,
    meta,
    of,
    term,
)

# --- posts ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_a_post_is_an_article(version):
    (found,) = of(ImportedArticle, export(AUTHOR, item(excerpt__encoded="In short"), version=version))

    assert (found.source, found.source_id, found.item) == ("old.example", "7", "post 7")
    assert (found.headline, found.standfirst, found.body_html) == (
        "Bridge reopens",
        "In short",
        "<p>It reopened.</p>",
    )
    assert (found.slug, found.path) == ("story-7", "/2020/05/01/story-7/")
    assert (found.status, found.published_at) == (Status.PUBLISHED, datetime(2020, 5, 1, 8, tzinfo=UTC))
    assert [byline.name for byline in found.bylines] == ["Ana Ruiz"]
    assert (found.language, found.warnings) == ("en-GB", ())


@pytest.mark.parametrize(
    ("status", "kept", "path"),
    [
        ("publish", Status.PUBLISHED, True),
        ("future", Status.PUBLISHED, True),
        ("draft", Status.DRAFT, False),
        ("pending", Status.IN_REVIEW, False),
        ("private", Status.DRAFT, False),
        ("inherit", Status.DRAFT, False),
        ("embargoed", Status.DRAFT, False),
    ],
)
def test_what_was_not_public_there_does_not_become_public_here(status, kept, path):
    found = article(item(status=status))

    assert (found.status, bool(found.path)) == (kept, path)
    assert bool(found.warnings) == (status in {"private", "inherit", "embargoed"})


def test_a_post_behind_a_password_is_kept_as_a_draft():
    found = article(item(wp__post_password="secret"))

    assert (found.status, found.path) == (Status.DRAFT, "")
    assert found.warnings == ("It is protected by a password at its source; it was kept as a draft.",)


def test_everything_else_is_named_and_left():
    parts = [
        item(1, kind="page"),
        item(2, kind="nav_menu_item"),
        item(3, kind="customcpt"),
        item(4, status="trash"),
        item(5, status="auto-draft"),
        item(6, kind="revision"),
        attachment(8, url="https://old.example/report.pdf", excerpt__encoded=""),
    ]

    assert [(skip.item, skip.reason) for skip in of(Skipped, export(*parts))] == [
        ("page 1", "A page is no article."),
        ("nav_menu_item 2", "A menu entry is no article."),
        ("customcpt 3", "Posts of the type “customcpt” are not imported."),
        ("post 4", "It is in the trash."),
        ("post 5", "It is an automatic draft that nobody saved."),
        ("revision 6", "WordPress’s own workings are not imported."),
        ("attachment 8", "An attachment that is no picture is not imported."),
    ]


def test_other_post_types_come_when_asked_for():
    assert (
        article(item(kind="customcpt"), post_types=frozenset({"post", "customcpt"})).headline
        == "Bridge reopens"
    )


def test_a_draft_without_a_date_has_none_and_the_local_date_counts_in_its_zone():
    zeros = {"wp__post_date_gmt": "0000-00-00 00:00:00"}
    undated = article(
        item(
            status="draft",
            wp__post_date="0000-00-00 00:00:00",
            pubDate="Mon, 30 Nov -0001 00:00:00 +0000",
            **zeros,
        )
    )
    local = article(item(**zeros))

    assert undated.published_at is None
    assert local.published_at == datetime(2020, 5, 1, 10, tzinfo=UTC)


def test_a_date_nobody_can_read_is_a_failure_and_the_rest_goes_on():
    found = list(read(export(item(1, wp__post_date_gmt="soon"), item(2))))

    assert [type(record) for record in found] == [ImportFailure, ImportedArticle]
    assert (found[0].item, "The date “soon” could not be read" in found[0].reason) == ("post 1", True)


def test_two_items_of_one_number_are_two_articles_whatever_their_order():
    first = item(7, guid="https://old.example/?p=a")
    second = item(7, guid="https://old.example/?p=b")

    def ids(*parts):
        return sorted(found.source_id for found in of(ImportedArticle, export(*parts)))

    assert (
        ids(first, second)
        == ids(second, first)
        == ["7:https://old.example/?p=a", "7:https://old.example/?p=b"]
    )


def test_headlines_lose_their_markup_and_entities():
    assert (
        article(item(title="<![CDATA[Bridges &amp; <em>ports</em> &#8211; again]]>")).headline
        == "Bridges & ports – again"
    )


# --- terms and people -------------------------------------------------------------------------------------------


def test_categories_are_sections_with_those_above_them_and_the_others_become_tags():
    found = article(
        category("asia", "Asia"),
        category("east-asia", "East Asia", parent="asia"),
        category("trade", "Trade"),
        item(more=term("category", "asia", "Asia") + term("category", "east-asia", "East Asia")
             + term("category", "trade", "Trade") + term("post_tag", "ports", "Ports")),
    )  # fmt: skip

    assert found.section == ImportedSection(
        "East Asia", "east-asia", parents=(ImportedSection("Asia", "asia"),)
    )
    assert found.tags == ("Ports", "Trade")


def test_the_category_marked_as_primary_is_the_section():
    found = article(
        category("asia", "Asia", number=1),
        category("trade", "Trade", number=2),
        item(
            more=term("category", "asia", "Asia")
            + term("category", "trade", "Trade")
            + meta("_yoast_wpseo_primary_category", "2")
        ),
    )

    assert (found.section.name, found.tags) == ("Trade", ("Asia",))


def test_uncategorized_is_no_section():
    parts = [
        category("uncategorized", "Uncategorized"),
        item(more=term("category", "uncategorized", "Uncategorized")),
    ]

    assert article(*parts).section is None
    assert of(ImportedSection, export(*parts)) == []


def test_categories_that_are_each_others_parents_end_somewhere():
    found = article(category("a", "A", "b"), category("b", "B", "a"), item(more=term("category", "a", "A")))

    assert found.section == ImportedSection("A", "a", parents=(ImportedSection("B", "b"),))


def test_terms_without_a_slug_do_not_count_twice():
    twice = (
        "<category><![CDATA[Asia]]></category>"
        + term("category", "asia", "Asia")
        + "<category domain='tag'>Ports</category>"
    )
    found = article(item(more=twice + term("tag", "ports", "Ports")))

    assert (found.section, found.tags) == (ImportedSection("Asia", "asia"), ("Ports",))


def test_co_authors_are_the_bylines_in_their_order():
    guest = item(
        50, kind="guest-author", more=meta("cap-display_name", "Bo Li") + meta("cap-user_login", "bo")
    )
    found = article(
        AUTHOR, item(more=term("author", "cap-bo", "bo") + term("author", "cap-ana", "ana")), guest
    )

    assert [byline.name for byline in found.bylines] == ["Bo Li", "Ana Ruiz"]
    assert found.bylines[1].author == ImportedAuthor(
        "Ana Ruiz", "Ruiz, Ana", slug="ana", email="ana@old.example"
    )


def test_the_account_of_a_post_is_told_from_a_printed_name():
    assert article(AUTHOR, item()).bylines[0].author.login == "ana"


def test_authors_sections_and_tags_that_no_post_uses_come_too():
    tag = "<wp:tag><wp:tag_slug>ports</wp:tag_slug><wp:tag_name>Ports</wp:tag_name></wp:tag>"
    newer = "<wp:term><wp:term_taxonomy>category</wp:term_taxonomy><wp:term_slug>sea</wp:term_slug><wp:term_name>Sea</wp:term_name></wp:term>"
    other = "<wp:term><wp:term_taxonomy>mood</wp:term_taxonomy><wp:term_slug>calm</wp:term_slug><wp:term_name>Calm</wp:term_name></wp:term>"

    found = list(read(export(AUTHOR, category("asia", "Asia"), tag, newer, other)))

    assert found == [
        ImportedAuthor("Ana Ruiz", "Ruiz, Ana", login="ana", email="ana@old.example"),
        ImportedSection("Asia", "asia"),
        ImportedSection("Sea", "sea"),
        ImportedTag("Ports", "ports"),
        Warned("the file", "1 terms of the taxonomy “mood” were not imported."),
    ]


def test_comments_on_what_is_not_imported_are_counted_and_said_to_be_left():
    comment = "<wp:comment><wp:comment_id>1</wp:comment_id></wp:comment>"
    page = item(kind="page", more=comment * 2)

    assert of(Warned, export(page))[0].warning == "2 comments on what was not imported were left."


# --- pictures ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("before", [True, False])
def test_the_featured_image_is_found_before_and_after_its_post(before):
    post = item(more=meta("_thumbnail_id", "9"))
    parts = [attachment(), post] if before else [post, attachment()]

    assert article(*parts).lead_image == PIER
    assert of(ImportedImage, export(*parts)) == [PIER]


def test_a_featured_image_of_another_file_is_no_error():
    assert article(item(more=meta("_thumbnail_id", "404"))).lead_image is None


def test_a_post_with_an_attachment_address_of_its_own_is_illustrated_by_it():
    found = article(item(status="inherit", wp__attachment_url="https://old.example/p.png")).lead_image

    assert found == ImportedImage(
        url="https://old.example/p.png", source="old.example", source_id="7:attachment"
    )


def test_pictures_in_the_body_are_those_of_the_library():
    body = '[caption id="attachment_9"]<img src="https://old.example/pier-300x200.jpg"> Here[/caption]\n\nText [gallery]'
    found = article(item(7, body=body), attachment(parent=7))

    assert found.body_html.count("<figure data-picture=") == 2
    assert [(image.source_id, image.caption) for image in found.body_images] == [
        ("9", "Here"),
        ("9", "At dawn"),
    ]
