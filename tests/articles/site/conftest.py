"""Schemas that the formats' authors published lie outside the project; `CORPORA` names their folder."""

import os
from pathlib import Path

import pytest


@pytest.fixture
def corpora() -> Path:
    folder = os.environ.get("CORPORA")
    if not folder:
        pytest.skip("CORPORA is not set: NOT checked against the published schemas")
    return Path(folder)
