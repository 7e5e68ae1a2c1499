"""WordPress exports: what becomes an article, what is named and left, what is refused."""

import json
import tracemalloc
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importing.base import (
    ImportedArticle,
    ImportedAuthor,
    ImportedImage,
    ImportedSection,
    ImportedTag,
    ImportFailure,
    Skipped,
    Status,
    UnreadableInput,
    Warned,
)
from articles.importing.wxr import read

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/{version}/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/{version}/"><channel>
<title>Old News</title><link>https://old.example</link><language>en-GB</language>
<wp:wxr_version>{version}</wp:wxr_version><wp:base_blog_url>https://old.example</wp:base_blog_url>
"""


def export(*parts, version="1.2"):
    return (HEAD.format(version=version) + "\n".join(parts) + "</channel></rss>").encode()


def item(
    number=7,
    kind="post",
    status="publish",
    title="Bridge reopens",
    body="<p>It reopened.</p>",
    more="",
    **fields,
):
    said = {
        "title": title,
        "link": f"https://old.example/2020/05/01/story-{number}/",
        "dc:creator": "ana",
        "guid": f"https://old.example/?p={number}",
        "content:encoded": f"<![CDATA[{body}]]>",
        "wp:post_id": number,
        "wp:post_date": "2020-05-01 10:00:00",
        "wp:post_date_gmt": "2020-05-01 08:00:00",
        "wp:post_name": f"story-{number}",
        "wp:status": status,
        "wp:post_type": kind,
    } | {name.replace("__", ":"): value for name, value in fields.items()}
    return "<item>" + "".join(f"<{name}>{text}</{name}>" for name, text in said.items()) + more + "</item>"


def meta(key, value):
    return f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"


def term(taxonomy, slug, name):
    return f'<category domain="{taxonomy}" nicename="{slug}"><![CDATA[{name}]]></category>'


def category(slug, name, parent="", number=1):
    return (
        f"<wp:category><wp:term_id>{number}</wp:term_id><wp:category_nicename>{slug}</wp:category_nicename>"
        f"<wp:category_parent>{parent}</wp:category_parent><wp:cat_name><![CDATA[{name}]]></wp:cat_name></wp:category>"
    )


def attachment(number=9, parent=0, url="https://old.example/wp-content/uploads/2020/05/pier.jpg", **fields):
    more = meta("_wp_attachment_image_alt", "A pier") + meta("_wp_attached_file", "2020/05/pier.jpg")
    said = {"wp__attachment_url": url, "wp__post_parent": parent, "excerpt__encoded": "At dawn"} | fields
    return item(number, kind="attachment", status="inherit", title="Pier", body="", more=more, **said)


AUTHOR = (
    "<wp:author><wp:author_login>ana</wp:author_login><wp:author_email>ana@old.example</wp:author_email>"
    "<wp:author_display_name><![CDATA[Ana Ruiz]]></wp:author_display_name><wp:author_first_name>Ana</wp:author_first_name>"
    "<wp:author_last_name>Ruiz</wp:author_last_name></wp:author>"
)
PIER = ImportedImage(
    file="2020/05/pier.jpg",
    url="https://old.example/wp-content/uploads/2020/05/pier.jpg",
    source="old.example",
    source_id="9",
    title="Pier",
    caption="At dawn",
    alt="A pier",
)


def of(kind, content, **options):
    return [record for record in read(content, **options) if isinstance(record, kind)]


def article(*parts, **options):
    (found,) = of(ImportedArticle, export(*parts), **options)
    return found


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


def test_comments_are_counted_and_said_to_be_left():
    comment = "<wp:comment><wp:comment_id>1</wp:comment_id></wp:comment>"

    assert of(Warned, export(item(more=comment * 2)))[0].warning == "2 comments were not imported."


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


# --- what cannot be read ----------------------------------------------------------------------------------------

LAUGHS = (
    '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    + "".join(f'<!ENTITY {chr(99 + n)} "{f"&{chr(98 + n)};" * 10}">' for n in range(8))
    + "]>"
)


def with_doctype(doctype, title):
    return export(item(title=title)).replace(b"?>\n<rss", b"?>\n" + doctype.encode() + b"<rss", 1)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (export(item())[:-40], "Line 7: Premature end of data in tag"),
        (export("<title>A & B</title>"), "a bare “&”, which has to be written “&amp;”"),
        (export("<foo:bar/>"), "Namespace prefix foo on bar is not defined"),
        (b"plain words", "The file is not well-formed XML. Line 1: Start tag expected"),
        (b"<catalog><book/></catalog>", "It is XML, but not a WordPress export (WXR)."),
        (b"<rss><channel><item/></channel></rss>", "It looks like a feed: import_feed reads those."),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"/>', "It looks like a feed: import_feed reads those."),
        (with_doctype(LAUGHS, "&j;"), "It declares XML entities"),
        (
            with_doctype('<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>', "&x;"),
            "It declares XML entities",
        ),
        (export("<x>" * 5000), "Excessive depth in document"),
        (b"", "The file is empty."),
    ],
)
def test_a_broken_or_foreign_file_is_refused_before_its_first_record(content, reason):
    with pytest.raises(UnreadableInput) as refusal:
        next(read(content))

    assert reason in str(refusal.value)


def test_a_dtd_elsewhere_is_not_fetched():
    assert (
        of(ImportedArticle, with_doctype('<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">', "Title"))[
            0
        ].headline
        == "Title"
    )


def test_control_characters_pasted_by_authors_are_no_fault():
    assert article(item(body="<p>It\x08 re\x0bopened.</p>")).body_html == "<p>It reopened.</p>"


def test_an_export_in_another_encoding_is_the_same():
    content = export(item(title="Überfahrt")).decode().replace("UTF-8", "UTF-16").encode("utf-16")

    assert of(ImportedArticle, content)[0].headline == "Überfahrt"


def test_blank_lines_before_the_declaration_are_no_fault():
    assert len(of(ImportedArticle, b"\r\n\n" + export(item()))) == 1


@given(st.integers(0, 3000), st.binary(max_size=3))
def test_an_export_damaged_anywhere_is_read_or_refused(place, damage):
    whole = export(AUTHOR, category("asia", "Asia"), item(more=meta("_thumbnail_id", "9")), attachment())

    with suppress(UnreadableInput):
        list(read(whole[:place] + damage + whole[place + len(damage) :]))


def test_an_export_of_any_length_is_read_in_level_memory(tmp_path):
    def peak(count):
        file = tmp_path / f"{count}.xml"
        body = "<p>" + "word " * 800 + "</p>"
        file.write_bytes(export(*(attachment(n) + item(n + count, body=body) for n in range(1, count))))
        tracemalloc.start()
        assert sum(1 for _ in read(file)) == 2 * count - 2
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    assert peak(600) < 1.5 * peak(150)


# --- real exports -----------------------------------------------------------------------------------------------


def test_every_export_of_the_corpora_is_read_whole_or_refused(corpora):
    expected = [json.loads(line) for line in (corpora / "wxr/EXPECTED-counts.jsonl").read_text().splitlines()]
    read_whole = refused = 0
    for about in expected:
        if not about["well_formed"] or not about["wxr_ns"]:
            with pytest.raises(UnreadableInput):
                next(read(corpora / about["file"]))
            refused += 1
            continue
        found = list(read(corpora / about["file"]))
        posts = sum(count for kind, count in about["by_type_status"].items() if kind.startswith("post/"))
        items = [record for record in found if isinstance(record, ImportedArticle | ImportedImage | Skipped)]
        assert sum(isinstance(record, ImportedArticle) for record in found) == posts, about["file"]
        assert len(items) == about["items"], about["file"]
        assert not any(isinstance(record, ImportFailure) for record in found), about["file"]
        read_whole += 1

    assert (read_whole, refused) == (24, 8)
