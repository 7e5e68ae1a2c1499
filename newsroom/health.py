"""What an operator's probes ask: is the process alive, and can it do its work?"""

import logging
from collections.abc import Callable
from secrets import token_hex

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

log = logging.getLogger(__name__)


@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """/healthz: the process answers. Asks nothing else, so that no restart follows when only the database is away."""
    return HttpResponse("alive\n", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """/readyz: 200 where all parts answer, else 503 naming those that don't. Why stands in the log, not here."""
    parts = {name: _answers(name, ask) for name, ask in PARTS.items()}
    words = {name: "answers" if good else "does not answer" for name, good in parts.items()}
    return JsonResponse(words, status=200 if all(parts.values()) else 503)


def _answers(name: str, ask: Callable[[], None]) -> bool:
    try:
        ask()
    except Exception as error:  # whatever a driver raises means the same to the probe
        log.error("The %s does not answer: %s: %s", name, type(error).__name__, error)
        return False
    return True


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _ask_cache() -> None:
    key, value = f"readyz-{token_hex(8)}", token_hex(8)
    cache.set(key, value, timeout=10)
    if cache.get(key) != value:
        raise ConnectionError("what was written was not read back")
    cache.delete(key)


PARTS: dict[str, Callable[[], None]] = {"database": _ask_database, "cache": _ask_cache}
