"""The demo newsroom: it loads through the ordinary door, every page of it answers, and it never opens a real site."""

import io
import zlib
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from PIL import Image as Canvas

from articles.demo import drawing, pictures
from articles.demo.markup import body_html
from articles.demo.paper import PARTNERS, SECTIONS
from articles.demo.people import LOGINS, PEOPLE
from articles.demo.publications import ISSUES
from articles.demo.words import BadStory, _read, stories
from articles.models import Article, Image, PublishedArticle, Section, State
from articles.publishing.pictures import UNCREDITED
from articles.publishing.rebuild import rebuild_site
from articles.reports.files import open_document
from articles.reports.models import PublishedReport, Report
from articles.site import trending
from authors.models import Author, Partner

PASSWORD = "a long sentence nobody guesses"


def plain(drawn) -> bytes:
    """A tiny picture instead of the drawing: no two are the same file."""
    file = io.BytesIO()
    colour = zlib.crc32(repr(drawn).encode()).to_bytes(4, "big")[:3]
    Canvas.new("RGB", (24, 16), tuple(colour)).save(file, "PNG")
    return file.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where the demo's files are."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, folder):
    """The demo, loaded once; what it printed. Rolled back after the module."""
    from django.test import override_settings

    said = io.StringIO()
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=folder / "media", PRIVATE_MEDIA_ROOT=folder / "private-media"),
        transaction.atomic(),
    ):
        with patch.object(pictures, "draw", plain), patch.object(drawing, "SCALE", 0.2):
            call_command("load_demo", password=PASSWORD, stdout=said)
        yield said.getvalue()
        transaction.set_rollback(True)


def test_its_publications_came_out_with_their_files_and_one_is_to_come(demo, folder, settings):
    settings.PRIVATE_MEDIA_ROOT = folder / "private-media"
    live = PublishedReport.objects.live().select_related("file")

    assert live.count() == len(ISSUES) - 1 == 4
    assert Report.objects.in_state(State.SCHEDULED, timezone.now()).count() == 1
    for row in live:
        file = row.file
        document = open_document((settings.PRIVATE_MEDIA_ROOT / file.name).read_bytes())
        assert (document.pages, document.sha256) == (file.pages, file.sha256)
        assert file.pages > len(row.articles)
        assert Client().get(row.path).status_code == 200


def test_it_fills_a_newsroom(demo):
    assert Article.objects.count() == len(stories()) >= 60
    assert Section.objects.count() == len(SECTIONS) == 14
    assert Author.objects.count() == len(PEOPLE) == 25
    assert Partner.objects.count() == len(PARTNERS) == 3
    assert Partner.objects.filter(may_republish=True, feeds=None).count() == 1
    assert Partner.objects.exclude(feeds=None).count() == 1


def test_stories_stand_in_every_state(demo):
    now = timezone.now()

    counts = {state: Article.objects.in_state(state, now).count() for state in State}

    assert min(counts.values()) >= 1
    assert counts[State.LIVE] >= 50
    assert counts[State.SCHEDULED] == 3


def test_every_page_answers(demo):
    now = timezone.now()
    client = Client()
    paths = ["/", *PublishedArticle.objects.live(now).values_list("path", flat=True)]
    paths += [
        thing.get_absolute_url() for model in (Section, Author, Partner) for thing in model.objects.all()
    ]

    statuses = {path: client.get(path).status_code for path in paths}

    assert {path: status for path, status in statuses.items() if status != 200} == {}


def test_the_withdrawn_story_says_why(demo):
    gone = PublishedArticle.objects.in_force().get(withdrawn=True)

    page = Client().get(gone.path)

    assert page.status_code == 410
    assert gone.public_reason in page.content.decode()


def test_every_picture_has_its_credit_and_its_words(demo):
    assert Image.objects.filter(credit="").count() == Image.objects.filter(alt="").count() == 0
    for row in PublishedArticle.objects.live():
        for picture in row.pictures + row.body_pictures:
            assert picture["credit"] not in ("", UNCREDITED)
            assert picture["alt"]
    assert Author.objects.exclude(portrait="").filter(portrait_credit="").count() == 0


def test_the_past_is_in_order(demo):
    """Each story was written, approved and published at its own moments, none of them after now."""
    article = Article.objects.get(slug="heat-clock")
    timeline = list(article.publications.all())
    revisions = list(article.revisions.order_by("number"))

    assert [entry.significance for entry in timeline] == ["first", "update", "update"]
    assert [entry.live_until for entry in timeline[:-1]] == [entry.live_from for entry in timeline[1:]]
    assert [r.created_at for r in revisions] == sorted(r.created_at for r in revisions)
    assert timeline[-1].live_from < timezone.now()
    assert revisions[0].created_at < timeline[0].live_from - timedelta(hours=20)


def test_a_rebuild_changes_nothing(demo):
    before = list(PublishedArticle.objects.order_by("pk").values())

    rebuild_site()

    assert list(PublishedArticle.objects.order_by("pk").values()) == before


def test_trending_is_alive(demo):
    assert len(trending.rows(timezone.now())) == trending.SHOWN


def test_somebody_can_log_in_as_each_role(demo):
    for login in LOGINS:
        user = User.objects.get(username=login.username)

        assert user.check_password(PASSWORD)
        assert login.username in demo
    assert PASSWORD not in demo


def test_it_goes_into_an_empty_database_only(demo):
    before = Article.objects.count()

    call_command("load_demo", if_empty=True)
    with pytest.raises(CommandError, match="already has articles"):
        call_command("load_demo", password=PASSWORD)

    assert Article.objects.count() == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("password", "complaint"), [("", "DEBUG is off"), ("newsroom", "well-known"), ("12345", "too weak")]
)
def test_without_debug_it_asks_for_a_password_of_ones_own(password, complaint):
    with pytest.raises(CommandError, match=complaint):
        call_command("load_demo", password=password)

    assert not User.objects.exists()


@pytest.mark.parametrize("scene", sorted(pictures.SCENES))
def test_a_scene_is_the_same_each_time_and_another_with_another_seed(scene, monkeypatch):
    monkeypatch.setattr(drawing, "SCALE", 0.2)

    def drawn(seed: str) -> bytes:
        sheet = drawing.Sheet(seed, "dawn")
        pictures.SCENES[scene](sheet)
        return sheet.image.tobytes()

    assert drawn("one") == drawn("one")
    assert drawn("one") != drawn("two")


def test_a_body_is_written_in_plain_blocks():
    text = "## A *head*\n\nOne **line**\nand [more](/x/).\n\n> Said.\n> — Who\n\n- a\n- b\n\n| A |\n| 1 |\n\n![0]"

    html = body_html(text, {0: "<figure></figure>"})

    assert html.split("\n") == [
        "<h2>A <em>head</em></h2>",
        '<p>One <strong>line</strong> and <a href="/x/">more</a>.</p>',
        "<blockquote><p>Said.</p><p><cite>Who</cite></p></blockquote>",
        "<ul><li>a</li><li>b</li></ul>",
        '<table><thead><tr><th scope="col">A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>',
        "<figure></figure>",
    ]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("headline: A\n", "no line of dashes"),
        ("headline\n---\n", "is not “name: value”"),
        ("headline: A\nsection: s\nwhen: soon\n---\n", "“soon” is no time"),
        ("headline: A\nsection: s\nwhen: 1h\nwehn: 2h\n---\n", "unknown: wehn"),
    ],
)
def test_a_story_that_says_it_wrong_is_named(tmp_path, text, complaint):
    path = tmp_path / "harbour.txt"
    path.write_text(text)

    with pytest.raises(BadStory, match=f"harbour.txt.*{complaint}"):
        _read(path)
