"""What a second process reads for the one that writes: everything, in order, not too much at a time, and no riddles
when it ends."""

import subprocess
import sys
from functools import partial

import pytest

from articles.importing import ahead
from articles.importing.ahead import Job, ReaderStopped, reading_ahead
from articles.importing.ahead_process import AHEAD, Balance
from articles.importing.base import UnreadableInput
from articles.importing.preparing import BATCH
from tests.articles.importing import readers


def job(reader, *arguments):
    return Job(partial(reader, *arguments), lifting=True, language="en-gb")


@pytest.fixture
def processes(monkeypatch):
    """The processes that were begun."""
    begun = []

    class Noted(subprocess.Popen):
        def __init__(self, *arguments, **options):
            super().__init__(*arguments, **options)
            begun.append(self)

    monkeypatch.setattr(ahead.subprocess, "Popen", Noted)
    return begun


def test_the_stories_come_all_and_in_their_order_in_whole_batches():
    with reading_ahead(job(readers.stories, 1, 2 * BATCH + 5)) as batches:
        found = list(batches)

    assert [len(batch) for batch in found] == [BATCH, BATCH, 5]
    assert [int(each.source_id) for batch in found for each in batch] == list(range(1, 2 * BATCH + 6))


def test_the_first_come_as_they_are_since_the_writer_waits_and_later_ones_digested():
    with reading_ahead(job(readers.stories, 1, 6 * BATCH)) as batches:
        first, *_, last = list(batches)

    assert not any(each.digest for each in first)
    assert any(each.digest for each in last)
    assert [each.fingerprint() for each in last] == [
        each.fingerprint() for each in readers.stories(5 * BATCH + 1, 6 * BATCH)
    ]


def test_it_is_never_more_than_a_few_batches_ahead(tmp_path, processes):
    tally = tmp_path / "tally"

    with reading_ahead(job(readers.endless, tally)) as batches:
        next(batches)
        next(batches)

    fetched, sending, making = 2, 1, 1
    assert tally.stat().st_size <= BATCH * (fetched + sending + AHEAD + making) + 1
    assert processes[0].returncode is not None


def test_the_process_ends_with_the_writer_whatever_ended_that(tmp_path, processes):
    def interrupted():
        with reading_ahead(job(readers.endless, tmp_path / "tally")) as batches:
            next(batches)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    assert processes[0].returncode is not None


def test_what_cannot_be_read_is_said_in_the_readers_words():
    with (
        pytest.raises(UnreadableInput, match=r"^The file is empty\.$"),
        reading_ahead(job(readers.unreadable, "The file is empty.")) as batches,
    ):
        next(batches)


@pytest.mark.parametrize(
    ("reader", "ending"), [(readers.killed_after, "killed by SIGKILL"), (readers.broken_after, "exit code 1")]
)
def test_a_process_that_ends_too_soon_is_not_taken_for_the_end_of_the_file(reader, ending):
    with reading_ahead(job(reader, 3 * BATCH)) as batches:
        assert len(next(batches)) == BATCH
        with pytest.raises(ReaderStopped, match=ending):
            list(batches)


def test_more_is_digested_ahead_while_the_writer_is_busy_and_less_while_it_waits():
    balance = Balance()

    def share_after(seconds):
        for _ in range(20):
            balance.fetched(seconds)
        return sum(balance.here() for _ in range(100))

    assert not balance.here()
    assert (share_after(3.0), share_after(0.001)) == (100, 0)


@pytest.mark.parametrize("reader", ["tabular", "wxr", "feed"])
def test_the_process_that_reads_has_no_database_to_write_to(reader):
    asked = f"import sys, articles.importing.ahead_process, articles.importing.{reader}; print('django' in sys.modules)"

    said = subprocess.run(
        [sys.executable, "-c", asked], cwd=ahead.ROOT, check=True, capture_output=True, text=True
    )

    assert said.stdout == "False\n"
