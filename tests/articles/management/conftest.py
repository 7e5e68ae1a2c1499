import json

import pytest
from django.core.management import call_command


@pytest.fixture
def run(tmp_path):
    """Gives the report of a command; its exit code is under "exit"."""

    def run_command(name, *arguments, **options):
        code = 0
        try:
            call_command(name, *map(str, arguments), "--report", str(tmp_path / "report.json"), **options)
        except SystemExit as left:
            code = left.code
        return json.loads((tmp_path / "report.json").read_text()) | {"exit": code}

    return run_command
