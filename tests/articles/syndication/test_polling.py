"""Partners' feeds, polled from a server on this machine: what arrives waits, what changed is told, nothing is lost."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, PartnerFeed, PublishedArticle, Revision
from articles.syndication.polling import poll_all
from newsroom.lib.fetch import FetchRefused
from tests.factories import edit, make_partner, make_section
from tests.partner_site import serving

pytestmark = pytest.mark.django_db(transaction=False)

ITEM = """<item><guid isPermaLink="false">story-{number}</guid><title>{title}</title><link>https://partner.example/{number}</link>
<pubDate>Sun, 01 Mar 2026 0{number}:00:00 GMT</pubDate><dc:creator>Ana Silva</dc:creator>
<description>What it is about.</description><content:encoded><![CDATA[<p>{body}</p>]]></content:encoded></item>"""
FEED = """<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Partner</title>
<link>https://partner.example/</link><description>d</description>{items}</channel></rss>"""


def feed_of(**bodies):
    items = (
        ITEM.format(number=name[-1], title=f"Title of {name}", body=body) for name, body in bodies.items()
    )
    return FEED.format(items="".join(items)).encode()


@pytest.fixture
def site(settings):
    settings.FETCH_LOOPBACK = True
    with serving() as site:
        yield site


@pytest.fixture
def feed(site):
    return PartnerFeed.objects.create(
        partner=make_partner("Institute of Ports"), url=site.url, section=make_section("East Asia")
    )


def test_what_arrives_waits_in_the_queue_with_credit_and_canonical(site, feed):
    site.body = feed_of(story1="First words.")

    report = poll_all([feed])

    article = Article.objects.get()
    assert (report.created, article.status, article.partner) == (1, "draft", feed.partner)
    assert article.source_url == "https://partner.example/1"
    assert article.section.name == "East Asia"
    assert [line.name for line in article.bylines.all()] == ["Ana Silva"]
    assert not PublishedArticle.objects.exists()


def test_what_the_agreement_lets_through_goes_live_at_once_with_the_partners_line(site, feed, client):
    feed.partner.goes_live = True
    feed.partner.save()
    site.body = feed_of(story1="First words.")

    poll_all([feed])

    row = PublishedArticle.objects.live().get()
    page = client.get(row.path).content.decode()
    assert "From our partner Institute of Ports" in page
    assert '<link rel="canonical" href="https://partner.example/1">' in page


def test_the_second_poll_of_an_unchanged_feed_is_a_304_and_writes_nothing(site, feed):
    site.body = feed_of(story1="First words.")
    poll_all([feed])
    feed.refresh_from_db()

    report = poll_all([feed])

    assert site.asked[1][1]["If-None-Match"] == feed.etag
    assert (report.as_dict()["also"], Revision.objects.count()) == ({"feeds unchanged": 1}, 1)


def test_a_change_at_the_source_updates_an_untouched_draft(site, feed):
    site.body = feed_of(story1="First words.")
    poll_all([feed])
    site.body = feed_of(story1="Better words.", story2="Another story.")

    report = poll_all([feed])

    assert (report.created, report.updated) == (1, 1)
    assert Article.objects.get(headline="Title of story1").body == "<p>Better words.</p>"


def test_a_change_at_the_source_never_overwrites_an_editors_words(site, feed):
    site.body = feed_of(story1="First words.")
    poll_all([feed])
    edit(Article.objects.get(), body="<p>The editor’s words.</p>")
    site.body = feed_of(story1="Better words.")

    poll_all([feed])

    article = Article.objects.get()
    assert article.body == "<p>The editor’s words.</p>"
    assert article.source_changed_at is not None
    assert article.revisions.get(kind="source").content["body"] == "<p>Better words.</p>"


def test_a_change_at_the_source_of_a_live_story_is_flagged_and_not_shown(site, feed):
    feed.partner.goes_live = True
    feed.partner.save()
    site.body = feed_of(story1="First words.")
    poll_all([feed])
    site.body = feed_of(story1="Better words.")

    poll_all([feed])

    assert Article.objects.get().source_changed_at is not None
    assert PublishedArticle.objects.live().get().body_html == "<p>First words.</p>"


def test_one_partners_failure_never_stops_the_next(site, feed):
    site.body = feed_of(story1="First words.")
    broken = PartnerFeed.objects.create(partner=make_partner(), url="http://10.0.0.7/feed")

    report = poll_all([broken, feed])

    broken.refresh_from_db()
    assert (report.created, report.failed) == (1, 1)
    assert broken.error
    assert broken.polled_at


def test_an_unexpected_fault_is_told_and_stops_nobody(site, feed, monkeypatch, caplog):
    second = PartnerFeed.objects.create(partner=make_partner(), url=f"{site.url}?second")
    answers = iter([RuntimeError("torn"), FetchRefused("It took too long.")])

    def broken(*args, **kwargs):
        raise next(answers)

    monkeypatch.setattr("articles.syndication.polling.fetch", broken)

    report = poll_all([feed, second])

    assert [failure["reason"] for failure in report.failures] == ["Unexpected: torn", "It took too long."]


@pytest.mark.parametrize("body", [b"", b"<html>no feed</html>", b"\x00\x01", b"{}", b"<rss"])
def test_what_is_no_feed_is_a_clear_failure(site, feed, body):
    site.body = body

    report = poll_all([feed])

    assert report.failed == 1
    assert report.failures[0]["reason"]
    assert not Article.objects.exists()


def test_a_dry_run_keeps_nothing(site, feed):
    site.body = feed_of(story1="First words.")

    report = poll_all([feed], dry_run=True)

    feed.refresh_from_db()
    assert (report.created, Article.objects.count(), feed.polled_at) == (1, 0, None)


def test_this_machine_is_refused_unless_the_operator_allows_it(site, feed, settings):
    settings.FETCH_LOOPBACK = False
    site.body = feed_of(story1="First words.")

    report = poll_all([feed])

    assert report.failed == 1
    assert site.asked == []


def test_the_command_names_partners_it_does_not_know():
    with pytest.raises(CommandError, match="No such partner: nobody") as refused:
        call_command("fetch_partners", "nobody")
    assert refused.value.returncode == 2


def test_the_command_polls_and_reports(site, feed, tmp_path):
    site.body = feed_of(story1="First words.")
    out = StringIO()

    call_command("fetch_partners", feed.partner.slug, "--report", str(tmp_path / "r.json"), stdout=out)

    assert "1 created" in out.getvalue()
    assert '"created": 1' in (tmp_path / "r.json").read_text()


def test_a_feed_that_declares_no_encoding_is_utf_8(site, feed):
    site.body = feed_of(story1="Überfahrt nach 東京").replace(b'<?xml version="1.0"?>', b"")

    poll_all([feed])

    assert Article.objects.get().body == "<p>Überfahrt nach 東京</p>"


def test_a_feed_that_has_no_stories_yet_is_no_failure(site, feed):
    site.body = feed_of()

    report = poll_all([feed])

    feed.refresh_from_db()
    assert (report.created, report.failed, feed.error) == (0, 0, "")


def test_a_story_taken_by_hand_is_known_when_it_is_polled(site, feed, tmp_path):
    site.body = feed_of(story1="First words.")
    saved = tmp_path / "saved.xml"
    saved.write_bytes(site.body)
    call_command("import_feed", str(saved), "--partner", feed.partner.slug, stdout=StringIO())

    report = poll_all([feed])

    assert (report.created, report.unchanged, Article.objects.count()) == (0, 1, 1)
