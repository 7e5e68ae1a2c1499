"""What a partner sends: taken in as that partner's stories, waiting in the desk's queue or live at once as agreed."""

from collections.abc import Callable
from functools import partial

from articles.importing import feed
from articles.importing.base import Records, Report, Status
from articles.importing.inputs import Source
from articles.importing.media import Media
from articles.importing.store import Store
from articles.models import Section
from authors.models import Partner


def take_in(
    source: Source,
    partner: Partner,
    *,
    address: str = "",
    section: Section | None = None,
    dry_run: bool = False,
    loopback: bool = False,
    progress: Callable[[int], object] = lambda number: None,
) -> Report:
    """Take in a feed's stories as the partner's. `address` is where the feed was found. They wait as drafts unless
    the agreement lets them go live at once; what changed at its source since never overwrites an editor's words,
    and on a live story waits for an editor. Raises UnreadableInput for what is no feed."""
    media = Media(fetching=True, dry_run=dry_run, loopback=loopback)
    store = Store(media, partner=partner, section=section, flag_live=True, dry_run=dry_run, progress=progress)
    return store.write(stories(source, partner, address=address)())


def stories(source: Source, partner: Partner, *, address: str = "") -> partial[Records]:
    """The reading of a feed's items as stories of the partner, known by the same source however they come, and with the
    status that its agreement gives them. It raises UnreadableInput for what is no feed."""
    status = Status.PUBLISHED if partner.goes_live else Status.DRAFT
    return partial(feed.read, source, source=f"partner:{partner.pk}", address=address, status=status)
