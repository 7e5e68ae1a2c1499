"""The hostile and odd addresses of the corpora, wherever an address can come in: each is refused or does no harm."""

import json
import re
from datetime import UTC, datetime
from html import escape, unescape
from urllib.parse import quote, urlsplit

import httpcore
import lxml.html
import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from articles.models import Article, Image, PartnerFeed, PublishedArticle
from articles.syndication.arrivals import take_in
from articles.syndication.polling import poll_all
from newsroom.lib.fetch import FetchRefused, fetch
from newsroom.redirects.models import Redirect
from tests.factories import make_image, make_live_article, make_partner, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PUBLIC = "93.184.215.14"


@pytest.fixture(scope="session")
def hostile(corpora, json_lines):
    """211 addresses made to reach inside or to lead readers astray, 344 odd ones of the URL Standard's tests, and 198
    that its setters are tried with."""
    made = [line["url"] for line in json_lines(corpora / "url/ssrf-openredirect.jsonl")]
    odd = [case["input"] for case in read(corpora / "url/wpt-urltestdata.json") if isinstance(case, dict)]
    setters = read(corpora / "url/wpt-setters.json")
    del setters["comment"]
    set_from = [case["href"] for cases in setters.values() for case in cases]
    assert (len(made), len(odd), len(set_from)) == (211, 344, 198)
    return made + odd + set_from


def read(path):
    return json.loads(path.read_text("utf-8"))


@pytest.fixture
def network(monkeypatch, names):
    """Every name is somewhere public, those of clouds' metadata inside; connections are noted and answer a redirect
    to `network["location"]`, or fail where there is none."""
    noted = {"dialled": [], "location": None}

    def connect(self, host, *args, **more):
        noted["dialled"].append(host)
        if noted["location"] is None or len(noted["dialled"]) > 1:
            raise httpcore.ConnectError("not in a test")
        head = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + noted["location"] + b"\r\n\r\n"
        return httpcore.MockStream([head])

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    return noted


def know(names, url):
    for name in re.findall(r"[\w.-]+", url):
        inside = "169.254" in name or "meta" in name or name == "instance-data"
        names.setdefault(name.lower(), ["169.254.169.254"] if inside else [PUBLIC])


def is_public(number):
    return number == PUBLIC or (number[0] == "2" and ":" in number)


def test_a_redirect_to_any_of_them_ends_outside(hostile, names, network):
    names["start.example"] = [PUBLIC]
    for url in hostile:
        know(names, url)
        network |= {"dialled": [], "location": url.encode().translate(None, b"\r\n")}
        network_before = network["dialled"]
        with pytest.raises(FetchRefused):
            fetch("http://start.example/")
        assert network_before[0] == PUBLIC
        assert all(map(is_public, network_before)), url


def test_as_feeds_each_is_a_failure_with_its_reason_and_the_next_is_polled(hostile, names, network):
    partner = make_partner()
    urls = sorted({url for url in hostile if url and len(url) <= 500 and "\x00" not in url})
    for url in urls:
        know(names, url)
    feeds = PartnerFeed.objects.bulk_create(PartnerFeed(partner=partner, url=url) for url in urls)

    report = poll_all(feeds)

    assert report.failed == len(urls) == 574
    assert all(failure["reason"].endswith(".") for failure in report.failures)
    assert not PartnerFeed.objects.filter(error="").exists()
    assert all(map(is_public, network["dialled"]))


def test_as_pictures_of_an_arriving_story_none_is_brought_from_inside(hostile, names, network):
    for url in hostile:
        know(names, url)
    items = [
        {
            "id": str(number),
            "title": f"Story {number}",
            "image": url,
            "content_html": f'<p>Words.</p><img src="{escape(url)}">',
        }
        for number, url in enumerate(hostile)
    ]
    document = {"version": "https://jsonfeed.org/version/1.1", "title": "Feed", "items": items}

    report = take_in(json.dumps(document).encode(), make_partner(), address="https://start.example/feed.json")

    assert not report.failures
    assert (report.created, report.failed) == (len(hostile), 0)
    assert all(map(is_public, network["dialled"]))
    assert not Image.objects.exclude(file="").exists()


def test_as_links_and_pictures_of_a_live_story_none_runs_or_hides_its_host(hostile, client):
    typed = [escape(url.replace("\x00", "")) for url in hostile]  # no form of the desk takes NUL
    body = "".join(f'<p><a href="{url}">link</a> <img src="{url}"></p>' for url in typed)
    article = make_live_article(body=body, source_url="https://ours.example/")

    page = lxml.html.fromstring(client.get(PublishedArticle.objects.get(article=article).path).content)

    links = page.xpath('//*[@class="story__body"]//a/@href') or page.xpath("//article//a/@href")
    assert len(links) > 280
    pictures = page.xpath("//article//img/@src")
    for address in [*links, *pictures]:
        as_read = re.sub(r"[\x00-\x20]", "", address).lower()
        scheme = re.match(r"([a-z][a-z0-9+.-]*):", as_read)
        assert scheme is None or scheme[1] in {"http", "https", "mailto", "tel"}, address
        assert not re.match(r"[\\/]{2}|https?:(?!//[^\\/@?#]+(?:[/?#]|$))", as_read), address


def test_as_a_partners_website_a_source_or_a_credits_address(hostile, client):
    accepted = 0
    for url in hostile:
        partner = make_partner(url="")
        partner.url = url
        try:
            partner.full_clean(exclude=["token"])
        except ValidationError:
            pass
        else:
            accepted += 1
            assert urlsplit(partner.url).scheme in {"", "http", "https", "ftp", "ftps"}
    assert 0 < accepted < 300


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVa\tScript:alert(1)", "data:text/html,x", "//evil.example/", "\\\\evil"],
)
def test_an_address_that_came_past_the_forms_is_no_link_either(client, address):
    image = make_image(credit_url=address)
    article = make_live_article(images=[image], partner=make_partner(url=address), source_url=address)

    page = client.get(PublishedArticle.objects.get(article=article).path).content.decode()

    found = [unescape(href) for href in re.findall(r'(?:href|content|src)="([^"]*)"', page)]
    assert not any("alert(1)" in each or "text/html,x" in each for each in found)
    assert not any(each.startswith(("//", "\\\\")) for each in found)


def test_as_a_path_of_ours_none_leads_readers_to_another_site(hostile, client):
    make_live_article()
    answers = {}
    for url in hostile:
        target = url if url.startswith("/") else f"/{url}"
        asked = quote(target, safe="/?&=%:@#;,+!*'()[]~$-._\\").replace("#", "%23")
        response = client.generic("GET", asked)
        answers[response.status_code] = answers.get(response.status_code, 0) + 1
        assert leads_nowhere_else(response), (url, response.headers.get("Location"))
    assert answers == {
        200: 25,
        301: 501,
        404: 227,
    }  # 25 are the front page with a query, 301 only adds the last slash


def test_as_the_page_to_return_to_after_logging_in_none_leads_away(hostile, client):
    make_user("Editor", username="ana", password="pass")
    for url in hostile:
        response = client.post("/admin/login/", {"username": "ana", "password": "pass", "next": url})
        assert response.status_code == 302, url
        assert leads_nowhere_else(response), (url, response["Location"])


def leads_nowhere_else(response):
    where = response.headers.get("Location", "")
    as_read = re.sub(r"[\x00-\x20]", "", where)
    return not re.match(r"[\\/]{2,}[^\\/?#]|[a-z][a-z0-9+.-]*:", as_read, re.IGNORECASE)


def test_as_old_addresses_of_an_archive_none_becomes_a_redirect_elsewhere(hostile, tmp_path, capsys):
    file = tmp_path / "archive.jsonl"
    stories = [
        {
            "source_id": str(number),
            "headline": f"Headline {number}",
            "body_html": "<p>Words.</p>",
            "status": "published",
        }
        | {
            "published_at": "2020-05-01T08:00Z",
            "section": "World",
            "url": url,
            "canonical_url": url,
            "path": url,
        }
        for number, url in enumerate(hostile)
    ]
    file.write_text("\n".join(map(json.dumps, stories)))

    try:
        call_command("import_articles", str(file))
    except SystemExit as left:
        assert left.code == 1

    capsys.readouterr()
    assert Article.objects.count() > 600
    for redirect in Redirect.objects.all():
        assert redirect.old_path.startswith("/") and not redirect.old_path.startswith(("//", "/\\"))
        assert redirect.new_path.startswith("/20")
    for source_url in Article.objects.values_list("source_url", flat=True):
        assert urlsplit(source_url).scheme in {"", "http", "https"}
