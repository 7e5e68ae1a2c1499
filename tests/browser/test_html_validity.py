"""The HTML of the pages as the Nu checker (validator.w3.org's own) judges it.

`make browser` fetches the checker and names its file in VNU; it needs Java. Without either this is skipped, except where
CI=true. It needs no browser, but runs where one does: its driver gives the thread another connection, and the database
that the other tests bring back must have been made by that one."""

import json
import os
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from articles.models import Correction, PublishedArticle, Status
from articles.publishing.door import publish, withdraw
from articles.publishing.renditions import add_picture
from newsroom.masthead.models import Link, Masthead
from tests.factories import (
    edit,
    make_article,
    make_author,
    make_image,
    make_live_article,
    make_live_report,
    make_partner,
    make_report,
    make_section,
    make_user,
)
from tests.pictures import picture_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("browser")]

BODY = (
    '<p>The tide keeps <a href="https://tide.example/">its own hours</a>.</p><h2>At the pier</h2><h3>Below</h3><ul><li>One</li></ul>'
    '<blockquote cite="https://sea.example/"><p>We sail at dawn</p></blockquote><figure data-image="{image}"><img src="x" alt="">'
    "<figcaption>The wall</figcaption></figure><table><caption>Ships</caption><thead><tr><th scope='col'>Ship</th></tr></thead><tbody>"
    "<tr><td>Ana</td></tr></tbody></table><dl><dt>Ebb</dt><dd>Out</dd></dl><details><summary>More</summary><p>Tides.</p></details>"
    "<p>H<sub>2</sub>O, <code>x</code>, <abbr title='Sea'>S</abbr>, <time datetime='2026-03-01'>1 March</time></p><hr><pre>a</pre>"
)
# What Django's own templates and widgets of the admin write: theirs to mend.
DJANGOS = ("Element “option” without attribute “label” must not be empty", "A table row was 2 columns wide")


@pytest.fixture(scope="session")
def checker() -> list[str]:
    java, jar = shutil.which("java"), Path(os.environ.get("VNU") or "nowhere")
    if java and jar.is_file():
        return [java, "-jar", str(jar), "--format", "json"]
    missing = (
        "THE HTML WAS NOT VALIDATED: it takes Java and the Nu checker (make browser fetches it, VNU names it)"
    )
    if os.environ.get("CI") == "true":
        pytest.fail(missing)
    pytest.skip(missing)


@pytest.fixture
def newsroom():
    """A story with all a story can have, live and corrected; one in Arabic; one withdrawn; one that is not public."""
    masthead = Masthead.objects.create(name="The Paper & Co", tagline="News", description="Of the sea.")
    masthead.links.create(kind=Link.Kind.ABOUT, label="About", url="/about/")
    asia, image = (
        make_section("Asia"),
        add_picture(picture_file(size=(900, 600)), credit="Cai Wen", alt="Pier")[0],
    )
    story = make_live_article(
        headline="Ports & “people”",
        slug="ports",
        section=make_section("East Asia", parent=asia, kind="topic"),
        by=[
            make_author("Ana Silva", bio="Writes.\n\nA lot.", title="Editor", website="https://ana.example/"),
            make_author(),
        ],
        images=[make_image(caption="A quay", credit_url="https://agency.example/"), image],
        partner=make_partner("RIAS", description="An institute.", canonical_policy="ours"),
        source_url="https://rias.example/ports/",
        tags=["Ferries & ports"],
        body=BODY.format(image=image.pk),
    )
    for kind in Correction.Kind:
        Correction.objects.create(article=story, kind=kind, text="It was a ship.", dated=timezone.now())
    publish(
        edit(story, headline="Ports & “people” again"),
        significance="correction",
        change_note="It was a ship.",
    )
    make_live_article(
        slug="arabic", language="ar", headline="سفن الميناء", body="<p>مرحبا</p>", images=[make_image()]
    )
    gone = make_live_article(slug="gone")
    withdraw(gone, reason="The document was forged.")
    for number in range(30):
        make_live_article(
            slug=f"story-{number}", section=asia, live_from=timezone.now() - timedelta(days=number)
        )
    return story, make_article(headline="Not yet", body=BODY.format(image=image.pk), images=[image])


def saved(folder, client, pages) -> None:
    for name, (path, status) in pages.items():
        response = client.get(path)
        assert response.status_code == status, path
        (folder / f"{name}.html").write_bytes(response.content)


def judged(folder, checker) -> list[str]:
    files = sorted(map(str, folder.glob("*.html")))
    run = subprocess.run([*checker, *files], check=False, capture_output=True, text=True, timeout=300)
    return [
        f"{Path(said['url']).name}, line {said.get('lastLine')}: {said['message']} {said.get('extract', '')}"
        for said in json.loads(run.stderr)["messages"]
        if not said["message"].startswith(DJANGOS)
    ]


def test_the_pages_readers_get_are_valid(newsroom, client, checker, tmp_path):
    path = PublishedArticle.objects.live().filter(article=newsroom[0]).get().path
    pages = {
        "front": "/", "section": "/asia/", "subsection": "/asia/east-asia/", "article": path, "history": f"{path}history/",
        "rtl": PublishedArticle.objects.live().get(language="ar").path, "authors": "/authors/", "author": "/authors/ana-silva/",
        "tag": "/tags/ferries-ports/", "partner": "/partners/rias/", "archive": "/archive/", "corrections": "/corrections/",
        "filtered": "/archive/?section=asia&author=ana-silva&from=2020-01-01&to=2030-01-01", "nonsense": "/archive/?from=x&section=y",
    }  # fmt: skip
    found = {name: (address, 200) for name, address in pages.items()}
    gone = PublishedArticle.objects.get(withdrawn=True).path
    saved(tmp_path, client, found | {"404": ("/nowhere/", 404), "410": (gone, 410)})
    for name in ("403", "500"):
        (tmp_path / f"{name}.html").write_text(render_to_string(f"{name}.html"))

    assert judged(tmp_path, checker) == []
    assert len(list(tmp_path.glob("*.html"))) == 18


def test_the_pages_of_the_desk_are_valid(newsroom, client, checker, tmp_path):
    story, draft = newsroom
    type(draft).objects.filter(pk=draft.pk).update(status=Status.APPROVED)
    report, bare = make_live_report(by=[make_author()], stories=[story]), make_report(file=None)
    make_live_report(live_from=timezone.now() + timedelta(days=1))
    client.force_login(make_user("Publisher", is_superuser=True))
    stories, reports = "/admin/articles/article/", "/admin/reports/report/"
    pages = {
        "index": "/admin/", "list": stories, "add": f"{stories}add/", "form": f"{stories}{story.pk}/change/",
        "draft": f"{stories}{draft.pk}/change/", "preview": f"{stories}{draft.pk}/preview/{draft.head.number}/",
        "publish": f"{stories}{draft.pk}/do/publish/", "withdraw": f"{stories}{story.pk}/do/withdraw/",
        "revisions": f"{stories}{story.pk}/revisions/", "revision": f"{stories}{story.pk}/revisions/{story.head.number}/",
        "images": "/admin/articles/image/", "upload": "/admin/articles/image/upload/", "authors": "/admin/authors/author/",
        "partner": f"/admin/authors/partner/{story.partner_id}/change/",
        "publications": reports, "new": f"{reports}add/", "publication": f"{reports}{report.pk}/change/",
        "bare": f"{reports}{bare.pk}/change/", "kept": f"{reports}{report.pk}/revisions/1/",
    }  # fmt: skip
    saved(tmp_path, client, {name: (address, 200) for name, address in pages.items()})

    assert judged(tmp_path, checker) == []


def test_the_checker_finds_what_is_wrong(checker, tmp_path):
    (tmp_path / "bad.html").write_text("<!doctype html><title>x</title><p id=a><img src=x><p id=a>")

    assert len(judged(tmp_path, checker)) >= 2
