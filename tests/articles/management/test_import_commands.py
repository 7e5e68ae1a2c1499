"""The import commands: exit codes, reports, and what a second run finds."""

import json
import re
from datetime import UTC, datetime
from functools import partial

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client

from articles.importing.preparing import BATCH
from articles.management import importing
from articles.management.reporting import Progress
from articles.models import Article, Image, PublishedArticle, Section
from authors.models import Author
from newsroom.redirects.models import Redirect
from tests.articles.importing.newsroom_state import every_row, row_counts, state
from tests.articles.importing.readers import killed_reading
from tests.articles.importing.test_feed import BODY, item, rss
from tests.articles.importing.test_store import forget_everything
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
def run(tmp_path):
    """Gives the report of a command; its exit code is under "exit"."""

    def run_command(name, *arguments, **options):
        code = 0
        try:
            call_command(name, *map(str, arguments), "--report", str(tmp_path / "report.json"), **options)
        except SystemExit as left:
            code = left.code
        return json.loads((tmp_path / "report.json").read_text()) | {"exit": code}

    return run_command


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


# --- in two processes -------------------------------------------------------------------------------------------


@pytest.fixture
def mixed(tmp_path):
    """Stories of every sort: with pictures, links, repeats, other scripts; some that cannot be taken."""
    stories = [
        {"id": "1", "title": "Port", "status": "published", "body": "<p>By Ana Ruiz</p><p>Harbour harbour harbour.</p>"},
        {"id": "2", "title": "Pier", "status": "published", "body": '<p>Words.</p><img src="pier.jpg" alt="A pier">'},
        {"id": "3", "title": "Pier", "status": "published", "body": '<p>Words.</p><img src="gone.jpg"><p>On.</p>'},
        {"id": "4", "title": "Links", "body": '<p><a href="http://testserver/x">ours</a> <a href="//b.example">b</a></p>'},
        {"id": "5", "title": "言葉", "language": "ja", "status": "published", "body": "東京の港湾"},
        {"id": "6", "title": " ", "body": "<p></p>"},
        {"id": "7", "title": "Plain", "body": "One.\n\nTwo & three.", "tags": "sea, ports"},
        {"id": "7", "title": "Other", "body": "Another under its number."},
        {"id": "1", "title": "Port", "status": "published", "body": "<p>By Ana Ruiz</p><p>Harbour harbour harbour.</p>"},
        {"id": "8", "title": "Wrong", "tags": {"a": 1}},
    ]  # fmt: skip
    file = tmp_path / "archive.jsonl"
    file.write_text("\n".join([*map(json.dumps, stories), "{broken"]) + "\n")
    (tmp_path / "pier.jpg").write_bytes(picture_file())
    return file


def test_two_processes_leave_the_newsroom_that_one_leaves(run, mixed):
    in_one = run("import_articles", mixed, "--processes", "1")
    alone, found = without_numbers(state()), searched()
    forget_everything()

    in_two = run("import_articles", mixed, "--processes", "2")

    assert in_two == in_one
    assert (in_one["created"], in_one["skipped"], in_one["failed"]) == (7, 1, 3)
    assert (without_numbers(state()), searched()) == (alone, found)
    assert all(found.values())


def without_numbers(newsroom):
    """Pictures stand in bodies with the numbers that the database gave them."""
    return re.sub(r'data-image="\d+"|pictures/\w+', "…", repr(newsroom))


def searched():
    """What readers find, by what they look for."""
    looked_for = ["harbour", "港湾", "harbours", "words", "two", "ruiz"]
    return {words: find(words) for words in looked_for}


def find(words):
    page = Client().get("/search/", {"q": words})
    return sorted(re.findall(r"/2026/[^\"#?]+/", page.content.decode()))


def test_two_processes_change_nothing_the_second_time(run, mixed):
    run("import_articles", mixed, "--processes", "2")
    before = every_row()

    report = run("import_articles", mixed, "--processes", "2")

    assert (report["unchanged"], report["created"], report["updated"]) == (7, 0, 0)
    assert every_row() == before


def test_exports_and_feeds_may_take_two_processes(run, wxr, feed):
    make_partner("RIAC")

    assert run("import_wxr", wxr, "--processes", "2")["created"] == 5
    assert run("import_feed", feed, "--partner", "riac", "--processes", "2")["created"] == 1


@pytest.mark.parametrize("content", [b"", b"just words", b"%PDF-1.7"])
def test_two_processes_refuse_what_cannot_be_read_as_one_does(content, tmp_path):
    (tmp_path / "input").write_bytes(content)

    with pytest.raises(CommandError) as refusal:
        call_command("import_articles", str(tmp_path / "input"), "--processes", "2")

    assert refusal.value.returncode == 2
    assert not Article.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_where_the_reading_process_is_killed_whole_batches_stay_and_the_message_says_so(monkeypatch):
    monkeypatch.setattr("articles.management.commands.import_articles.read", killed_reading)

    with pytest.raises(CommandError) as ending:
        call_command("import_articles", "archive.jsonl", "--processes", "2")

    created = Article.objects.count()
    assert created in {BATCH, 2 * BATCH, 3 * BATCH}
    assert str(ending.value) == (
        f"The process that reads the file ended (killed by SIGKILL). {created:,} were created; "
        "run the same command again for the rest."
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("processes", ["1", "2"])
def test_an_import_that_is_interrupted_says_how_far_it_came(processes, tmp_path, monkeypatch):
    file = tmp_path / "archive.jsonl"
    file.write_text("\n".join(json.dumps({"id": n, "title": f"Headline {n}"}) for n in range(BATCH + 5)))

    def interrupt(progress, number):
        raise KeyboardInterrupt

    monkeypatch.setattr(Progress, "__call__", interrupt)
    with pytest.raises(CommandError) as ending:
        call_command("import_articles", str(file), "--processes", processes)

    assert str(ending.value) == f"Stopped. {BATCH:,} were created; run the same command again for the rest."
    assert (ending.value.returncode, Article.objects.count()) == (130, BATCH)


@pytest.mark.parametrize(("size", "cores", "processes"), [(10, 2, 1), (3_000_000, 2, 2), (3_000_000, 1, 1)])
def test_a_second_process_is_for_large_files_and_a_second_core(size, cores, processes, tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "cores", lambda: cores)
    (tmp_path / "file").write_bytes(b"x" * size)

    assert importing.processes_for(partial(print, tmp_path / "file")) == processes
    assert importing.processes_for(partial(print, b"x" * size)) == processes
    assert importing.processes_for(partial(print, tmp_path / "missing")) == 1


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
