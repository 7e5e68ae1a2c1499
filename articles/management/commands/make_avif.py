from collections.abc import Iterator
from itertools import islice

from django.db import transaction

from articles.importing.base import Report
from articles.management.reporting import Progress, ReportedCommand, finish
from articles.models import Image
from articles.publishing.rebuild import show_anew
from articles.publishing.renditions import UnusableImage, make_avif

EXAMPLES = """
Makes AVIF files of the pictures that have none: a third smaller than WebP, and seconds to make, so not at
upload. Pages that show a picture offer the new files from that moment. Newest pictures first.

examples:
  manage.py make_avif
  manage.py make_avif --limit 200 --report report.json
  manage.py make_avif --dry-run

exit codes: 0 all done, 1 some pictures failed (named with the reason)
"""


class Command(ReportedCommand):
    help = EXAMPLES

    def add_own_arguments(self, parser):
        parser.add_argument("--limit", type=int, metavar="N", help="at most so many pictures in this run")

    def handle(self, limit, dry_run, **options):
        report, progress = Report(dry_run=dry_run), Progress(self.stdout, "pictures")
        for image in without_avif(limit):
            try:
                report.updated += dry_run or add_avif(image)
            except UnusableImage as error:
                report.fail(f"picture {image.pk}", str(error))
            progress()
        progress.end()
        finish(self, report, file=options["report"])


def without_avif(limit: int | None) -> Iterator[Image]:
    """Pictures with a file but no rendition in AVIF, newest first. Each is read when its turn comes."""
    numbers = list(Image.objects.exclude(file="").order_by("-pk").values_list("pk", flat=True))
    waiting = (Image.objects.get(pk=number) for number in numbers)
    return islice((image for image in waiting if not has_avif(image)), limit)


def has_avif(image: Image) -> bool:
    return any(made["type"] == "image/avif" for made in image.renditions)


@transaction.atomic
def add_avif(image: Image) -> bool:
    added = make_avif(image)
    if added:
        show_anew(image)
    return added
