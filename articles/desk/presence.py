"""Who has a story open. Kept in the cache for a minute and a half and refreshed by the open form; nothing depends on it."""

import time

from django.core.cache import cache

SECONDS = 90


def touch(article_id: int, user) -> list[str]:
    """Note that the user has the story open. Gives the names of the others who have."""
    now = time.time()
    known = cache.get(_key(article_id)) or {}
    open_now = {number: seen for number, seen in known.items() if now - seen[1] < SECONDS}
    open_now[user.pk] = (user.get_full_name() or user.get_username(), now)
    cache.set(_key(article_id), open_now, SECONDS)
    return sorted(name for number, (name, _) in open_now.items() if number != user.pk)


def leave(article_id: int, user) -> None:
    """The user closed the story."""
    known = cache.get(_key(article_id)) or {}
    if known.pop(user.pk, None):
        cache.set(_key(article_id), known, SECONDS)


def _key(article_id: int) -> str:
    return f"desk:open:{article_id}"
