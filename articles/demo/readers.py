"""The demo's readers: hourly counts over the last three days, so that "Trending" has something to rank."""

import math
from datetime import datetime, timedelta
from random import Random

from articles.demo.words import Story
from articles.models import Article, ReadCount

HOURS = 72
HALF = 20  # hours in which a story loses half its readers


def count_reads(articles: dict[str, Article], every: list[Story], now: datetime) -> None:
    """`Story.reads` is what it had in its best hour; fewer at night, fewer as it ages. The same counts for the same hour."""
    begin = now.replace(minute=0, second=0, microsecond=0)
    counts = []
    for story in every:
        chance = Random(story.slug)  # noqa: S311  repeatable on purpose
        for age in range(HOURS):
            since = begin - timedelta(hours=age) - (now - story.ago)
            if not story.reads or since < timedelta(0):
                continue
            wave = 0.65 + 0.35 * math.sin((begin - timedelta(hours=age)).hour / 24 * math.tau - 1.8)
            fading = max(0.08, 0.5 ** (min(since, timedelta(days=6)).total_seconds() / 3600 / HALF))
            if count := round(story.reads * wave * fading * chance.uniform(0.8, 1.2)):
                hour = begin - timedelta(hours=age)
                counts.append(ReadCount(article_id=articles[story.slug].pk, hour=hour, count=count))
    ReadCount.objects.bulk_create(counts)
