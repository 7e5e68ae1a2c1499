"""Real material for checks lies outside the project; `CORPORA` names its folder."""

import json
import os
from pathlib import Path

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
