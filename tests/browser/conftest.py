"""A real browser on the running site: Debian's Chromium, or the one that CHROMIUM names."""

import os
import shutil
import threading
from pathlib import Path

import pytest
from django.core.signals import request_finished, request_started
from playwright.sync_api import expect, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HERE = Path(__file__).parent
PATIENCE = 20_000  # milliseconds; a busy machine may need some of them
# The page may reach the site under test and nobody else. A container has neither a user namespace nor much /dev/shm.
ARGUMENTS = [
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--no-sandbox",
    "--disable-dev-shm-usage",
]


def pytest_collection_modifyitems(items):
    """Each test in this folder needs a browser, so `make test` leaves all of them out."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    wanted = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else NAMES
    found = next(filter(None, map(shutil.which, wanted)), None)
    if found is None:
        pytest.fail(f"No browser: none of {', '.join(wanted)} is in PATH. Set CHROMIUM to one.")
    return found


@pytest.fixture(scope="session")
def browser(chromium_path):
    """Playwright keeps a loop running in this thread, which Django would take for asynchronous code."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        running = playwright.chromium.launch(executable_path=chromium_path, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def answered_all(transactional_db):
    """Keeps the database until the site has answered all: a browser asks for an icon when it likes."""
    changed, asked = threading.Condition(), 0

    def count(step):
        def counted(**named):
            nonlocal asked
            with changed:
                asked += step
                changed.notify_all()

        return counted

    begun, ended = count(1), count(-1)
    request_started.connect(begun)
    request_finished.connect(ended)
    yield
    with changed:
        quiet = changed.wait_for(lambda: asked <= 0, timeout=5)
    request_started.disconnect(begun)
    request_finished.disconnect(ended)
    assert quiet, "the site was still answering five seconds after the browser left"


@pytest.fixture
def visit(browser, live_server, answered_all):
    """Opens a fresh page of a fresh visitor, as often as asked: `visit(viewport=…)`. The test fails if a script did."""
    faults, contexts = [], []

    def enter(**options):
        contexts.append(
            browser.new_context(base_url=live_server.url, locale="en-GB", timezone_id="UTC", **options)
        )
        contexts[-1].set_default_timeout(PATIENCE)
        opened = contexts[-1].new_page()
        opened.on("pageerror", lambda error: faults.append(str(error)))
        return opened

    yield enter
    for context in contexts:
        context.close()
    assert faults == [], "a page's scripts failed"


@pytest.fixture
def page(visit):
    """A fresh page of a fresh visitor of the running site."""
    return visit()
