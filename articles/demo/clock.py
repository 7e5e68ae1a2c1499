"""The demo's past is lived, not written: each step of a story runs through the ordinary code at its own moment."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from unittest.mock import patch

from django.contrib.admin.models import LogEntry
from django.utils import timezone

from articles.models import Article, Publication, Revision
from articles.reports.models import Report, ReportFile, ReportPublication, ReportRevision

# These defaults hold the real clock's function itself, so setting the clock alone would not reach them.
_STAMPED = [
    (Article, "created_at"),
    (Article, "changed_at"),
    (Revision, "created_at"),
    (Publication, "created_at"),
    (Report, "created_at"),
    (Report, "changed_at"),
    (ReportRevision, "created_at"),
    (ReportPublication, "created_at"),
    (ReportFile, "created_at"),
    (LogEntry, "action_time"),
]


@contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    """Within it, this process's time stands still at `moment` (aware). For a command that runs alone, never a server."""
    with ExitStack() as stack:
        stack.enter_context(patch.object(timezone, "now", lambda: moment))
        for model, name in _STAMPED:
            field = model._meta.get_field(name)
            stack.enter_context(patch.object(field, "_get_default", lambda: moment))
        yield
