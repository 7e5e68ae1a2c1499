from django.db import transaction
from django.utils import timezone

from articles.comments.pruning import DAYS, prune
from articles.importing.base import Report
from articles.management.reporting import ReportedCommand, finish

EXAMPLES = f"""
Throws away comments whose letter nobody answered in {DAYS} days, addresses that nobody confirmed, and the hashes by
which earlier days' visitors were counted. Nothing readers see changes. Once a day is often enough, and a
missed day does no harm.

examples:
  manage.py prune_comments
  manage.py prune_comments --days 14
  manage.py prune_comments --dry-run
"""


class Command(ReportedCommand):
    help = EXAMPLES

    def add_own_arguments(self, parser):
        parser.add_argument(
            "--days", type=int, default=DAYS, help=f"how long a letter may go unanswered (default: {DAYS})"
        )

    def handle(self, days, dry_run, **options):
        report = Report(dry_run=dry_run)
        with transaction.atomic():
            for what, number in prune(timezone.now(), days).items():
                report.count(what, number)
            report.updated = sum(report.also.values())
            transaction.set_rollback(dry_run)
        finish(self, report, file=options["report"])
