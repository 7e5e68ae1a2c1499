"""What holds for every test: nothing leaves the machine, and nothing one test leaves behind reaches the next."""

import json
import os
import re
import socket
from pathlib import Path

import httpcore
import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache

from tests.sealed_network import seal

seal(setattr)  # before any module of a test is imported


@pytest.fixture(autouse=True)
def temporary_media(tmp_path, settings):
    """Each test's pictures and publications go to a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_MEDIA_ROOT = tmp_path / "private-media"


@pytest.fixture(autouse=True)
def empty_cache():
    """Nothing is remembered from the test before; only our own keys go where the cache is shared."""
    forget_cached()
    yield
    forget_cached()


def forget_cached() -> None:
    if "redis" not in settings.CACHES["default"]["BACKEND"]:
        cache.clear()
        return
    client = cache._cache.get_client()
    ours = list(client.scan_iter(match=f"{cache.key_prefix}:*", count=1000))
    if ours:
        client.delete(*ours)


@pytest.fixture(autouse=True)
def nothing_remembered():
    """What a process keeps in memory under the edition: a rolled-back test turns the edition's number back."""
    from articles.publishing import edition
    from articles.site import chrome, pagecache, search, shelf

    edition.forget()
    chrome.forget()
    pagecache.forget()
    search.forget()
    shelf.forget()


@pytest.fixture
def clock(request):
    """The clock, stopped at the NOON of the test's module; a test moves it with shift() and move_to()."""
    with time_machine.travel(request.module.NOON, tick=False) as clock:
        yield clock


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of real and hostile material. It lies outside the project; `CORPORA` names it."""
    folder = os.environ.get("CORPORA", "")
    if not folder:
        pytest.skip("NOT CHECKED AGAINST REAL MATERIAL: set CORPORA to the folder that holds it")
    path = Path(folder)
    assert path.is_dir(), f"CORPORA names {folder}, which is not a folder"
    return path


@pytest.fixture(scope="session")
def json_lines():
    """Reads a file of JSON Lines."""

    def read(path: Path) -> list[dict]:
        return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]

    return read


@pytest.fixture(scope="session")
def payloads(corpora, json_lines):
    """2,590 pieces of markup made to run, and 243 strings made to break what reads them."""
    made_to_run = [line["payload"] for line in json_lines(corpora / "xss/payloads.jsonl")]
    naughty = json.loads((corpora / "strings/blns.json").read_text("utf-8"))
    assert (len(made_to_run), len(naughty)) == (2590, 243)
    return made_to_run + naughty


@pytest.fixture
def names(monkeypatch):
    """Names and their numbers, instead of the network; counts the questions."""
    answers, asked = {}, []

    def look_up(host, port, *args, **more):
        asked.append(host)
        numbers = (
            [host] if re.fullmatch(r"[0-9.]+|[0-9a-f:]*:[0-9a-f:.]*", str(host)) else answers.get(host, [])
        )
        if not numbers:
            raise socket.gaierror(f"no such name: {host}")
        kinds = [socket.AF_INET6 if ":" in number else socket.AF_INET for number in numbers]
        return [(kind, socket.SOCK_STREAM, 6, "", (n, port)) for kind, n in zip(kinds, numbers, strict=True)]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    answers["asked"] = asked
    return answers


@pytest.fixture
def dialled(monkeypatch):
    """The numbers a connection was tried to; none is made."""
    numbers = []

    def connect(self, host, *args, **more):
        numbers.append(host)
        raise httpcore.ConnectError("not in a test")

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    return numbers
