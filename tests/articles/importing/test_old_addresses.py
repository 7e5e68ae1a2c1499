"""Addresses that worked at the source work here."""

from datetime import timedelta

import pytest
import time_machine

from articles.importing.base import Status
from articles.models import PublishedArticle
from newsroom.redirects.models import Redirect
from tests.articles.importing.test_changes import later
from tests.articles.importing.test_store import NOW, story, warnings, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


def redirects():
    return dict(Redirect.objects.values_list("old_path", "new_path"))


def test_a_path_of_our_form_stays_whatever_the_date():
    write(story(path="/2019/12/31/bridge-reopens/"))

    assert PublishedArticle.objects.get().path == "/2019/12/31/bridge-reopens/"
    assert redirects() == {}


@pytest.mark.parametrize(
    "path",
    ["/blog/bridge.html", "/日本/橋", "/2019/12/31/bridge", "/2019/12/31/bridge/2/", "/2019/12/31/what?/"],
)
def test_any_other_path_leads_on(path):
    report = write(story(path=path))

    assert redirects() == {path: "/2020/05/01/headline-1/"}
    assert report.also["redirects"] == 1


def test_the_redirect_works(client):
    write(story(path="/blog/bridge.html"))

    answer = client.get("/blog/bridge.html")

    assert (answer.status_code, answer["Location"]) == (301, "/2020/05/01/headline-1/")


def test_two_stories_of_one_path_get_one_each():
    write(story(1, path="/2019/12/31/bridge/"), story(2, path="/2019/12/31/bridge/"))

    assert sorted(PublishedArticle.objects.values_list("path", flat=True)) == [
        "/2019/12/31/bridge-2/",
        "/2019/12/31/bridge/",
    ]
    assert redirects() == {}


def test_what_was_never_public_has_no_address_to_lead_from():
    write(
        story(1, status=Status.DRAFT, path="/a/"),
        story(2, published_at=NOW + timedelta(days=1), path="/b/"),
        story(3, path="/"),
        story(4, path=""),
    )

    assert redirects() == {}


def test_an_impossible_path_is_a_warning_and_no_loss():
    report = write(story(path="/" + "x" * 700))

    assert report.created == 1
    assert warnings(report) == {"Its address at the source cannot be one here, so nothing leads from it.": 1}


def test_a_new_path_at_the_source_leads_here_too():
    write(story(path="/blog/one/"))
    later(story(path="/blog/two/"))

    assert redirects() == {"/blog/one/": "/2020/05/01/headline-1/", "/blog/two/": "/2020/05/01/headline-1/"}
