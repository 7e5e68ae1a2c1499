"""Comments of an archive: with their threads and states, once, and as the desk left them."""

import json
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from articles.comments.models import Comment, Correspondent, State, Thread
from articles.comments.moderating import decide
from articles.comments.privacy import erase
from articles.importing.base import ImportedArticle, ImportedComment
from articles.importing.store import Store
from articles.importing.wxr import read
from articles.models import Article, Edition
from tests.articles.importing.newsroom_state import every_row
from tests.articles.importing.test_wxr import export
from tests.articles.importing.test_wxr import item as post
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def said(
    number,
    parent="",
    text="",
    state="1",
    kind="comment",
    author="Ana Ruiz",
    mail="ana@old.example",
    date="2020-05-02",
):
    return (
        f"<wp:comment><wp:comment_id>{number}</wp:comment_id><wp:comment_author><![CDATA[{author}]]></wp:comment_author>"
        f"<wp:comment_author_email>{mail}</wp:comment_author_email><wp:comment_author_IP>192.0.2.77</wp:comment_author_IP>"
        f"<wp:comment_date_gmt>{date} 08:{int(number) % 60:02}:00</wp:comment_date_gmt>"
        f"<wp:comment_content><![CDATA[{text or f'Words {number}'}]]></wp:comment_content>"
        f"<wp:comment_approved>{state}</wp:comment_approved><wp:comment_type>{kind}</wp:comment_type>"
        f"<wp:comment_parent>{parent or 0}</wp:comment_parent></wp:comment>"
    )


def comments(*more):
    (found,) = [each for each in read(export(post(more="".join(more)))) if isinstance(each, ImportedArticle)]
    return found


def bring(*more):
    return Store().write(read(export(post(more="".join(more)))))


# --- the reader -------------------------------------------------------------------------------------------------


def test_a_comment_is_read_with_its_words_its_writer_and_its_time():
    found = comments(
        said(5, parent="4", text="One\r\ntwo\n\n<b>three</b> &amp; <a href='https://a.example/x'>here</a>")
    )

    assert found.comments == (
        ImportedComment(
            source_id="5",
            name="Ana Ruiz",
            text="One\ntwo\n\nthree & here https://a.example/x",
            mail="ana@old.example",
            state="approved",
            parent="4",
            written_at=datetime(2020, 5, 2, 8, 5, tzinfo=UTC),
        ),
    )


@pytest.mark.parametrize(
    ("there", "here"),
    [
        ("1", "approved"),
        ("0", "waiting"),
        ("spam", "spam"),
        ("trash", "rejected"),
        ("post-trashed", "waiting"),
        ("", "waiting"),
    ],
)
def test_each_state_has_its_own_here(there, here):
    assert comments(said(5, state=there)).comments[0].state == here


def test_what_other_sites_sent_by_themselves_is_left_and_said_to_be():
    found = comments(said(1, kind="pingback"), said(2, kind="trackback"), said(3, kind=""))

    assert [each.source_id for each in found.comments] == ["3"]
    assert found.warnings == ("2 pingbacks and trackbacks were left: other sites’ machines wrote them.",)


def test_comments_are_no_part_of_what_the_article_says():
    assert comments(said(1)).fingerprint() == comments().fingerprint()


# --- the writer -------------------------------------------------------------------------------------------------


def test_they_stand_under_their_story_with_their_threads_and_states(client):
    report = bring(
        said(1), said(2, parent="1"), said(3, state="0"), said(4, state="spam"), said(5, state="trash")
    )

    rows = {row.source_id: row for row in Comment.objects.all()}
    assert {number: row.state for number, row in rows.items()} == {
        "1": "approved", "2": "approved", "3": "waiting", "4": "spam", "5": "rejected",
    }  # fmt: skip
    assert {number for number, row in rows.items() if row.shown} == {"1", "2"}
    assert rows["2"].parent == rows["1"]
    assert report.also["comments"] == 5
    assert Thread.objects.get().shown_count == 2
    assert "Words 2" in client.get("/2020/05/01/story-7/").content.decode()


def test_threads_deeper_than_two_levels_are_flattened_in_the_order_of_time():
    bring(said(1), said(2, parent="1"), said(3, parent="2"), said(4, parent="3"), said(5))

    heads = {row.source_id: row.parent.source_id if row.parent else "" for row in Comment.objects.all()}
    assert heads == {"1": "", "2": "1", "3": "1", "4": "1", "5": ""}


def test_an_answer_to_what_was_left_and_a_circle_are_answers_to_nobody():
    bring(
        said(1, kind="pingback"),
        said(2, parent="1"),
        said(3, parent="4"),
        said(4, parent="3"),
        said(5, parent="5"),
    )

    rows = {row.source_id: row for row in Comment.objects.all()}
    assert set(rows) == {"2", "3", "4", "5"}
    assert rows["2"].parent is None
    assert rows["5"].parent is None
    assert all(row.parent_id is None or row.parent.parent_id is None for row in rows.values())


def test_no_address_is_confirmed_by_an_archive_and_no_ip_is_kept():
    bring(said(1), said(2, mail="not an address"))

    assert list(Correspondent.objects.values_list("mail", "confirmed_at")) == [("ana@old.example", None)]
    assert "192.0.2.77" not in str(list(Comment.objects.values())) + str(every_row())


def test_a_second_run_changes_no_row_and_raises_no_edition():
    texts = [said(1), said(2, parent="1"), said(3, state="0")]
    bring(*texts)
    before, edition = every_row(), Edition.objects.get().number

    report = bring(*texts)

    assert every_row() == before
    assert Edition.objects.get().number == edition
    assert report.unchanged == 1
    assert "comments" not in report.also
    assert report.also["comments known already"] == 3


def test_a_later_export_brings_what_is_new_under_what_is_here():
    bring(said(1), said(2, parent="1"))

    report = bring(said(1), said(2, parent="1"), said(3, parent="2"))

    assert report.also["comments"] == 1
    assert Comment.objects.get(source_id="3").parent.source_id == "1"
    assert Article.objects.count() == 1


def test_what_the_desk_decided_and_what_was_erased_stands():
    texts = [said(1), said(2, parent="1", mail="bo@old.example"), said(3, mail="bo@old.example")]
    bring(*texts)
    decide(comments=[Comment.objects.get(source_id="1").pk], to=State.REJECTED, by=make_user())
    erase("bo@old.example", by=make_user())

    bring(*texts)

    assert Comment.objects.get(source_id="1").state == State.REJECTED
    assert set(Comment.objects.filter(source_id__in=["2", "3"]).values_list("state", "text")) == {
        ("erased", "")
    }
    assert not Correspondent.objects.filter(mail="bo@old.example").exists()


def test_an_imported_comment_that_waits_can_be_approved():
    bring(said(1, state="0"))

    decide(comments=[Comment.objects.get().pk], to=State.APPROVED, by=make_user())

    assert Comment.objects.get().shown


def test_hostile_words_are_tidied_and_long_ones_cut():
    report = bring(
        said(1, author="", text="<script>alert(1)</script>Fine"),
        said(2, text="x" * 6000),
        said(3, author="A\u202eB" * 60),
    )

    rows = {row.source_id: row for row in Comment.objects.all()}
    assert (rows["1"].name, rows["1"].text) == ("Anonymous", "Fine")
    assert len(rows["2"].text) == 5000
    assert len(rows["3"].name) == 80
    assert any("longer than 5,000" in warned["warning"] for warned in report.warnings)


def test_a_dry_run_keeps_nothing():
    report = Store(dry_run=True).write(read(export(post(more=said(1)))))

    assert report.also["comments"] == 1
    assert not Comment.objects.exists()


# --- real exports -----------------------------------------------------------------------------------------------


def bring_file(path, report):
    """What the report of import_wxr says of a file's comments: here, here already, left. None where it was refused."""
    report.unlink(missing_ok=True)
    with suppress(SystemExit, CommandError):
        call_command("import_wxr", str(path), "--report", str(report))
    if not report.exists():
        return None
    said = json.loads(report.read_text())
    left = [
        int(warned["warning"].split()[0]) * warned["count"]
        for warned in said["warnings"]
        if warned["warning"].split()[1] in ("comments", "pingbacks")
    ]
    return said["also"].get("comments", 0) + said["also"].get("comments known already", 0), sum(left)


def test_real_exports_bring_their_comments_and_a_second_run_changes_no_row(corpora, json_lines, tmp_path):
    expected = {row["file"]: row["comments"] for row in json_lines(corpora / "wxr" / "EXPECTED-counts.jsonl")}
    theme = "wxr/theme-test-data/themeunittestdata.wordpress.xml"
    found = {name: bring_file(corpora / name, tmp_path / "report.json") for name in expected}
    before = every_row()

    again = bring_file(corpora / theme, tmp_path / "report.json")

    assert again == (24, 5)  # what was left of a story is told when the story is taken
    assert every_row() == before
    assert found[theme] == (24, 9)  # 33: four of other sites' machines, five under pages
    taken = {name: counts for name, counts in found.items() if counts is not None}
    assert {name: sum(counts) for name, counts in taken.items()} == {name: expected[name] for name in taken}
    assert sum(sum(counts) for counts in taken.values()) == 38


def test_the_real_thread_of_ten_levels_has_two_and_keeps_its_order(corpora, tmp_path):
    bring_file(corpora / "wxr/theme-test-data/themeunittestdata.wordpress.xml", tmp_path / "report.json")

    branch = Comment.objects.get(source_id="904").replies.order_by("created_at", "pk")

    assert [row.source_id for row in branch] == "905 906 907 910 911 912 913 914 915".split()
    assert [row.shown for row in branch] == [True] * 9
