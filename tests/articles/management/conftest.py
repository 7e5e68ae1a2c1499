"""What the tests of importers share."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of real exports and feeds, which is not part of the project."""
    folder = os.environ.get("CORPORA")
    if not folder:
        pytest.skip("CORPORA is not set: NOT checked against real exports and feeds")
    return Path(folder)
