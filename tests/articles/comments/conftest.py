"""A live story, and a reader who writes under it."""

import re

import pytest

from articles.comments.models import Comment
from tests.articles.comments.samples import OURS, filled_in
from tests.factories import make_live_article


@pytest.fixture
def story(clock):
    return make_live_article(headline="Strait reopens", slug="strait")


@pytest.fixture
def path(story):
    return story.publications.get().path


class Reader:
    """Writes as the pages have it: the story's form, then what its preview lets be sent."""

    def __init__(self, client, path, clock):
        self.client, self.path, self.clock = client, path, clock

    def preview(self, **fields):
        return self.post(filled_in(**fields))

    def post(self, data, **options):
        return self.client.post(f"{self.path}comments/write/", data, **OURS | options)

    def ticket(self, page) -> str:
        return re.search(r'name="ticket" value="([^"]+)"', page.content.decode())[1]

    def send(self, seconds: float = 20, **fields):
        """Preview, read it for some seconds, send."""
        ticket = self.ticket(self.preview(**fields))
        self.clock.shift(seconds)
        return self.post(filled_in(**fields) | {"ticket": ticket, "send": "1"})

    def write(self, **fields) -> Comment:
        self.send(**fields)
        return Comment.objects.latest("pk")


@pytest.fixture
def reader(client, path, clock):
    return Reader(client, path, clock)


@pytest.fixture
def link_in():
    """The path of the link in a letter."""

    def found(letter) -> str:
        return re.search(r"https://news\.example(/comments/confirm/\S+)", letter.body)[1]

    return found
