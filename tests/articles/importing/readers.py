"""Readers for the second process of an import, which knows no test and finds them by their names."""

import os
import signal
from itertools import count
from pathlib import Path

from articles.importing.base import ImportedArticle, Records, UnreadableInput
from articles.importing.preparing import BATCH


def stories(first: int, last: int) -> Records:
    for number in range(first, last + 1):
        yield ImportedArticle(
            "old",
            str(number),
            headline=f"Headline {number}",
            body_html=f"<p>Words of story {number}.</p>",
            item=f"line {number}",
        )


def endless(tally: Path) -> Records:
    """Stories without end; the file is as long as they are many."""
    with tally.open("wb", buffering=0) as file:
        for number in count(1):
            file.write(b".")
            yield from stories(number, number)


def unreadable(reason: str) -> Records:
    raise UnreadableInput(reason)
    yield


def killed_after(whole: int) -> Records:
    """As if the system had taken the process its memory."""
    yield from stories(1, whole)
    os.kill(os.getpid(), signal.SIGKILL)


def killed_reading(file: Path, **_) -> Records:
    """In the place of a reader of files."""
    return killed_after(3 * BATCH)


def broken_after(whole: int) -> Records:
    yield from stories(1, whole)
    raise RuntimeError("a slip of ours")
