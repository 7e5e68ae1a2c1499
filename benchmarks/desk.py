"""The desk's costs, in this process: publishing a new story, saving one in its form. CPU milliseconds, medians.
Run as a process: `python -m benchmarks.desk` prints JSON, with null for what the project has no page for."""

import json
import os
import statistics
import time
from html.parser import HTMLParser

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

import django

django.setup()

from random import Random  # noqa: E402

from django.contrib.auth.models import User  # noqa: E402
from django.test import Client  # noqa: E402

from articles.models import Article, ArticleImage, Byline, Image, Section  # noqa: E402
from articles.publishing.door import publish  # noqa: E402
from articles.publishing.revisions import record  # noqa: E402
from authors.models import Author  # noqa: E402
from benchmarks import prose  # noqa: E402

TIMES = 15


def main() -> None:
    print(json.dumps({"publish": publishing(), "save": saving(), "session": session()}))


def publishing() -> float:
    """A first publication through the door, commit included: the story and its revision are there already."""
    chance = Random(1)
    costs = []
    for number in range(TIMES):
        article = Article.objects.create(
            headline=prose.headline(chance),
            slug=f"bench-{time.time_ns()}",
            body=prose.body(chance, 800, Image.objects.first().pk),
            section=Section.objects.first(),
        )
        Byline.objects.create(article=article, author=Author.objects.first())
        ArticleImage.objects.create(article=article, image=Image.objects.all()[number])
        article.tags.set(["tag 1", "tag 2"])
        revision = record(article)
        costs.append(_cpu(lambda revision=revision: publish(revision)))
    return statistics.median(costs)


def saving() -> float | None:
    """The article's form in the admin, sent back with another headline."""
    client = Client()
    client.force_login(
        User.objects.get(username="bench"), backend="django.contrib.auth.backends.ModelBackend"
    )
    address = f"/admin/articles/article/{Article.objects.order_by('pk').first().pk}/change/"
    page = client.get(address)
    if page.status_code != 200:
        return None
    costs = []
    for number in range(TIMES):
        form = _Fields()
        form.feed(client.get(address).content.decode())
        form.fields["headline"] = [f"A headline changed for the {number}th time at {time.time_ns()}"]
        answers = []
        cost = _cpu(lambda form=form, answers=answers: answers.append(client.post(address, form.fields)))
        if answers[0].status_code != 302:
            return None
        costs.append(cost)
    return statistics.median(costs)


def session() -> str:
    """The key of a logged-in session, for requests to the running server."""
    client = Client()
    client.force_login(
        User.objects.get(username="bench"), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client.cookies["sessionid"].value


def _cpu(deed) -> float:
    begin = time.process_time()
    deed()
    return (time.process_time() - begin) * 1000


class _Fields(HTMLParser):
    """What a browser would send of the page's forms, each field once for each value."""

    def __init__(self):
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self._area = self._choice = ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "textarea":
            self._area = name
            self.fields[name] = [""]
        elif tag == "select":
            self._choice = name
        elif tag == "option" and self._choice and "selected" in given:
            self.fields.setdefault(self._choice, []).append(given.get("value") or "")
        elif tag == "input" and name and self._is_sent(given):
            self.fields.setdefault(name, []).append(given.get("value") or "")

    def handle_data(self, data):
        if self._area:
            self.fields[self._area][0] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.fields[self._area] = [self.fields[self._area][0].removeprefix("\n")]
            self._area = ""
        elif tag == "select":
            self._choice = ""

    @staticmethod
    def _is_sent(given: dict) -> bool:
        kind = given.get("type", "text")
        if kind in ("submit", "button", "file", "image"):
            return False
        return kind not in ("checkbox", "radio") or "checked" in given


if __name__ == "__main__":
    main()
