from articles.importing.base import Report
from articles.management.reporting import Progress, ReportedCommand, finish
from articles.publishing.rebuild import count_entries, rebuild_site

EXAMPLES = """
Makes the whole public side anew from revisions. The rows come out as they were unless a newer version of Newsroom
projects differently. Readers notice nothing: each batch is one transaction, and a stopped run does no harm.

examples:
  manage.py rebuild_site
  manage.py rebuild_site --dry-run --report report.json

exit codes: 0 all done
"""


class Command(ReportedCommand):
    help = EXAMPLES
    dry_run_help = "count the publications, write nothing"

    def handle(self, dry_run, **options):
        report, progress = Report(dry_run=dry_run), Progress(self.stdout, "publications")
        report.updated = count_entries() if dry_run else rebuild_site(progress)
        progress.end()
        finish(self, report, file=options["report"])
