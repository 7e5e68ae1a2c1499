"""The demo's publications: what they say, and how they come out, through the ordinary door at their own moments."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from random import Random

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.dateformat import format as format_date

from articles.demo import paper
from articles.demo.clock import clock_at
from articles.demo.printing import cover_picture, printed
from articles.desk import actions
from articles.models import Article
from articles.publishing.revisions import record
from articles.reports.files import keep_document, open_document
from articles.reports.models import DownloadCount, Report, ReportByline, ReportStory
from authors.models import Author, Partner
from newsroom.lib.html import plain_text

DRAFTED, APPROVED = timedelta(days=3), timedelta(hours=2)


@dataclass(frozen=True)
class Issue:
    """One publication. `ago` is how long before the loading it came out, negative for one that is to come."""

    slug: str
    title: str
    number: str
    kind: str
    ago: timedelta
    summary: str
    body: str
    by: tuple[str, ...]
    stories: tuple[str, ...]
    cover: tuple[str, str, str]  # scene, palette, seed
    partner: str = ""
    issn: str = ""
    doi: str = ""
    licence: str = ""
    downloads: int = 0  # on its best day


ISSUES = [
    Issue(
        "water-by-the-clock",
        "Water by the clock",
        "No. 12",
        "special_issue",
        timedelta(hours=9),
        "From the orchards that share a channel by the hour to the city that learned to drink: five reports on who is "
        "given water, when, and who keeps the time.",
        "<p>Scarcity is seldom a lack of water. It is a lack of agreement about when the gate is opened. For this issue "
        "our correspondents went to five places where such an agreement holds, and asked what it rests on.</p>"
        "<h2>In this issue</h2><ul><li>Two dams and the telephone between them</li>"
        "<li>A bond that pays in mud</li><li>What a city does with the rain it used to fear</li></ul>",
        ("leila-haddarin", "siti-rahmawanti"),
        ("reservoir-diplomacy", "mangrove-bond", "sponge-district", "glacier-siren"),
        ("delta", "sea", "12"),
        issn="2434-561X",
        licence="CC BY-NC 4.0",
        downloads=140,
    ),
    Issue(
        "the-price-of-waiting",
        "The price of waiting",
        "Report 7",
        "report",
        timedelta(days=24),
        "Eleven ports, four hundred ships, one question: what does an hour at anchor cost, and who is paying for it "
        "without knowing?",
        "<p>We counted the hours between arrival and berth for four hundred ships and priced each of them three times: "
        "for the owner, for the shipper, and for the buyer at the end of the road. The three sums have little to do "
        "with each other.</p><blockquote><p>An hour at anchor is the cheapest hour in shipping, and that is why "
        "nobody shortens it.</p></blockquote>",
        ("ingrid-solheimdal", "daniel-brandtner"),
        ("pilot-shortage", "customs-form-nine", "mending-the-seabed"),
        ("harbour", "dusk", "7"),
        partner="lakeside-policy-notes",
        doi="10.5555/meridian.2026.7",
        licence="CC BY 4.0",
        downloads=60,
    ),
    Issue(
        "what-a-ledger-sees",
        "What a ledger sees",
        "Paper 31",
        "briefing",
        timedelta(days=58),
        "Registers of origin promise that a mineral can be followed from the pit to the battery. Six short chapters on "
        "what is written down, by whom, and what is left out.",
        "<p>A briefing for those who buy. It asks the same nine questions of each register, and prints the "
        "answers side by side.</p>",
        ("kwame-asantelloyd",),
        ("cobalt-ledger", "lithium-without-thirst"),
        ("contours", "sand", "31"),
        downloads=25,
    ),
    Issue(
        "small-places",
        "Small places: a yearbook",
        "Volume 3",
        "yearbook",
        timedelta(days=190),
        "Towns under ten thousand people that decided something large this year.",
        "<p>Nobody sends a correspondent to a town of four thousand unless something has gone wrong there. We did, and "
        "in most of them something had gone right.</p>",
        ("hana-okabeshi", "grace-oduyemi"),
        ("runway-on-ice", "streets-with-names", "fishing-commons"),
        ("terraces", "forest", "3"),
        downloads=12,
    ),
    Issue(
        "the-night-shift",
        "The night shift",
        "No. 13",
        "special_issue",
        timedelta(days=-6),
        "Ferries, grids and telephone exchanges after midnight: who is awake so that the others may sleep.",
        "<p>The next issue, which comes out by itself at its hour.</p>",
        ("hana-okabeshi",),
        ("night-ferry-lessons",),
        ("bridge", "night", "13"),
        issn="2434-561X",
    ),
]


def steps(
    now: datetime,
    by: dict[str, User],
    authors: dict[str, Author],
    partners: dict[str, Partner],
    articles: dict[str, Article],
) -> Iterator[tuple[datetime, Callable[[], object]]]:
    """When each comes out, and what is then to be done: after its stories, which it prints."""
    for issue in ISSUES:
        moment = now - max(issue.ago, timedelta(minutes=2))
        yield moment, partial(_come_out, issue, now, by, authors, partners, articles)


def load(now: datetime, by, authors, partners, articles) -> None:
    """Bring out every publication, the oldest first, and count its readers."""
    for moment, step in sorted(steps(now, by, authors, partners, articles), key=lambda step: step[0]):
        with clock_at(moment):
            step()
    _count_downloads(now)


def _come_out(issue: Issue, now: datetime, by, authors, partners, articles) -> None:
    shown = now - issue.ago
    with clock_at(timezone.now() - DRAFTED):
        report = _draft(issue, shown, by["contributor"], authors, partners, articles)
    with clock_at(timezone.now() - APPROVED):
        actions.submit(article=report, by=by["contributor"])
        actions.approve(article=report, by=by["editor"])
    at = shown if shown > timezone.now() else None
    actions.publish(article=report, at=at, by=by["publisher"])


def _draft(issue: Issue, shown: datetime, user: User, authors, partners, articles) -> Report:
    day = timezone.localtime(shown).date()
    scene, palette, seed = issue.cover
    stories = [articles[slug] for slug in issue.stories]
    cover = cover_picture(
        title=issue.title,
        number=issue.number,
        dated=format_date(day, "F Y"),
        house=paper.NAME,
        scene=scene,
        palette=palette,
        seed=seed,
    )
    chapters = [
        (issue.title, f"{issue.summary}\n\n{plain_text(issue.body)}"),
        *((story.headline, plain_text(story.body)) for story in stories),
    ]
    content = printed(cover, issue.title, chapters, f"{paper.NAME}, {issue.number}")
    report = Report(
        headline=issue.title,
        slug=issue.slug,
        number=issue.number,
        kind=issue.kind,
        dated=day,
        summary=issue.summary,
        body=issue.body,
        partner=partners[issue.partner] if issue.partner else None,
        issn=issue.issn,
        doi=issue.doi,
        licence=issue.licence,
        file=keep_document(open_document(content), filename=f"{issue.slug}.pdf"),
        created_by=user,
    )
    report.full_clean(exclude=["body"])
    report.save()
    for position, slug in enumerate(issue.by):
        ReportByline.objects.create(report=report, author=authors[slug], position=position)
    for position, story in enumerate(stories):
        ReportStory.objects.create(report=report, article=story, position=position)
    record(report, by=user, why="First version")
    return report


def _count_downloads(now: datetime) -> None:
    """A month of days: many when it comes out, fewer on Sundays. The same counts for the same day."""
    today = timezone.localtime(now).date()
    numbers = dict(Report.objects.values_list("slug", "pk"))
    counts = []
    for issue in ISSUES:
        chance = Random(issue.slug)  # noqa: S311  repeatable on purpose
        out = timezone.localtime(now - issue.ago).date()
        for back in range(45):
            day = today - timedelta(days=back)
            age = (day - out).days
            fading = max(0.12, math.exp(-age / 12)) * (0.5 if day.weekday() == 6 else 1)
            count = round(issue.downloads * fading * chance.uniform(0.75, 1.25))
            if age >= 0 and count:
                counts.append(DownloadCount(report_id=numbers[issue.slug], day=day, count=count))
    DownloadCount.objects.bulk_create(counts)
