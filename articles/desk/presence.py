"""Who has a story or another piece open. Kept in the cache for a minute and a half and refreshed by the open form;
nothing depends on it."""

import time

from django.core.cache import cache

from articles.models import Workpiece

SECONDS = 90


def touch(piece: Workpiece, user) -> list[str]:
    """Note that the user has the piece open. Gives the names of the others who have."""
    now = time.time()
    known = cache.get(_key(piece)) or {}
    open_now = {number: seen for number, seen in known.items() if now - seen[1] < SECONDS}
    open_now[user.pk] = (user.get_full_name() or user.get_username(), now)
    cache.set(_key(piece), open_now, SECONDS)
    return sorted(name for number, (name, _) in open_now.items() if number != user.pk)


def leave(piece: Workpiece, user) -> None:
    """The user closed it."""
    known = cache.get(_key(piece)) or {}
    if known.pop(user.pk, None):
        cache.set(_key(piece), known, SECONDS)


def _key(piece: Workpiece) -> str:
    return f"desk:open:{piece._meta.label_lower}:{piece.pk}"
