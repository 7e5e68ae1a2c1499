"""What holds for every test: nothing leaves the machine, and nothing one test leaves behind reaches the next."""

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
