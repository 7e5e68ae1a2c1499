"""Whatever editors do in whatever order, every public surface shows exactly what the predicate allows: checked against
a model that is a dictionary of moments."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from articles.publishing import edition
from articles.publishing.door import DoorRefused, cancel, publish, withdraw
from articles.site import chrome, pagecache, search
from tests.factories import edit, make_article, make_author, make_partner, make_section

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
WITHDRAWN = 0
STORIES = 3
SURFACES = (
    "/",
    "/asia/east-asia/",
    "/authors/ana-silva/",
    "/feed.rss",
    "/asia/feed.atom",
    "/tags/ports/feed.json",
    "/partners/rias/feed.rss",
    "/archive/?section=asia&author=ana-silva&tag=ports",
    "/sitemap-news.xml",
)
which = st.integers(0, STORIES - 1)
minutes = st.sampled_from([0, 1, 10, 60])
WORD = re.compile(r"\b([HSB])(\d+)x\b")


class Newsroom(RuleBasedStateMachine):
    """`timelines[story]` says from which moment which version is in force; version 0 is a withdrawal."""

    @initialize()
    def open(self):
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.clock = time_machine.travel(NOON, tick=False)
        self.traveller = self.clock.start()
        self.now = NOON
        forget()
        about = {
            "section": make_section("East Asia", parent=make_section("Asia")),
            "by": [make_author("Ana Silva")],
            "tags": ["Ports"],
            "partner": make_partner("RIAS", canonical_policy="ours"),
        }
        self.client = Client()
        self.versions = 0
        self.stories = [make_article(**about) for _ in range(STORIES)]
        self.timelines = [{} for _ in self.stories]
        self.working = [0] * STORIES
        for story in range(STORIES):
            self.rewrite(story)

    def teardown(self):
        if hasattr(self, "atomic"):
            self.clock.stop()
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)
            forget()

    # what editors do

    @rule(story=which)
    def rewrite(self, story):
        self.versions += 1
        self.working[story] = self.versions
        n = self.versions
        edit(self.stories[story], headline=f"H{n}x", standfirst=f"S{n}x", body=f"<p>B{n}x</p>")

    @rule(story=which, later=minutes)
    def publish(self, story, later):
        moment = self.now + timedelta(minutes=later)
        publish(self.stories[story].head, live_from=moment)
        self.timelines[story][moment] = self.working[story]

    @rule(story=which, later=minutes)
    def withdraw(self, story, later):
        moment = self.now + timedelta(minutes=later)
        try:
            withdraw(self.stories[story], reason="A forged document.", at=moment)
        except DoorRefused:
            return
        timeline = self.timelines[story]
        self.timelines[story] = {begin: version for begin, version in timeline.items() if begin < moment}
        self.timelines[story][moment] = WITHDRAWN

    @rule(story=which)
    def cancel(self, story):
        coming = self.stories[story].publications.filter(live_from__gt=self.now).first()
        if coming:
            cancel(coming)
            del self.timelines[story][coming.live_from]

    @rule(later=st.sampled_from([1, 9, 10, 50]))
    def wait(self, later):
        self.now += timedelta(minutes=later)
        self.traveller.move_to(self.now)

    # what readers see

    def begun(self, story):
        """The versions that have come into force, in order of time."""
        return [version for begin, version in sorted(self.timelines[story].items()) if begin <= self.now]

    def in_force(self, story):
        return (self.begun(story) or [None])[-1]

    def live(self):
        return {version for version in map(self.in_force, range(STORIES)) if version}

    def read(self, path):
        """(the status, the whole answer, its main part)."""
        response = self.client.get(path)
        text = response.content.decode()
        return response.status_code, text, text.partition("<main")[2].partition("</main>")[0]

    @invariant()
    def every_list_shows_exactly_what_is_live(self):
        if not hasattr(self, "stories"):
            return
        for path in SURFACES:
            status, text, _ = self.read(path)
            assert status in (200, 404), path
            assert numbers(text) == self.live(), path

    @invariant()
    def every_address_shows_its_own_version_or_none(self):
        if not hasattr(self, "stories"):
            return
        for story, article in enumerate(self.stories):
            for publication in article.publications.all():
                self.check_address(story, publication.path)

    @invariant()
    def a_search_finds_exactly_the_words_that_may_be_read(self):
        """Also those of stories nobody has published, and those of versions that were replaced."""
        if not hasattr(self, "stories"):
            return
        for version in range(1, self.versions + 1):
            typed = f"{'HSB'[version % 3]}{version}x"
            _, _, main = self.read(f"/search/?q={typed}&sort={'date' if version % 2 else 'relevance'}")
            results = main.partition('<ol class="results">')[2].replace("<mark>", "").replace("</mark>", "")
            assert numbers(results) == {version} & self.live(), typed
            _, suggested, _ = self.read(f"/search/suggest/?q=h{version}")
            assert {each for each in numbers(suggested) if str(each).startswith(str(version))} == {
                each for each in self.live() if str(each).startswith(str(version))
            }

    def check_address(self, story, path):
        status, text, main = self.read(path)
        version = self.in_force(story)
        if status == 200:
            assert version in numbers(main)
            assert numbers(text) <= self.live()
            _, _, record = self.read(f"{path}history/")
            assert numbers(record) == set(after_the_last_withdrawal(self.begun(story)))
        else:
            assert status == {None: 404, WITHDRAWN: 410}.get(version, 301)
            assert numbers(text, "SB") <= self.live()


def numbers(text, letters="HSB"):
    """The versions some of whose words stand in the text."""
    return {int(number) for letter, number in WORD.findall(text) if letter in letters}


def after_the_last_withdrawal(versions):
    return versions[len(versions) - versions[::-1].index(WITHDRAWN) :] if WITHDRAWN in versions else versions


def forget():
    cache.clear()
    edition.forget()
    chrome.forget()
    pagecache.forget()
    search.forget()


def test_every_surface_shows_what_is_live_and_nothing_else():
    run_state_machine_as_test(
        Newsroom,
        settings=settings(
            max_examples=10,
            stateful_step_count=8,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            # Ten steps are read as they are; making them fewer would take minutes.
            phases=[Phase.explicit, Phase.reuse, Phase.generate],
        ),
    )
