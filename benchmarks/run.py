"""`python -m benchmarks`: build the archives that are missing, measure, print one table. Never a verdict."""

import argparse
import json
import os
import pickle
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import importing, searching, table
from benchmarks.measuring import ask, cpu_ms
from benchmarks.serving import serving

DATA = Path("bench-data")
DEEP = 1000  # the page of a list that is measured beside the first
UNCACHED, COLD, CACHED = "uncached", "cold", "cached"
SWITCHES = {
    UNCACHED: {"BENCH_CACHE": "off"},
    COLD: {"BENCH_CACHE": "off", "BENCH_CARDS": "off"},
    CACHED: {},
}


def main() -> None:
    asked = _arguments()
    DATA.mkdir(exist_ok=True)
    results: dict[int, dict] = {}
    for size in asked.sizes:
        say(f"{size:,} articles")
        results[size] = measure_size(size)
        (DATA / "results.json").write_text(json.dumps(results, indent=1))
    imports = measure_imports() if asked.imports else []
    print(table.render(results, imports))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[1000, 10_000], help="articles of each archive"
    )
    parser.add_argument(
        "--full", action="store_true", help="100,000 articles too (about 2 GB in bench-data/)"
    )
    parser.add_argument("--no-imports", dest="imports", action="store_false", help="leave the import out")
    asked = parser.parse_args()
    if asked.full and 100_000 not in asked.sizes:
        asked.sizes.append(100_000)
    return asked


def say(line: str) -> None:
    print(f"{datetime.now(UTC):%H:%M:%S} {line}", file=sys.stderr, flush=True)


def environment(database: str, **more: str) -> dict[str, str]:
    """All a process of the benchmark knows: production's settings, from the environment alone."""
    here = Path.cwd()
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(here),
        "SECRET_KEY": "only-for-the-benchmark-on-the-loopback-of-this-machine",
        "SITE_URL": "http://127.0.0.1",
        "ALLOWED_HOSTS": "127.0.0.1,testserver",
        "DATABASE_URL": f"sqlite:///{(DATA / database).resolve()}",
        "MEDIA_ROOT": str((DATA / "media").resolve()),
        "STATIC_ROOT": str((DATA / "static").resolve()),
        "LOG_LEVEL": "WARNING",
    } | more


def measure_size(size: int) -> dict:
    """Every figure of one archive: {"pages": {page: {variant: ms}}, "searches": {what: {order: ms}}, "desk": …, "build":
    stories a second}."""
    database = f"{size}.sqlite3"
    build = _build(size, database)
    places = json.loads(_module("benchmarks.places", environment(database), str(DEEP)))
    pages: dict[str, dict[str, float | None]] = {name: {} for name in places}
    recorded = {}
    for variant, switches in SWITCHES.items():
        say(f"  pages, {variant}")
        with serving("benchmarks.site", environment(database, **switches), DATA / "server.log") as server:
            for name, path in places.items():
                answer = ask(server.port, path)
                pages[name][variant] = cpu_ms(server, path) if answer[0] == 200 else None
                if variant == CACHED and answer[0] == 200:
                    recorded[path, False] = answer
                    _conditional(server, path, dict(answer[1])["ETag"], pages[name], recorded)
    say("  searches")
    with serving(
        "benchmarks.site", environment(database, **SWITCHES[UNCACHED]), DATA / "server.log"
    ) as server:
        searches = searching.measure(server)
    say("  the bare view")
    _bare(places, pages, recorded)
    say("  the desk")
    return {"pages": pages, "searches": searches, "build": build, "desk": _desk(database), "places": places}


def _build(size: int, database: str) -> float | None:
    """Stories a second, or None when the archive was there from an earlier run."""
    done = DATA / f"{size}.done"
    if done.exists():
        return float(done.read_text())
    _remove(database)
    say("  building")
    rate = _module("benchmarks.building", environment(database), str(size))
    done.write_text(rate)
    return float(rate)


def _conditional(server, path: str, etag: str, figures: dict, recorded: dict) -> None:
    headers = {"If-None-Match": etag}
    recorded[path, True] = ask(server.port, path, headers)
    figures["304"] = cpu_ms(server, path, headers, status=304)


def _bare(places: dict, pages: dict, recorded: dict) -> None:
    """The same bytes and headers from a view that does nothing else, by the same server."""
    kept = DATA / "recorded.pickle"
    hop = {"connection", "date", "server", "transfer-encoding"}  # the server writes these itself
    kept.write_bytes(
        pickle.dumps(
            {
                key: (status, [pair for pair in headers if pair[0].lower() not in hop], body)
                for key, (status, headers, body) in recorded.items()
            }
        )
    )
    with serving(
        "benchmarks.bare", environment("none", BENCH_RECORDED=str(kept)), DATA / "server.log"
    ) as server:
        for name, path in places.items():
            if (path, False) in recorded:
                pages[name]["bare"] = cpu_ms(server, path)
                pages[name]["bare 304"] = cpu_ms(server, path, {"If-None-Match": "x"}, status=304)


def _desk(archive: str) -> dict:
    """What editors do is measured in a copy: a story of this minute would change the pages of the next run while they
    are measured."""
    database = "desk.sqlite3"
    _remove(database)
    shutil.copy(DATA / archive, DATA / database)
    try:
        return _measure_desk(database)
    finally:
        _remove(database)


def _measure_desk(database: str) -> dict:
    figures = json.loads(_module("benchmarks.desk", environment(database)))
    cookie = {"Cookie": f"sessionid={figures.pop('session')}"}
    with serving("benchmarks.site", environment(database), DATA / "server.log") as server:
        address = "/admin/articles/article/"
        status = ask(server.port, address, cookie)[0]
        figures["list"] = cpu_ms(server, address, cookie) if status == 200 else None
        figures["search"] = cpu_ms(server, searching.DESK, cookie)
    return figures


def measure_imports() -> list[tuple[int, float, float, int]]:
    """(stories, a second, a second of CPU, MiB) for each file, or nothing while the project has no such command."""
    if "import_articles" not in _manage_commands():
        return []
    found = []
    for size in importing.SIZES:
        say(f"import of {size:,}")
        _remove("import.sqlite3")
        path = importing.jsonl(DATA, size)
        found.append((size, *importing.measure(path, size, environment("import.sqlite3"))))
    return found


def _remove(database: str) -> None:
    for leftover in DATA.glob(f"{database}*"):
        leftover.unlink()


def _manage_commands() -> str:
    command = [sys.executable, "manage.py", "help", "--commands"]
    return subprocess.run(command, env=environment("none"), capture_output=True, text=True, check=True).stdout


def _module(name: str, given: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", name, *arguments], env=given, stdout=subprocess.PIPE, text=True
    )
    if done.returncode:
        raise SystemExit(f"{name} failed; what it said is above.")
    return done.stdout
