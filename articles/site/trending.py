"""Most read: hourly counts, each hour worth less the longer it is gone. No reader is recorded."""

from datetime import datetime, timedelta

from django.db.models import Case, F, FloatField, Sum, Value, When

from articles.models.published import PublishedArticle, ReadCount

SHOWN = 5
HALF_LIFE = 12  # hours
REACH = 72  # hours
CANDIDATES = 40


def hour_of(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)


def next_hour(now: datetime) -> datetime:
    return hour_of(now) + timedelta(hours=1)


def weights(now: datetime) -> dict[datetime, float]:
    """What one read in each of the last whole hours is worth now."""
    begin = hour_of(now)
    return {begin - timedelta(hours=age): 0.5 ** (age / HALF_LIFE) for age in range(1, REACH + 1)}


def rows(now: datetime, size: int = SHOWN) -> list[PublishedArticle]:
    """The stories read most in the hours before this one, the current hour left out so that a kept page stays true
    until the hour ends. Two queries."""
    worth = weights(now)
    score = Case(
        *(When(hour=hour, then=Value(weight)) for hour, weight in worth.items()), output_field=FloatField()
    )
    ranked = list(
        ReadCount.objects.filter(hour__gte=min(worth), hour__lte=max(worth))
        .values("article_id")
        .annotate(score=Sum(F("count") * score))
        .order_by("-score", "article_id")
        .values_list("article_id", flat=True)[:CANDIDATES]
    )
    live = {
        row.article_id: row
        for row in PublishedArticle.objects.live(now).filter(article_id__in=ranked).for_cards()
    }
    return [live[number] for number in ranked if number in live][:size]
