"""Small WordPress exports, made up for the tests: an item, its terms, an attachment, the file around them."""

from articles.importing.base import (
    ImportedArticle,
    ImportedImage,
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
