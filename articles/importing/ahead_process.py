"""The second process of an import, run by articles.importing.ahead: a Job on standard input; on standard output
messages, each behind its length: batches of records, and at the end None, or the UnreadableInput that came instead."""

import fcntl
import os
import pickle
import sys
from collections.abc import Iterator
from contextlib import suppress
from queue import Queue
from threading import Thread
from time import perf_counter
from typing import IO

from articles.importing.ahead import LENGTH, Job
from articles.importing.base import ImportedArticle, Record, UnreadableInput
from articles.importing.preparing import batches, digested, ready
from newsroom.lib.garbage import seldom_collected

AHEAD = 2  # batches that wait to be fetched, beside the one in hand and the one in the making
PIPE = 1 << 20  # bytes, where the system has them: the two processes hand over to each other less often
F_SETPIPE_SZ = getattr(fcntl, "F_SETPIPE_SZ", -1)
PROMPT = 0.1  # seconds: a batch that is fetched within them was waited for


class Balance:
    """Which stories are digested here, so that neither process waits for the other: the writer digests the rest, and
    how fast each of them is depends on the database, on the stories, and on what else the machine does. Those of the
    first batch are sent as they are, for the writer has nothing to do yet."""

    USUAL, STEP = 0.7, 0.1

    def __init__(self) -> None:
        self.share = self.due = 0.0
        self.begun = False

    def here(self) -> bool:
        self.due += self.share
        if self.due < 1:
            return False
        self.due -= 1
        return True

    def fetched(self, seconds: float) -> None:
        """The writer took so long to fetch a batch that was offered."""
        step = -self.STEP if seconds < PROMPT else self.STEP
        self.share = min(1.0, max(0.0, self.share + step)) if self.begun else self.USUAL
        self.begun = True


def main() -> None:
    """Read and send. Whatever else goes wrong is shown on standard error and ends the process, which its parent sees."""
    job: Job = pickle.load(sys.stdin.buffer)  # noqa: S301  from the process that started this one
    with suppress(OSError):
        fcntl.fcntl(sys.stdout, F_SETPIPE_SZ, PIPE)
    balance = Balance()
    waiting: Queue[bytes | None] = Queue(AHEAD)
    Thread(target=_send, args=(waiting, sys.stdout.buffer, balance), daemon=True).start()
    with seldom_collected():
        for said in _said(job, balance):
            waiting.put(pickle.dumps(said, pickle.HIGHEST_PROTOCOL))
    waiting.put(None)
    waiting.join()


def _said(job: Job, balance: Balance) -> Iterator[list[Record] | UnreadableInput | None]:
    def digest(article: ImportedArticle) -> ImportedArticle:
        return digested(article, job.language) if balance.here() else article

    try:
        yield from batches(ready(job.reading(), lifting=job.lifting, digest=digest))
        yield None
    except UnreadableInput as error:
        yield error


def _send(waiting: Queue[bytes | None], stdout: IO[bytes], balance: Balance) -> None:
    while (message := waiting.get()) is not None:
        begin = perf_counter()
        try:
            stdout.write(len(message).to_bytes(LENGTH) + message)
            stdout.flush()
        except BrokenPipeError:
            os._exit(1)  # nobody listens any more
        balance.fetched(perf_counter() - begin)
        waiting.task_done()
    waiting.task_done()


if __name__ == "__main__":
    main()
