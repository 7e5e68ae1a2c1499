"""An import in one process and in two: the same newsroom, and a clear word when either is stopped."""

import json
import re
from datetime import UTC, datetime
from functools import partial
from types import SimpleNamespace

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client

from articles.importing.preparing import BATCH
from articles.management import importing
from articles.management.reporting import Progress
from articles.models import Article
from tests.articles.importing.newsroom_state import every_row, state
from tests.articles.importing.readers import killed_reading
from tests.articles.importing.test_store import forget_everything
from tests.pictures import picture_file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False):
        yield


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


@pytest.mark.parametrize("content", [b"", b"just words", b"%PDF-1.7"])
def test_two_processes_refuse_what_cannot_be_read_as_one_does(content, tmp_path):
    (tmp_path / "input").write_bytes(content)

    with pytest.raises(CommandError) as refusal:
        call_command("import_articles", str(tmp_path / "input"), "--processes", "2")

    assert refusal.value.returncode == 2
    assert not Article.objects.exists()


@pytest.fixture
def outside_a_transaction(monkeypatch):
    """As far as the command can tell: a test runs in one."""
    monkeypatch.setattr(importing, "connection", SimpleNamespace(in_atomic_block=False, vendor=""))


@pytest.mark.usefixtures("outside_a_transaction")
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


@pytest.mark.usefixtures("outside_a_transaction")
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
