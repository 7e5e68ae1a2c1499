"""Every real WordPress export through the command: all that an independent count finds in it is here, as it was."""

import json
from collections import Counter
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from lxml import etree
from taggit.models import Tag

from articles.models import Article, Image, PublishedArticle, Section
from authors.models import Author
from tests.articles.importing.newsroom_state import every_row, row_counts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def exports(corpora, json_lines):
    """(what an independent count found, file) of each: 24 that can be read, 8 that cannot."""
    return [(about, corpora / about["file"]) for about in json_lines(corpora / "wxr/EXPECTED-counts.jsonl")]


@pytest.fixture
def run(tmp_path):
    def import_wxr(file):
        report = tmp_path / "report.json"
        call_command("import_wxr", str(file), "--report", str(report), stdout=StringIO(), stderr=StringIO())
        return json.loads(report.read_text())

    return import_wxr


def readable(about):
    return about["well_formed"] and about["wxr_ns"]


def test_those_that_cannot_be_read_are_refused_in_words_with_exit_code_two(exports):
    refused = 0
    for about, file in exports:
        if readable(about):
            continue
        before = row_counts()
        with pytest.raises(CommandError) as refusal:
            call_command("import_wxr", str(file))
        assert (refusal.value.returncode, row_counts()) == (2, before), file
        assert str(refusal.value).endswith("."), file
        refused += 1

    assert refused == 8


def test_the_others_come_in_whole_each_into_an_empty_newsroom(exports, run):
    taken = Counter()
    for about, file in exports:
        if not readable(about):
            continue
        with transaction.atomic():
            report = run(file)
            everything_is_here(about, file, report)
            after = every_row()
            again = run(file)
            assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, report["created"]), file
            assert every_row() == after, file
            people = Author.objects.count()
            taken += Counter(exports=1, posts=report["created"], skipped=report["skipped"], authors=people)
            transaction.set_rollback(True)

    assert taken == {"exports": 24, "posts": 95, "skipped": 104, "authors": 332}


def everything_is_here(about, file, report):
    counts = Counter()
    for what, number in about["by_type_status"].items():
        kind, status = what.split("/")
        counts["other" if kind not in ("post", "attachment") else kind] += number
        counts[f"{kind} {status}"] += number
    pictures = counts["attachment"] - sum(
        skip["count"] for skip in report["skips"] if skip["reason"].startswith("An attachment")
    )
    states = Counter(article.state_at(NOON) for article in Article.objects.all())

    assert (report["created"], report["failed"]) == (counts["post"], 0), file
    assert report["skipped"] == about["items"] - counts["post"] - pictures, file
    assert all(skip["reason"].endswith(".") for skip in report["skips"]), file
    not_public = counts["post draft"] + counts["post private"] + counts["post inherit"] + about["passworded"]
    assert states == {
        state: number
        for state, number in {
            "live": counts["post publish"] - about["passworded"],
            "scheduled": counts["post future"],
            "draft": not_public,
            "in_review": counts["post pending"],
        }.items()
        if number
    }, file
    assert PublishedArticle.objects.live().count() == counts["post publish"] - about["passworded"], file
    assert Image.objects.exclude(source_id__startswith="http").count() >= pictures, file
    people_and_terms(file)


def people_and_terms(file):
    """Whoever is declared or wrote a post, and each category and tag declared or used by one, by lxml's own reading."""
    logins, categories, tags = set(), set(), set()
    for element in etree.parse(file, etree.XMLParser(recover=True, huge_tree=True)).iter():
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        said = {
            etree.QName(child).localname: (child.text or "").strip()
            for child in element
            if isinstance(child.tag, str)
        }
        if name == "author" and "author_login" in said:
            logins.add(said["author_login"])
        if name == "category" and "cat_name" in said:
            categories.add(said["cat_name"])
        if name == "tag" and "tag_name" in said:
            tags.add(said["tag_name"])
        if name == "item" and said.get("post_type") == "post":
            logins.add(said.get("creator", ""))
            tags |= {
                child.text for child in element if child.get("domain") in ("tag", "post_tag") and child.text
            }

    assert Author.objects.count() == len(logins - {""}), file
    known = {section.name.casefold() for section in Section.objects.all()}
    assert {name.casefold() for name in categories if not name.startswith("Uncategori")} <= known, file
    assert {name.strip().casefold() for name in tags if name} <= {
        tag.name.casefold() for tag in Tag.objects.all()
    }, file
