"""Importing: stories a second and the most memory the process held, for a file and one ten times as long."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from random import Random

from benchmarks import prose

SIZES = (1000, 10_000)


def jsonl(folder: Path, size: int) -> Path:
    """A JSON Lines file of so many 800-word stories, made once."""
    path = folder / f"import-{size}.jsonl"
    if path.exists():
        return path
    chance = Random(size)
    with path.open("w", encoding="utf-8") as file:
        for number in range(size):
            story = {
                "id": f"bench-{number}",
                "headline": prose.headline(chance),
                "section": f"Section {number % 12}",
                "byline": f"By Author {chance.randrange(200):03}",
                "published_at": f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}T08:00:00Z",
                "tags": [f"tag {chance.randrange(300)}"],
                "body": prose.body(chance, 800, None),
            }
            file.write(json.dumps(story) + "\n")
    return path


def measure(path: Path, size: int, environment: dict[str, str]) -> tuple[float, float, int]:
    """(stories a second, stories a second of CPU, peak resident memory in MiB) of `import_articles` into an empty database.
    The CPU is that of both its processes, the memory that of the larger, which writes."""
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "migrate", "-v0"], env=environment, check=True)
    begin = time.perf_counter()
    process = subprocess.Popen(
        [*manage, "import_articles", str(path)], env=environment, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"import_articles {path} failed.")
    return size / seconds, size / (used.ru_utime + used.ru_stime), used.ru_maxrss // 1024
