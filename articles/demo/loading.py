"""Loading the demo: the house first, then each story's life, step by step in the order in which it happened."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from html import escape

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.demo import house, loaded, publications
from articles.demo.clock import clock_at
from articles.demo.markup import body_html
from articles.demo.pictures import in_library
from articles.demo.readers import count_reads
from articles.demo.words import Drawn, Event, Story, stories
from articles.desk import actions
from articles.models import Article, ArticleImage, Byline, Correction, Pin, Section
from articles.publishing.edition import raise_edition
from articles.publishing.revisions import record
from authors.models import Author, Partner
from newsroom.lib.html import sanitise

DRAFTED, EDITED, REVIEWED, APPROVED = (timedelta(hours=hours) for hours in (30, 9, 5, 1))
Step = tuple[datetime, Callable[[], object]]


@dataclass
class Newsroom:
    """What the stories need of the house, and the articles made so far."""

    now: datetime
    sections: dict[str, Section]
    logins: dict[str, User]
    authors: dict[str, Author]
    partners: dict[str, Partner]
    articles: dict[str, Article]


@transaction.atomic
def load(
    password: str, *, now: datetime | None = None, told: Callable[[str], None] = lambda line: None
) -> int:
    """Fill an empty database with the demo as of `now` (aware; default: the clock's) and give the number of stories.
    `password` is every login's; `told` gets a line of what is being done. All or nothing."""
    now = now or timezone.now()
    newsroom = _house(now, password)
    told("Sections, people and partners are there. Drawing pictures and writing stories …")
    every = stories()
    steps = [step for story in every for step in _life(newsroom, story)]
    for moment, step in sorted(steps, key=lambda step: step[0]):
        with clock_at(moment):
            step()
    _pin(newsroom, every)
    told("Printing publications …")
    publications.load(now, newsroom.logins, newsroom.authors, newsroom.partners, newsroom.articles)
    count_reads(newsroom.articles, every, now)
    loaded.send(Newsroom, newsroom=newsroom)
    raise_edition()
    return len(every)


def _house(now: datetime, password: str) -> Newsroom:
    with clock_at(now - timedelta(days=500)):
        house.write_masthead()
        sections = house.make_sections()
        logins = house.make_logins(password)
        return Newsroom(
            now, sections, logins, house.make_authors(logins), house.make_partners(now, sections), {}
        )


def _life(newsroom: Newsroom, story: Story) -> Iterator[Step]:
    """What happens to a story and when. A story that is to come was written before now all the same."""
    shown = newsroom.now - story.ago
    ready = min(shown, newsroom.now - timedelta(minutes=10))
    by = newsroom.logins
    yield ready - DRAFTED, lambda: _draft(newsroom, story)
    yield ready - EDITED, lambda: _complete(newsroom, story)
    if story.state == "draft":
        return
    yield (
        ready - REVIEWED,
        lambda: actions.submit(article=newsroom.articles[story.slug], by=by["contributor"]),
    )
    if story.state == "in_review":
        return
    yield ready - APPROVED, lambda: actions.approve(article=newsroom.articles[story.slug], by=by["editor"])
    if story.state == "approved":
        return
    yield ready, lambda: _publish(newsroom, story, shown)
    for event in story.events:
        yield newsroom.now - event.ago, partial(_change, newsroom, story, event)
    if gone := story.withdrawn:
        yield newsroom.now - gone.ago, lambda: _withdraw(newsroom, story, gone.note)


def _draft(newsroom: Newsroom, story: Story) -> None:
    """The writer's first version: the opening half, no standfirst, no pictures."""
    blocks = _desk_body(story, story.body).split("\n")
    article = Article(
        headline=story.headline,
        slug=story.slug,
        body="\n".join(blocks[: max(2, len(blocks) // 2)]),
        kind=story.kind,
        language=story.language,
        section=newsroom.sections[story.section],
        partner=newsroom.partners[story.partner] if story.partner else None,
        source_url=story.source,
        created_by=newsroom.logins["contributor"],
    )
    article.full_clean(exclude=["body"])
    article.save()
    for position, credit in enumerate(story.by):
        author = newsroom.authors[credit.author] if credit.author else None
        Byline.objects.create(
            article=article, author=author, name=credit.name, role=credit.role, position=position
        )
    record(article, by=newsroom.logins["contributor"], why="First half, for a look")
    newsroom.articles[story.slug] = article


def _complete(newsroom: Newsroom, story: Story) -> None:
    article = newsroom.articles[story.slug]
    article.body, article.standfirst = _desk_body(story, story.body), story.standfirst
    article.save()
    article.tags.set(story.tags)
    for position, drawn in enumerate(story.pictures):
        ArticleImage.objects.create(article=article, image=in_library(drawn), position=position)
    record(article, by=newsroom.logins["editor"], why="Edited, pictures chosen")


def _publish(newsroom: Newsroom, story: Story, shown: datetime) -> None:
    """Now, which is the moment it was shown, or, for a story that is to come, then."""
    at = shown if shown > timezone.now() else None
    actions.publish(article=newsroom.articles[story.slug], at=at, by=newsroom.logins["publisher"])


def _withdraw(newsroom: Newsroom, story: Story, reason: str) -> None:
    actions.withdraw(article=newsroom.articles[story.slug], reason=reason, by=newsroom.logins["publisher"])


def _change(newsroom: Newsroom, story: Story, event: Event) -> None:
    """An update with new words, or a correction, through the door."""
    article = newsroom.articles[story.slug]
    if event.added:
        article.body += "\n" + _desk_body(story, event.added)
        article.save()
    else:
        Correction.objects.create(
            article=article, kind=event.significance, text=event.note, dated=timezone.now()
        )
    record(article, by=newsroom.logins["editor"], why=event.note)
    actions.approve(article=article, by=newsroom.logins["editor"])
    actions.publish(
        article=article,
        by=newsroom.logins["publisher"],
        significance=event.significance if event.significance != "editors_note" else "clarification",
        change_note=event.note,
    )


def _desk_body(story: Story, text: str) -> str:
    figures = {number: _figure(drawn) for number, drawn in enumerate(story.in_body) if f"![{number}]" in text}
    return sanitise(body_html(text, figures), own_hosts=())


def _figure(drawn: Drawn) -> str:
    image = in_library(drawn)
    return (
        f'<figure data-image="{image.pk}"><img src="{image.thumbnail_url()}" alt="{escape(drawn.alt)}">'
        f"<figcaption>{escape(drawn.caption)}</figcaption></figure>"
    )


def _pin(newsroom: Newsroom, every: list[Story]) -> None:
    for story in every:
        if story.pin:
            Pin.objects.create(
                article=newsroom.articles[story.slug],
                position=story.pin,
                live_from=newsroom.now - story.ago,
                live_until=newsroom.now + timedelta(days=60),
            )
