"""Polling partners' feeds: politely (conditional requests, RFC 9110, 13), within limits, and each on its own, so that
one partner's failure never stops the next."""

import logging
from collections.abc import Callable, Iterable

from django.conf import settings
from django.utils import timezone

from articles.importing.base import Report, UnreadableInput
from articles.models import PartnerFeed
from articles.syndication.arrivals import take_in
from newsroom.lib.fetch import Fetched, FetchRefused, fetch

MOST_BYTES = 10 * 1024 * 1024
SECONDS = 20

logger = logging.getLogger(__name__)


def poll_all(
    feeds: Iterable[PartnerFeed],
    *,
    dry_run: bool = False,
    loopback: bool = False,
    progress: Callable[[int], object] = lambda number: None,
) -> Report:
    """Poll each feed. The report counts stories; a feed that failed is a failure with its reason. `loopback` lets feeds
    and pictures come from this machine, for trying things out."""
    report = Report(dry_run=dry_run)
    for feed in feeds:
        poll(feed, report, dry_run=dry_run, loopback=loopback or settings.FETCH_LOOPBACK)
        progress(1)
    return report


def poll(feed: PartnerFeed, report: Report, *, dry_run: bool = False, loopback: bool = False) -> None:
    """Ask one feed whether it has changed and take in what it has. What went wrong stays with the feed for the
    desk to see, and is tried again the next time."""
    partner = feed.partner
    try:
        answer = fetch(
            feed.url,
            etag=feed.etag,
            modified=feed.modified,
            max_bytes=MOST_BYTES,
            timeout=SECONDS,
            allow_loopback=loopback,
        )
        if answer.status == 304:
            logger.info("%s: unchanged at %s", partner, feed.url)
            report.count("feeds unchanged")
        else:
            taken = take_in(
                answer.body,
                partner,
                address=answer.final_url,
                section=feed.section,
                dry_run=dry_run,
                loopback=loopback,
            )
            report.add(taken)
            logger.info("%s: %d new, %d changed", partner, taken.created, taken.updated)
    except (FetchRefused, UnreadableInput) as error:
        _failed(feed, str(error), report, dry_run)
    except Exception as error:
        # Whatever one partner's feed brings about, the others' stories still arrive; the operator gets the traceback.
        logger.exception("%s: polling %s failed", partner, feed.url)
        _failed(feed, f"Unexpected: {error}", report, dry_run)
    else:
        _succeeded(feed, answer, dry_run)


def _succeeded(feed: PartnerFeed, answer: Fetched, dry_run: bool) -> None:
    if dry_run:
        return
    feed.polled_at, feed.error = timezone.now(), ""
    if answer.status != 304:
        feed.etag, feed.modified = answer.etag[:500], answer.modified[:100]
    moved = answer.permanent and answer.final_url != feed.url and len(answer.final_url) <= 500
    if moved and not PartnerFeed.objects.filter(url=answer.final_url).exists():
        logger.info("%s: the feed moved from %s to %s", feed.partner, feed.url, answer.final_url)
        feed.url = answer.final_url
    feed.save(update_fields=["polled_at", "error", "etag", "modified", "url"])


def _failed(feed: PartnerFeed, reason: str, report: Report, dry_run: bool) -> None:
    report.fail(f"{feed.partner}: {feed.url}", reason)
    if not dry_run:
        feed.polled_at, feed.error = timezone.now(), reason
        feed.save(update_fields=["polled_at", "error"])
