from pathlib import Path

from articles.importing.base import UnreadableInput
from articles.importing.photographs import import_folder
from articles.management.reporting import Progress, ReportedCommand, finish, unreadable
from articles.models import CreditKind

EXAMPLES = """
Takes every picture of a folder (and the folders in it) into the library. Credit, caption, photographer,
rights holder and text alternative are read from the files (IPTC, XMP, EXIF). A file credits.csv in the
folder, with a column "file" and any of title, alt, caption, credit_kind, credit, credit_url, photographer,
holder, licence, wins over what the files say. The same file is never taken twice.

examples:
  manage.py import_images photographs/ --dry-run
  manage.py import_images photographs/ --credit "Ana Silva" --credit-kind photograph
  manage.py import_images photographs/ --licence "CC BY 4.0" --report report.json

exit codes: 0 all done, 1 some files failed (named with the reason), 2 the folder could not be read
"""


class Command(ReportedCommand):
    help = EXAMPLES

    def add_own_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument(
            "--credit", default="", help="who is credited where neither list nor file says otherwise"
        )
        parser.add_argument(
            "--credit-kind", default="", choices=CreditKind.values, help="how the credit line begins"
        )
        parser.add_argument("--holder", default="", help="rights holder of all of them")
        parser.add_argument("--licence", default="", help="licence of all of them")

    def handle(self, folder, **options):
        names = ["credit", "credit_kind", "holder", "licence"]
        given = {name: options[name] for name in names if options[name]}
        progress = Progress(self.stdout, "pictures")
        try:
            report = import_folder(folder, given=given, dry_run=options["dry_run"], progress=progress)
        except UnreadableInput as error:
            raise unreadable(str(error)) from error
        progress.end()
        finish(self, report, file=options["report"])
