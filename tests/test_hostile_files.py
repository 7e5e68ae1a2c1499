"""Every file of the corpora, through the door it would come by: taken whole, or refused in a sentence; what it brought
is then looked at as readers and editors would."""

import json
from collections import Counter
from datetime import UTC, datetime
from html import escape
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from articles.importing.base import UnreadableInput
from articles.models import Article, Image, PublishedArticle
from articles.syndication.arrivals import take_in
from tests.factories import make_live_article, make_partner, make_section, make_user
from tests.page_judge import faults

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def clean(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    assert faults(response.content) == [], path


def test_633_feeds_arrive_live_or_are_refused_and_no_page_of_theirs_runs(
    corpora, json_lines, names, dialled, client
):
    files = [line["file"] for line in json_lines(corpora / "feeds/EXPECTED-feedparser.jsonl")]
    outcome = Counter()
    make_section("World")
    for file in files:
        partner = make_partner(file[:150], slug=f"p-{outcome.total()}", goes_live=True)
        try:
            report = take_in(corpora / file, partner, address="https://partner.example/feed")
        except UnreadableInput as refusal:
            assert str(refusal).endswith("."), file
            outcome["refused"] += 1
            continue
        outcome["read"] += 1
        outcome["stories"] += report.created
        assert all(failure["reason"].endswith(".") for failure in report.failures), (file, report.failures)

    assert (outcome["read"], outcome["refused"]) == (600, 33)
    assert dialled == []
    assert outcome["stories"] == Article.objects.count() > 400
    for path in PublishedArticle.objects.live().values_list("path", flat=True):
        clean(client, path)
    for page in ("/", "/archive/", "/world/"):
        clean(client, page)


@pytest.mark.filterwarnings("ignore")
def test_a_folder_of_233_hostile_and_odd_pictures_is_taken_or_refused(corpora, client, tmp_path):
    report_file = tmp_path / "report.json"

    with pytest.raises(SystemExit) as left:
        call_command(
            "import_images",
            str(corpora / "images"),
            "--report",
            str(report_file),
            stdout=StringIO(),
            stderr=StringIO(),
        )

    report = json.loads(report_file.read_text())
    assert left.value.code == 1
    assert report["created"] == Image.objects.count()
    assert (
        report["created"] + report["unchanged"] + report["skipped"] + report["failed"] == 231
    )  # five are XMP files beside pictures
    assert all(failure["reason"].endswith(".") for failure in report["failures"])
    client.force_login(make_user("Publisher"))
    clean(client, reverse("admin:articles_image_changelist"))
    for image in Image.objects.all():
        clean(client, reverse("admin:articles_image_change", args=[image.pk]))
    story = make_live_article(images=list(Image.objects.all()))
    clean(client, PublishedArticle.objects.get(article=story).path)


@pytest.mark.filterwarnings("ignore")
def test_83_pictures_made_to_crash_may_be_uploaded_by_hand_and_the_bad_are_named(corpora, client):
    client.force_login(make_user("Publisher"))
    files = sorted(path for path in (corpora / "images").glob("hostile-*/*") if path.is_file())
    told = ""
    for start in range(0, len(files), 30):
        some = [
            SimpleUploadedFile(path.name, path.read_bytes() or b" ") for path in files[start : start + 30]
        ]
        given = {"files": some, "credit_kind": "credit"}
        page = client.post(reverse("admin:articles_image_upload"), given, follow=True)
        assert page.status_code == 200
        assert faults(page.content) == []
        told += page.content.decode()

    refused = [path for path in files if escape(path.name) in told]
    assert len(files) == 83
    assert Image.objects.count() + len(refused) >= 83
    assert len(refused) > 50


def test_113_bodies_of_other_systems_become_harmless_stories(corpora, client):
    bodies = [path.read_text("utf-8", "replace") for path in sorted((corpora / "html").rglob("*.html"))]
    for body in bodies:
        clean(client, PublishedArticle.objects.get(article=make_live_article(body=body)).path)

    assert len(bodies) == 113


def test_no_table_or_document_stops_the_command_otherwise_than_in_words(corpora, client, tmp_path):
    files = [
        path
        for kind in ("csv", "ninjs", "wxr", "html")
        for path in sorted((corpora / kind).rglob("*.*"))
        if path.is_file()
    ]
    codes = Counter()
    for path in files:
        try:
            call_command(
                "import_articles", str(path), "--source", str(path), stdout=StringIO(), stderr=StringIO()
            )
        except SystemExit as left:
            codes[left.code] += 1
        except CommandError as refusal:
            assert str(refusal).endswith("."), (path, refusal)
            codes[refusal.returncode] += 1
        else:
            codes[0] += 1

    assert len(files) > 380
    assert set(codes) <= {0, 1, 2}, codes
    for path in PublishedArticle.objects.values_list("path", flat=True):
        clean(client, path)
