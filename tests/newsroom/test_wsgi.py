"""The server's process."""

import subprocess
import sys


def test_what_a_process_starts_with_is_not_searched_for_garbage(settings):
    asked = "import newsroom.wsgi, gc; print(gc.get_freeze_count() > 50_000, gc.get_threshold()[0])"
    environment = {"SECRET_KEY": "x" * 60, "SITE_URL": "https://news.example", "DEBUG": "1"}

    done = subprocess.run(
        [sys.executable, "-c", asked],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.split() == ["True", "50000"]
