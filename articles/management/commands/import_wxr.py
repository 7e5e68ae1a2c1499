from functools import partial
from pathlib import Path

from articles.importing.wxr import read
from articles.management.importing import EXIT_CODES, ImportCommand, run, site_zone

EXAMPLES = f"""
Takes a WordPress export (WXR 1.0 to 1.2, any size): posts of all statuses, authors and co-authors, categories
as sections, tags, pictures. Drafts stay drafts, private and password-protected posts stay unpublished, future
ones are scheduled. Comments come with their threads and states. Pages, menus and pingbacks are named and left.
Public paths stay or lead on. A file that is not well-formed is refused with its line.

examples:
  manage.py import_wxr export.xml --media wp-content/uploads
  manage.py import_wxr export.xml --fetch-media --report report.json
  manage.py import_wxr export.xml --post-type post --post-type essay --dry-run

{EXIT_CODES}
"""


class Command(ImportCommand):
    help = EXAMPLES

    def add_own_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE", help="the export, an XML file")
        parser.add_argument(
            "--source", default="", help="name of the archive (default: the host of the exported site)"
        )
        parser.add_argument(
            "--post-type",
            action="append",
            metavar="TYPE",
            help="post types to take (default: post); may be repeated",
        )

    def handle(self, file, **options):
        types = frozenset(options["post_type"] or ["post"])
        reading = partial(read, file, source=options["source"], zone=site_zone(), post_types=types)
        run(self, options, reading)
