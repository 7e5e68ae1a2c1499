from datetime import timedelta

from django.utils import timezone

from articles.importing.base import Report
from articles.management.reporting import ReportedCommand, finish
from articles.models import ReadCount
from articles.site.trending import REACH, hour_of

EXAMPLES = f"""
Drops the hourly read counts that "Trending" looks at no more: those older than {REACH} hours.
Nothing readers see changes. Once a day is often enough.

examples:
  manage.py prune_reads
  manage.py prune_reads --dry-run
"""


class Command(ReportedCommand):
    help = EXAMPLES

    def handle(self, dry_run, **options):
        report = Report(dry_run=dry_run)
        old = ReadCount.objects.filter(hour__lt=hour_of(timezone.now()) - timedelta(hours=REACH))
        report.updated = old.count() if dry_run else old.delete()[0]
        finish(self, report, file=options["report"])
