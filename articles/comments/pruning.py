"""Throwing away what was kept for a time only. Nothing depends on it being done: links in letters end by themselves,
and the key of a day's hashes goes when the next day's is made."""

from datetime import datetime, timedelta

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat

from articles.comments.models import Comment, Correspondent, Report, State
from articles.comments.rates import forget_before

DAYS = 7
NAMELESS = "gone-"


def unconfirmed(now: datetime, days: int = DAYS) -> QuerySet[Comment]:
    """Comments whose letter nobody answered in so many days, and that no editor decided on."""
    old = now - timedelta(days=days)
    return Comment.objects.filter(state=State.UNCONFIRMED, created_at__lt=old, decided_at=None)


def nobodys() -> QuerySet[Correspondent]:
    """Addresses that were not confirmed and have no comment left. Blocked ones stay."""
    return Correspondent.objects.filter(
        confirmed_at=None, comments=None, standing=Correspondent.Standing.NORMAL
    )


def prune(now: datetime, days: int = DAYS) -> dict[str, int]:
    """Throw away all of it; how many of each."""
    comments, _ = unconfirmed(now, days).delete()
    addresses, _ = nobodys().delete()
    hashes = forget_before(now.date())
    yesterday = now - timedelta(days=1)
    named = Report.objects.filter(made_at__lt=yesterday).exclude(reporter__startswith=NAMELESS)
    reporters = named.update(reporter=Concat(Value(NAMELESS), Cast(F("pk"), CharField())))
    return {
        "unconfirmed comments": comments,
        "addresses nobody confirmed": addresses,
        "hashes of earlier days": hashes,
        "hashes of who reported": reporters,
    }
