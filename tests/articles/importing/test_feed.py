"""Partners' feeds as articles: whole texts, credits and identities that stay the same."""

import json
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importing.base import (
    ImportedArticle,
    ImportedAuthor,
    ImportedByline,
    ImportedImage,
    ImportFailure,
    Skipped,
    Status,
    UnreadableInput,
    Warned,
)
from articles.importing.feed import read
from articles.importing.feed_values import identity, without_tracking

NOON = datetime(2021, 10, 22, 12, tzinfo=UTC)


def rss(*items, more=""):
    spaces = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:media="http://search.yahoo.com/mrss/"'
    )
    return f'<?xml version="1.0"?><rss version="2.0" {spaces}><channel><title>RIAC</title>{more}{"".join(items)}</channel></rss>'.encode()


def item(more="", link="https://riac.example/a/?utm_source=rss", guid="riac-1"):
    return (
        f"<item><title>Bridges &amp;amp; ports</title><link>{link}</link><guid>{guid}</guid>"
        f"<pubDate>Fri, 22 Oct 2021 14:00:00 +0200</pubDate><description>In short.</description>{more}</item>"
    )


BODY = "<content:encoded><![CDATA[<p>The bridge reopened.</p>]]></content:encoded>"


def of(kind, content, **options):
    return [record for record in read(content, source="riac", **options) if isinstance(record, kind)]


def article(content, **options):
    (found,) = of(ImportedArticle, content, **options)
    return found


def json_feed(*items, **more):
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "RIAC", "items": items} | more
    ).encode()


def test_an_item_of_rss_is_an_article():
    found = article(rss(item(BODY + "<dc:creator>Ana Ruiz and Bo Li</dc:creator><category>Trade</category>")))

    assert found == ImportedArticle(
        source="riac",
        source_id="riac-1",
        headline="Bridges & ports",
        body_html="<p>The bridge reopened.</p>",
        published_at=NOON,
        tags=("Trade",),
        byline_text="Ana Ruiz and Bo Li",
        standfirst="In short.",
        canonical_url="https://riac.example/a/",
        item="item 1 (Bridges & ports)",
    )


def test_an_entry_of_atom_is_an_article():
    content = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>RIAC</title><entry>
        <id>tag:riac.example,2021:1</id><title type="html">Ponts &amp;amp; ports</title>
        <link rel="alternate" href="https://riac.example/a"/><published>2021-10-22T12:00:00Z</published>
        <updated>2021-10-23T12:00:00Z</updated><author><name>Ana Ruiz</name><uri>https://ana.example/</uri></author>
        <author><name>Bo Li</name></author><content type="text">1 &lt; 2</content></entry></feed>"""
    found = article(content)

    assert (found.source_id, found.headline, found.body_html) == (
        "tag:riac.example,2021:1",
        "Ponts & ports",
        "<p>1 &lt; 2</p>",
    )
    assert (found.published_at, found.changed_at) == (NOON, datetime(2021, 10, 23, 12, tzinfo=UTC))
    assert found.language == "fr"
    assert found.bylines == (
        ImportedByline("Ana Ruiz", author=ImportedAuthor("Ana Ruiz", website="https://ana.example/")),
        ImportedByline("Bo Li", author=ImportedAuthor("Bo Li")),
    )


def test_an_item_of_json_feed_is_an_article():
    said = {
        "id": 7,
        "url": "https://riac.example/a?utm_medium=feed",
        "title": "Bridges",
        "content_html": "<p>The bridge reopened.</p>",
        "summary": "In short.",
        "image": "https://riac.example/a.jpg",
        "date_published": "2021-10-22T14:00:00+02:00",
        "authors": [{"name": "Ana Ruiz", "url": "https://ana.example/"}],
        "tags": ["Trade"],
    }
    found = article(json_feed(said, language="en"))

    assert found == ImportedArticle(
        source="riac",
        source_id="7",
        headline="Bridges",
        body_html="<p>The bridge reopened.</p>",
        published_at=NOON,
        tags=("Trade",),
        bylines=(
            ImportedByline("Ana Ruiz", author=ImportedAuthor("Ana Ruiz", website="https://ana.example/")),
        ),
        standfirst="In short.",
        lead_image=ImportedImage(url="https://riac.example/a.jpg"),
        canonical_url="https://riac.example/a",
        language="en",
        item="item 1 (Bridges)",
    )


def test_a_json_feed_of_version_one_and_plain_text_are_read():
    content = json_feed(
        {"id": "1", "content_text": "One\n\nTwo < 3", "date_published": "soon"}, author={"name": "Ana"}
    )
    found = article(content)

    assert (found.body_html, found.bylines[0].name) == ("<p>One</p>\n<p>Two &lt; 3</p>", "Ana")
    assert (found.published_at, found.warnings) == (None, ("Its date could not be read.",))


def test_articles_arrive_as_what_the_agreement_says():
    assert (article(rss(item())).status, article(rss(item()), status=Status.PUBLISHED).status) == (
        "draft",
        "published",
    )


def test_a_summary_cut_from_the_text_is_no_standfirst_and_alone_it_is_the_text():
    cut = item(BODY).replace("In short.", "The bridge […]")

    assert (article(rss(cut)).standfirst, article(rss(cut)).body_html) == ("", "<p>The bridge reopened.</p>")
    assert (article(rss(item())).standfirst, article(rss(item())).body_html) == ("", "In short.")


def test_the_widest_picture_comes_with_its_credit():
    media = (
        '<media:thumbnail url="https://riac.example/t.jpg" width="90"/>'
        '<media:content url="https://riac.example/s.jpg" medium="image" width="300"/>'
        '<media:content url="https://riac.example/l.jpg" type="image/jpeg" width="1200"/>'
        '<media:content url="https://riac.example/film.mp4" type="video/mp4" width="1920"/>'
        "<media:credit>Ana Ruiz</media:credit><media:copyright>RIAC</media:copyright>"
    )

    assert article(rss(item(media))).lead_image == ImportedImage(
        url="https://riac.example/l.jpg", credit="Ana Ruiz", holder="RIAC"
    )


def test_an_enclosed_picture_is_the_picture_and_a_sound_is_not():
    picture = '<enclosure url="https://riac.example/a.jpg" type="image/jpeg" length="1"/>'

    assert article(rss(item(picture))).lead_image == ImportedImage(url="https://riac.example/a.jpg")
    assert article(rss(item(picture.replace("image/jpeg", "audio/mpeg")))).lead_image is None


def test_relative_links_are_completed_from_where_the_feed_was_found():
    assert (
        article(rss(item(link="/b/")), address="https://riac.example/feed.xml").canonical_url
        == "https://riac.example/b/"
    )
    assert (
        article(json_feed({"url": "/b/", "title": "B"}), address="https://riac.example/f").canonical_url
        == "https://riac.example/b/"
    )


# --- identity ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spelling",
    [
        "https://riac.example/a",
        "http://riac.example/a/",
        "HTTPS://RIAC.example:443/a?utm_source=rss&utm_medium=feed",
        "https://riac.example/a/?fbclid=x#utm_campaign=y",
    ],
)
def test_spellings_of_one_address_are_one_identity(spelling):
    assert identity(spelling, "", "", None) == identity("", spelling, "", None) == "https://riac.example/a"


def test_what_differs_more_is_another_identity():
    different = [
        "https://riac.example/a?id=1",
        "https://riac.example/A",
        "https://riac.example:8443/a",
        "riac-1",
        "https://riac.example/a#2",
    ]

    assert len({identity(guid, "", "", None) for guid in different}) == 5


def test_addresses_lose_only_what_tracks():
    assert (
        without_tracking("https://r.example/a?utm_source=x&id=7&gclid=y&q=a%20b#part")
        == "https://r.example/a?id=7&q=a%20b#part"
    )
    assert without_tracking("javascript:alert(1)") == ""


def test_an_id_that_appears_twice_counts_once():
    content = rss(item(), item().replace("Bridges", "Other"))

    assert [found.headline for found in of(ImportedArticle, content)] == ["Bridges & ports"]
    assert of(Skipped, content)[0].reason == "Its id appeared before in this feed; the first counts."


def test_an_item_that_says_nothing_is_named_and_the_others_are_read():
    content = rss("<item><link>https://riac.example/x</link></item>", item())

    assert [type(record) for record in read(content, source="riac")] == [ImportFailure, ImportedArticle]


# --- what cannot be read ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html><body><p>Not found</p></body></html>", "This is no feed (RSS, Atom or JSON Feed)."),
        (b"plain words", "This is no feed"),
        (b"/etc/hostname", "This is no feed"),
        (b"http://127.0.0.1:9/feed", "This is no feed"),
        (
            b'{"version": "https://jsonfeed.org/version/1"}',
            "It is JSON, but no JSON Feed: it has no list of items.",
        ),
        (b'{"items": [', "The feed cannot be read. It is not JSON"),
        (b'{"items": ' + b"[" * 100_000, "The feed cannot be read. It is nested too deeply."),
        (b'{"items": [{"id": NaN}]}', "NaN is not JSON"),
        (b"", "The file is empty."),
    ],
)
def test_what_is_no_feed_is_refused(content, reason):
    with pytest.raises(UnreadableInput) as refusal:
        list(read(content, source="riac"))

    assert reason in str(refusal.value)


def test_a_feed_cut_short_gives_what_is_there_and_a_warning():
    content = rss(item(), item(guid="riac-2"))[:-40]

    assert len(of(ImportedArticle, content)) == 2
    assert "It has faults and was read as far as possible" in of(Warned, content)[0].warning


def test_entities_are_neither_expanded_nor_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    laughs = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    doctype = f'<!DOCTYPE rss [<!ENTITY a "ha">{laughs}<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    bomb = rss(item("<category>&j;</category><category>&x;</category>" + BODY)).replace(
        b"?>", b"?>" + doctype.encode(), 1
    )

    with pytest.raises(UnreadableInput, match="It declares XML entities that are built of others"):
        list(read(bomb, source="riac"))


def test_entities_that_are_names_of_letters_are_read():
    doctype = b'<!DOCTYPE rss [<!ENTITY eacute "&#233;">]>'
    content = rss(item(BODY.replace("<![CDATA[", "").replace("]]>", "").replace("The", "&eacute;"))).replace(
        b"?>", b"?>" + doctype, 1
    )

    assert "é" in article(content).body_html


def test_deep_nesting_is_no_trouble():
    deep = item("<content:encoded>" + "&lt;div&gt;" * 50_000 + "</content:encoded>") + "<x>" * 50_000

    try:
        found = list(read(rss(deep), source="riac"))
    except UnreadableInput:
        found = []
    assert all(isinstance(record, ImportedArticle | Warned | ImportFailure) for record in found)


@given(st.integers(0, 900), st.binary(max_size=4))
def test_a_feed_damaged_anywhere_is_read_or_refused(place, damage):
    whole = rss(item(BODY), item("<media:content url='https://riac.example/a.jpg'/>"))
    try:
        found = list(read(whole[:place] + damage + whole[place + len(damage) :], source="riac"))
    except UnreadableInput:
        found = []
    assert all(record.source_id for record in found if isinstance(record, ImportedArticle))


# --- real feeds -------------------------------------------------------------------------------------------------


def test_every_feed_of_the_corpora_is_read_or_refused(corpora):
    expected = [
        json.loads(line) for line in (corpora / "feeds/EXPECTED-feedparser.jsonl").read_text().splitlines()
    ]
    read_count = refused = items = 0
    for about in expected:
        try:
            found = list(read(corpora / about["file"], source="riac"))
        except UnreadableInput:
            assert not about["entries"], about["file"]
            refused += 1
            continue
        items += sum(isinstance(record, ImportedArticle) for record in found)
        told = [record for record in found if isinstance(record, ImportedArticle | ImportFailure | Skipped)]
        assert len(told) == (about["entries"] or len(told)), about["file"]
        read_count += 1

    assert (len(expected), read_count, refused) == (633, 600, 33)
    assert items > 400


def test_every_bomb_of_the_corpora_is_harmless(corpora):
    bombs = [file.read_bytes() for file in (corpora / "feeds/xxe-bombs").iterdir()]
    bombs += [
        line
        for file in (corpora / "feeds/xxe-bombs").glob("*.txt")
        for line in file.read_bytes().splitlines()
        if line
    ]
    began = time.process_time()

    for bomb in bombs:
        try:
            said = repr(list(read(bomb, source="riac")))
        except UnreadableInput as refusal:
            said = str(refusal)
        assert "root:x:0" not in said
        assert len(said) < 10_000

    assert len(bombs) > 20
    assert time.process_time() - began < 20
