from functools import partial
from pathlib import Path

from articles.importing.tabular import read
from articles.management.importing import EXIT_CODES, ImportCommand, run, site_zone

EXAMPLES = f"""
Takes articles from a CSV, JSON or JSON Lines file, whatever its size. The columns are listed in
docs/importing.md; what is unknown is named and left out. An archive is taken as it was: what the desk asks
of a new article and the file lacks is a warning and a mark. The same file again changes nothing.

examples:
  manage.py import_articles archive.jsonl
  manage.py import_articles archive.csv --source old-site --media photographs/ --dry-run
  manage.py import_articles archive.json --fetch-media --report report.json

{EXIT_CODES}
"""


class Command(ImportCommand):
    help = EXAMPLES
    media = "the file's folder"

    def add_own_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE", help="CSV, JSON or JSON Lines")
        parser.add_argument(
            "--source",
            default="",
            help="name of the archive, where rows do not say it (default: the file's name)",
        )

    def handle(self, file, **options):
        source = options["source"] or file.stem
        run(self, options, partial(read, file, source=source, zone=site_zone()), beside=file.parent)
