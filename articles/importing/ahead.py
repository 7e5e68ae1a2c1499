"""Reading in a second process while this one writes. It reads, prepares and digests records, has no database, and is
never more than a few batches ahead, so that memory stays level."""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from articles.importing.base import Record, Records, UnreadableInput

ROOT = Path(__file__).parents[2]
LENGTH = 8  # bytes that say how long the message is that follows
PATIENCE = 10  # seconds for a process that has said its last


class ReaderStopped(Exception):
    """The second process ended before the file did. What was written stays."""


@dataclass(frozen=True)
class Job:
    """What the second process is to do. `reading` gives the records; it can be pickled. `language` is the site's."""

    reading: Callable[[], Records]
    lifting: bool
    language: str


@contextmanager
def reading_ahead(job: Job) -> Iterator[Iterator[list[Record]]]:
    """The batches of a job, ready for the store. Going through them raises what the reader raises (UnreadableInput),
    and ReaderStopped. The process ends with the block, however that ends."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "articles.importing.ahead_process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": path},
        start_new_session=True,  # Ctrl-C is for the one who writes, and ends this one too
    )
    assert process.stdin and process.stdout  # noqa: S101  asked for above
    with process:
        try:
            _hand_over(job, process.stdin)
            yield _batches(process, process.stdout)
        finally:
            process.kill()


def _hand_over(job: Job, stdin: IO[bytes]) -> None:
    try:
        with stdin:
            pickle.dump(job, stdin)
    except BrokenPipeError:
        return  # it is gone; listening to it tells how


def _batches(process: subprocess.Popen, stdout: IO[bytes]) -> Iterator[list[Record]]:
    while True:
        length = int.from_bytes(stdout.read(LENGTH))
        message = stdout.read(length)
        if not length or len(message) < length:
            raise ReaderStopped(_how_it_ended(process))
        said = pickle.loads(message)  # noqa: S301  our own process wrote it
        del message  # it is as large as the batch
        if said is None:
            return
        if isinstance(said, UnreadableInput):
            raise said
        yield said


def _how_it_ended(process: subprocess.Popen) -> str:
    try:
        code = process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        return "it fell silent"
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
