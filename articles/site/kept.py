"""Fragments of pages, each rendered once for each content it was ever given.

A new edition empties the page cache, but most cards, the navigation and the foot say what they said before.
They are looked up here by everything they were given, so an entry can never be out of date: other content is
another key.
"""

from collections.abc import Callable
from hashlib import blake2b
from typing import Any

from django.db.models import Model
from django.utils.safestring import SafeString

MOST = 3000  # fragments a process keeps: some 8 MB of cards

_fragments: dict[bytes, SafeString] = {}


def kept(key: bytes, make: Callable[[], SafeString]) -> SafeString:
    """The fragment of this key, made if it is new.

    When there are too many, all are forgotten: they are cheap to make again.
    """
    fragment = _fragments.get(key)
    if fragment is None:
        fragment = make()
        if len(_fragments) >= MOST:
            _fragments.clear()
        _fragments[key] = fragment
    return fragment


def forget_all() -> None:
    _fragments.clear()


def key_of(*parts: Any) -> bytes:
    """A digest of all that the parts say."""
    return blake2b(repr(content_of(parts)).encode("utf-8", "surrogatepass"), digest_size=20).digest()


def content_of(value: Any) -> Any:
    """The value as something whose repr() tells all of it: rows and objects by their public attributes.

    A row is told by its loaded columns and the related rows that were loaded with it. Private attributes and
    deferred columns are left out: a fragment that needs one must not be kept.
    """
    if isinstance(value, str | int | float | bool | None):
        return value
    if isinstance(value, dict):
        return [(name, content_of(part)) for name, part in value.items()]
    if isinstance(value, list | tuple):
        return [content_of(part) for part in value]
    if isinstance(value, Model):
        related = [(name, content_of(row)) for name, row in value._state.fields_cache.items()]
        return [type(value).__name__, public_attributes(value), related]
    if hasattr(value, "__dict__"):
        return [type(value).__name__, public_attributes(value)]
    return repr(value)


def public_attributes(value: Any) -> list[tuple[str, Any]]:
    return [(name, content_of(part)) for name, part in vars(value).items() if name[0] != "_"]
