from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command

from articles.models import ReadCount
from articles.site.trending import REACH

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(("options", "left"), [([], [REACH]), (["--dry-run"], [REACH, REACH + 1])])
def test_only_hours_that_trending_looks_at_no_more_are_dropped(options, left):
    for age in (REACH, REACH + 1):
        ReadCount.objects.create(article_id=1, hour=NOON - timedelta(hours=age), count=3)

    with time_machine.travel(NOON + timedelta(minutes=30), tick=False):
        call_command("prune_reads", *options)

    kept = ReadCount.objects.order_by("-hour").values_list("hour", flat=True)
    assert [(NOON - hour) // timedelta(hours=1) for hour in kept] == left
