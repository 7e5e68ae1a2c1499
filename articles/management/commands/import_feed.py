from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError

from articles.importing.feed import LARGEST
from articles.management.importing import EXIT_CODES, ImportCommand, run
from articles.management.reporting import unreadable
from articles.models import Section
from articles.syndication.arrivals import stories
from authors.models import Partner
from newsroom.lib.fetch import FetchRefused, fetch

EXAMPLES = f"""
Takes the items of an RSS, Atom or JSON feed as a partner's articles, with the partner's credit and the link to
the original. They wait at the desk as drafts, or are published at once where the partner "goes live at once". A
story that changed at its source updates its draft; one that was edited or published here is flagged instead.

examples:
  manage.py import_feed https://institute.example/feed.xml --partner institute
  manage.py import_feed saved.xml --partner institute --section world --dry-run
  manage.py import_feed feed.json --partner institute --fetch-media --report report.json

{EXIT_CODES}
"""


class Command(ImportCommand):
    help = EXAMPLES

    def add_own_arguments(self, parser):
        parser.add_argument("feed", metavar="URL-or-FILE")
        parser.add_argument("--partner", required=True, metavar="SLUG", help="whose articles they are")
        parser.add_argument(
            "--section", default="", metavar="PATH", help="where arrivals go, such as asia/east-asia"
        )
        parser.add_argument(
            "--allow-loopback", action="store_true", help="fetch from this machine (for trying out)"
        )

    def handle(self, feed, **options):
        partner, section = _partner(options["partner"]), _section(options["section"])
        loopback = options["allow_loopback"] or settings.FETCH_LOOPBACK
        content, address = _content(feed, loopback=loopback)
        run(
            self,
            options,
            stories(content, partner, address=address),
            partner=partner,
            section=section,
            flag_live=True,
            loopback=loopback,
        )


def _partner(slug: str) -> Partner:
    try:
        return Partner.objects.get(slug=slug)
    except Partner.DoesNotExist:
        known = ", ".join(Partner.objects.values_list("slug", flat=True)[:20]) or "none yet"
        raise CommandError(f"There is no partner “{slug}”. Known are: {known}.", returncode=2) from None


def _section(path: str) -> Section | None:
    found = Section.objects.filter(path=path.strip("/")).first() if path else None
    if path and found is None:
        raise CommandError(f"There is no section “{path}”.", returncode=2)
    return found


def _content(feed: str, *, loopback: bool) -> tuple[bytes | Path, str]:
    """The feed's bytes or file, and the address it was found at ("" for a file)."""
    if not feed.lower().startswith(("http://", "https://")):
        return Path(feed), ""
    try:
        fetched = fetch(feed, max_bytes=LARGEST, timeout=60, allow_loopback=loopback)
    except FetchRefused as error:
        raise unreadable(f"{feed}: {error.reason}") from error
    return fetched.body, fetched.final_url
