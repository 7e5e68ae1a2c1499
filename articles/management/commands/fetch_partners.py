from articles.management.reporting import Progress, ReportedCommand, finish, unreadable
from articles.models import PartnerFeed
from articles.syndication.polling import poll_all
from authors.models import Partner

EXAMPLES = """
Polls partners' feeds and takes in what is new, as each partner's agreement says. Requests are conditional, limited
in size and time, and never go to private addresses. Run it from a timer, every ten minutes or so.

examples:
  manage.py fetch_partners
  manage.py fetch_partners riac chatham
  manage.py fetch_partners --dry-run --report report.json

exit codes: 0 all done, 1 some feeds or stories failed (named with the reason), 2 no such partner
"""


class Command(ReportedCommand):
    help = EXAMPLES

    def add_own_arguments(self, parser):
        parser.add_argument("partners", nargs="*", metavar="SLUG", help="only these partners")
        parser.add_argument(
            "--allow-loopback", action="store_true", help="fetch from this machine (for trying out)"
        )

    def handle(self, partners, dry_run, **options):
        unknown = set(partners) - set(
            Partner.objects.filter(slug__in=partners).values_list("slug", flat=True)
        )
        if unknown:
            raise unreadable(f"No such partner: {', '.join(sorted(unknown))}.")
        feeds = PartnerFeed.objects.filter(active=True).select_related("partner", "section")
        if partners:
            feeds = feeds.filter(partner__slug__in=partners)
        progress = Progress(self.stdout, "feeds")
        report = poll_all(feeds, dry_run=dry_run, loopback=options["allow_loopback"], progress=progress)
        progress.end()
        finish(self, report, file=options["report"])
