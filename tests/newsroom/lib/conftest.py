"""Real material for checks lies outside the project; `CORPORA` names its folder. And a network that is none."""

import json
import os
import re
import socket
from pathlib import Path

import httpcore
import pytest


@pytest.fixture(scope="session")
def corpora() -> Path:
    folder = os.environ.get("CORPORA", "")
    if not folder:
        pytest.skip("NOT CHECKED AGAINST REAL MATERIAL: set CORPORA to the folder that holds it")
    path = Path(folder)
    assert path.is_dir(), f"CORPORA names {folder}, which is not a folder"
    return path


@pytest.fixture(scope="session")
def json_lines():
    def read(path: Path) -> list[dict]:
        return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]

    return read


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
