"""How often Python looks for garbage that holds on to itself."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 50_000  # new objects; usually 700


@contextmanager
def seldom_collected() -> Iterator[None]:
    """For a long run that makes many objects and few circles of them: look seldom, and never through all that was
    loaded before."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
