"""What one partner may republish: our own stories in full, within its window, without pictures whose rights forbid it,
and the news that a story was withdrawn. Reads the public side alone."""

from dataclasses import replace
from datetime import datetime, timedelta
from html import escape
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpResponse

from articles.models.published import ListingEntry, PublishedArticle
from articles.site import chrome, listing
from articles.site.clock import Clock
from articles.site.feed_views import WRITERS
from articles.site.feeds.entries import Entry, Feed, entry_of, tag_uri
from articles.site.frame import absolute
from articles.site.pagecache import public_page
from authors.models import Partner
from newsroom.lib.html import drop_figures

ITEMS = 50


@public_page
def feed(request, token: str, form: str):
    """The partner's feed as RSS, Atom or JSON Feed. A token that is none, or whose agreement is not in force,
    answers 404: nothing tells the two apart."""
    now = request.clock.now
    partner = partner_of(token, request.clock)
    masthead = chrome.around(request.edition, now).masthead
    described = Feed(
        title=f"{masthead.name} for {partner.name}",
        home=absolute("/"),
        address=absolute(f"/syndication/{token}/feed.{form}"),
        updated=request.edition.changed_at,
        description=masthead.description or masthead.tagline,
        language=settings.LANGUAGE_CODE,
        publisher=masthead.publisher,
        logo=absolute(masthead.logo.url) if masthead.logo else "",
    )
    entries = entries_for(partner, request.clock)
    response = HttpResponse(WRITERS[form].render(described, entries), content_type=WRITERS[form].CONTENT_TYPE)
    response["X-Robots-Tag"] = "noindex"
    return response


def partner_of(token: str, clock: Clock) -> Partner:
    """The partner who may republish under this token today, by the site's calendar. Raises Http404."""
    partner = Partner.objects.filter(token=token, may_republish=True).first()
    zone = ZoneInfo(settings.TIME_ZONE)
    today = clock.now.astimezone(zone).date()
    clock.until(datetime.combine(today + timedelta(days=1), datetime.min.time(), zone))
    if partner is None:
        raise Http404
    if partner.agreement_from and today < partner.agreement_from:
        raise Http404
    if partner.agreement_until and today > partner.agreement_until:
        raise Http404
    return partner


def entries_for(partner: Partner, clock: Clock) -> list[Entry]:
    """Newest first: our own stories of the partner's window, and those withdrawn within it. Two queries."""
    begin = clock.now - timedelta(days=partner.window_days)
    rows = [
        row
        for row in listing.read("own", clock.now, size=ITEMS, bodies=True).rows
        if row.published_at >= begin
    ]
    withdrawn = [
        entry.row
        for entry in ListingEntry.objects.live("withdrawn", clock.now)
        .filter(published_at__gte=begin)
        .select_related("row__section")[:ITEMS]
    ]
    for row in rows:  # the page changes when its oldest story leaves the window
        clock.until(row.published_at + timedelta(days=partner.window_days))
    for row in withdrawn:
        clock.until(row.live_from + timedelta(days=partner.window_days))
    entries = [entry_of(without_unshared(row)) for row in rows] + [withdrawal(row) for row in withdrawn]
    return sorted(entries, key=lambda entry: entry.updated, reverse=True)


def without_unshared(row: PublishedArticle) -> PublishedArticle:
    """The row, unsaved, without the pictures that may not go to partners."""
    kept_back = {picture["id"] for picture in row.pictures + row.body_pictures if not picture["syndicate"]}
    if kept_back:
        row.body_html = drop_figures(row.body_html, kept_back)
        row.pictures = [picture for picture in row.pictures if picture["id"] not in kept_back]
        row.body_pictures = [picture for picture in row.body_pictures if picture["id"] not in kept_back]
    return row


def withdrawal(row: PublishedArticle) -> Entry:
    """The announcement that takes the place of a story: the same id, the reason, none of its words."""
    entry = entry_of(row)
    return replace(
        entry,
        id=tag_uri(row.article_id),
        title=f"Withdrawn: {row.headline}",
        summary=row.public_reason,
        html=f"<p>{escape(row.public_reason)}</p>",
        updated=row.live_from,
        withdrawn=True,
    )
