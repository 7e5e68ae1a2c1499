"""The import commands: exit codes, reports, and what a second run finds."""

import json
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.management import CommandError, call_command

from articles.models import Article, Image, PublishedArticle, Section
from authors.models import Author
from newsroom.redirects.models import Redirect
from tests.articles.importing.newsroom_state import every_row, row_counts
from tests.articles.importing.test_feed import BODY, item, rss
from tests.articles.importing.test_wxr import AUTHOR, attachment, category, export, meta, term
from tests.articles.importing.test_wxr import item as post
from tests.factories import make_partner, make_section
from tests.pictures import picture_file

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def jsonl(tmp_path):
    file = tmp_path / "archive.jsonl"
    stories = [
        {
            "source_id": str(number),
            "headline": f"Headline {number}",
            "status": "published",
            "body_html": "<p>image credit: NASA</p><p>Words.</p>",
        }
        | {
            "published_at": "2020-05-01T08:00Z",
            "lead_image": {"file": "pier.jpg", "alt": "A pier"},
            "section": "Asia",
        }
        for number in range(3)
    ]
    file.write_text("\n".join(map(json.dumps, stories)) + "\n")
    (tmp_path / "pier.jpg").write_bytes(picture_file())
    return file


def counts(report):
    return {name: report[name] for name in ("created", "updated", "unchanged", "skipped", "failed", "exit")}


# --- import_articles --------------------------------------------------------------------------------------------


def test_an_archive_comes_in_once_with_the_pictures_beside_it(run, jsonl):
    first = run("import_articles", jsonl)
    before = every_row()
    second = run("import_articles", jsonl)

    assert counts(first) == {"created": 3, "updated": 0, "unchanged": 0, "skipped": 0, "failed": 0, "exit": 0}
    assert counts(second) == {
        "created": 0,
        "updated": 0,
        "unchanged": 3,
        "skipped": 0,
        "failed": 0,
        "exit": 0,
    }
    assert every_row() == before
    assert Article.objects.first().source == "archive"
    assert Image.objects.get().credit == "NASA"


def test_a_bad_line_is_told_and_the_exit_code_is_one(run, jsonl, capsys):
    jsonl.write_text(jsonl.read_text() + "{broken\n")

    report = run("import_articles", jsonl)

    assert counts(report) == {
        "created": 3,
        "updated": 0,
        "unchanged": 0,
        "skipped": 0,
        "failed": 1,
        "exit": 1,
    }
    assert report["failures"][0]["item"] == "line 4"
    assert "line 4: It is not JSON" in capsys.readouterr().err


@pytest.mark.parametrize(
    "content", [None, b"", b"\x00\x01", b"just words", b'[{"headline": "a"}', b"%PDF-1.7"]
)
@pytest.mark.parametrize("command", ["import_articles", "import_wxr"])
def test_what_cannot_be_read_is_exit_code_two_and_nothing_is_written(command, content, tmp_path):
    file = tmp_path / "input"
    if content is not None:
        file.write_bytes(content)
    before = row_counts()

    with pytest.raises(CommandError) as refusal:
        call_command(command, str(file))

    assert (refusal.value.returncode, row_counts()) == (2, before)


def test_lifting_can_be_turned_off(run, jsonl):
    run("import_articles", jsonl, "--no-lift")

    assert "image credit: NASA" in Article.objects.first().body


def test_a_dry_run_reports_and_writes_nothing(run, jsonl):
    before = row_counts()

    report = run("import_articles", jsonl, "--dry-run")

    assert (report["created"], report["dry_run"], row_counts()) == (3, True, before)


def test_times_without_a_zone_are_the_sites(run, tmp_path):
    (tmp_path / "a.csv").write_text("id,title,status,date\n1,A,published,2020-05-01 08:00\n")

    run("import_articles", tmp_path / "a.csv")

    assert PublishedArticle.objects.get().published_at == datetime(2020, 5, 1, 0, tzinfo=UTC)  # Singapore


@pytest.mark.parametrize("command", ["import_articles", "import_wxr", "import_feed"])
def test_help_has_examples_and_exit_codes(command, capsys):
    with pytest.raises(SystemExit):
        call_command(command, "--help")

    said = capsys.readouterr().out
    assert f"manage.py {command} " in said
    assert "exit codes: 0 all done, 1 some items failed" in said


# --- import_wxr -------------------------------------------------------------------------------------------------


@pytest.fixture
def wxr(tmp_path):
    file = tmp_path / "export.xml"
    file.write_bytes(
        export(
            AUTHOR,
            category("asia", "Asia"),
            post(
                1,
                more=meta("_thumbnail_id", "9") + term("category", "asia", "Asia"),
                link="https://old.example/blog/one.html",
            ),
            post(2, status="draft"),
            post(3, status="private"),
            post(4, status="future", wp__post_date_gmt="2026-04-01 08:00:00"),
            post(5, status="pending"),
            post(6, kind="page"),
            attachment(9),
        )
    )
    (tmp_path / "uploads" / "2020" / "05").mkdir(parents=True)
    (tmp_path / "uploads" / "2020" / "05" / "pier.jpg").write_bytes(picture_file())
    return file


def test_an_export_comes_in_whole_and_once(run, wxr):
    first = run("import_wxr", wxr, "--media", wxr.parent / "uploads")
    before = every_row()
    second = run("import_wxr", wxr, "--media", wxr.parent / "uploads")

    assert counts(first) == {"created": 5, "updated": 0, "unchanged": 0, "skipped": 1, "failed": 0, "exit": 0}
    assert counts(second) == {
        "created": 0,
        "updated": 0,
        "unchanged": 5,
        "skipped": 1,
        "failed": 0,
        "exit": 0,
    }
    assert every_row() == before
    assert first["skips"] == [{"reason": "A page is no article.", "count": 1, "items": ["page 6"]}]


def test_states_paths_people_and_pictures_are_kept(run, wxr):
    run("import_wxr", wxr, "--media", wxr.parent / "uploads")

    states = {article.source_id: article.state_at(NOW) for article in Article.objects.all()}
    row = PublishedArticle.objects.live().get()
    assert states == {"1": "live", "2": "draft", "3": "draft", "4": "scheduled", "5": "in_review"}
    assert (row.section.path, [line["name"] for line in row.bylines]) == ("asia", ["Ana Ruiz"])
    assert (row.pictures[0]["alt"], bool(row.pictures[0]["src"])) == ("A pier", True)
    assert list(Redirect.objects.values_list("old_path", "new_path")) == [("/blog/one.html", row.path)]
    assert Author.objects.get().email == "ana@old.example"


def test_pictures_that_come_in_a_second_run_complete_the_stories(run, wxr):
    run("import_wxr", wxr)
    assert PublishedArticle.objects.live().get().pictures[0]["src"] == ""

    report = run("import_wxr", wxr, "--media", wxr.parent / "uploads")

    assert (report["also"]["images"], report["unchanged"], report["failed"]) == (1, 5, 0)
    assert "A picture without its file" not in Article.objects.get(source_id="1").marks
    assert PublishedArticle.objects.live().get().pictures[0]["src"]


# --- import_feed ------------------------------------------------------------------------------------------------


@pytest.fixture
def feed(tmp_path):
    file = tmp_path / "feed.xml"
    file.write_bytes(rss(item(BODY)))
    return file


def test_a_feeds_items_wait_at_the_desk_as_the_partners(run, feed):
    riac = make_partner("RIAC")
    asia = make_section("Asia")

    report = run("import_feed", feed, "--partner", "riac", "--section", "asia")

    article = Article.objects.get()
    assert counts(report) == {
        "created": 1,
        "updated": 0,
        "unchanged": 0,
        "skipped": 0,
        "failed": 0,
        "exit": 0,
    }
    assert (article.status, article.partner, article.section) == ("draft", riac, asia)
    assert (article.source, article.source_url) == (f"partner:{riac.pk}", "https://riac.example/a/")
    assert not PublishedArticle.objects.exists()


def test_where_the_agreement_says_so_they_are_live_at_once_with_credit_and_canonical(run, feed):
    make_partner("RIAC", goes_live=True)

    run("import_feed", feed, "--partner", "riac")

    row = PublishedArticle.objects.live().get()
    assert (row.partner_credit["text"], row.canonical_url) == (
        "From our partner RIAC",
        "https://riac.example/a/",
    )


def test_the_same_feed_again_changes_nothing_and_a_changed_story_its_draft(run, feed):
    make_partner("RIAC")
    run("import_feed", feed, "--partner", "riac")
    before = every_row()
    assert run("import_feed", feed, "--partner", "riac")["unchanged"] == 1
    assert every_row() == before

    feed.write_bytes(rss(item(BODY.replace("reopened", "closed"), link="http://riac.example/a?utm_source=x")))
    report = run("import_feed", feed, "--partner", "riac")

    assert (report["updated"], "closed" in Article.objects.get().body) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["nowhere.xml", "--partner", "riac"], "nowhere.xml could not be opened"),
        (["nowhere.xml", "--partner", "unknown"], "There is no partner “unknown”. Known are: riac."),
        (["nowhere.xml", "--partner", "riac", "--section", "moon"], "There is no section “moon”."),
        (["http://127.0.0.1:1/feed", "--partner", "riac"], "http://127.0.0.1:1/feed: "),
    ],
)
def test_what_cannot_be_asked_for_is_said_with_exit_code_two(arguments, reason):
    make_partner("RIAC")

    with pytest.raises(CommandError) as refusal:
        call_command("import_feed", *arguments)

    assert reason in str(refusal.value)
    assert refusal.value.returncode == 2
    assert not Section.objects.exists()


# --- in two processes -------------------------------------------------------------------------------------------


def test_exports_and_feeds_may_take_two_processes(run, wxr, feed):
    make_partner("RIAC")

    assert run("import_wxr", wxr, "--processes", "2")["created"] == 5
    assert run("import_feed", feed, "--partner", "riac", "--processes", "2")["created"] == 1
