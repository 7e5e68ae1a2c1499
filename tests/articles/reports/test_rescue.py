"""Nothing anyone typed into a publication's form is lost: kept while typing, after a crash, and when two save at once."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.publishing.revisions import READINGS
from articles.reports.contents import snapshot
from articles.reports.desk.typed import REPORT_FORM
from articles.reports.models import Report, ReportFile
from tests.articles.reports.at_the_desk import address, change, log_in, opened, upload
from tests.factories import make_article, make_author, make_image, make_partner, make_report
from tests.pdfs import pdf_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def posted(fields) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({name: str(value) for name, value in fields.items()})
    return data


def whole_report():
    return make_report(
        by=[make_author("Ana Silva"), make_author("Ben Mota")],
        stories=[make_article(), make_article()],
        partner=make_partner(),
        cover=make_image(),
        summary="One line.\r\nAnother.",
        isbn="9780306406157",
    )


# --- how the form is read ------------------------------------------------------------------------------------------
def test_a_form_nobody_touched_says_what_the_publication_says():
    report = whole_report()

    assert REPORT_FORM.content(posted(opened(report)), snapshot(report)) == snapshot(report)


def test_a_script_that_ends_lines_otherwise_changed_nothing():
    report = whole_report()

    content = REPORT_FORM.content(posted(opened(report, summary="One line.\nAnother.")), snapshot(report))

    assert content == snapshot(report)


def test_everything_typed_is_understood():
    report, ana, first, second = make_report(), make_author("Ana Silva"), make_article(), make_article()
    image, partner = make_image(), make_partner()
    typed = opened(
        report,
        headline="Straits",
        number="No. 13",
        kind="yearbook",
        dated="2026-04-01",
        issn="2434561x",
        cover=image.pk,
        partner=partner.pk,
        **{
            "bylines-TOTAL_FORMS": 1,
            "bylines-0-author": ana.pk,
            "stories-TOTAL_FORMS": 3,
            "stories-0-article": first.pk,
            "stories-0-position": 1,
            "stories-1-article": second.pk,
            "stories-1-position": 0,
            "stories-2-article": first.pk,
            "stories-2-position": 2,
        },
    )

    content = REPORT_FORM.content(posted(typed), snapshot(report))

    assert (content["headline"], content["number"], content["kind"]) == ("Straits", "No. 13", "yearbook")
    assert (content["dated"], content["issn"], content["partner"]) == ("2026-04-01", "2434-561X", partner.pk)
    assert content["images"] == [{"image": image.pk, "caption": "", "alt": ""}]
    assert content["bylines"] == [{"author": ana.pk, "role": "text", "name": "Ana Silva"}]
    assert content["articles"] == [second.pk, first.pk]
    assert content["file"] == report.file_id


def test_what_is_wrong_in_one_field_costs_none_of_the_others():
    report = make_report(kind="report")
    typed = opened(report, headline="Kept", dated="99.99.9999", kind="nonsense", cover=99999, isbn="123")

    content = REPORT_FORM.content(posted(typed), snapshot(report))

    assert (content["headline"], content["isbn"], content["images"]) == ("Kept", "123", [])
    assert (content["dated"], content["kind"]) == (report.dated.isoformat(), "report")


NAMES = [
    *("headline", "summary", "body", "kind", "dated", "cover", "partner", "slug", "issn", "isbn", "doi"),
    *("bylines-TOTAL_FORMS", "bylines-0-author", "bylines-0-name", "bylines-0-position"),
    *("stories-TOTAL_FORMS", "stories-0-article", "stories-²-article", "stories-0-position"),
]
VALUES = [
    "",
    "0",
    "1",
    "2",
    "²",
    "-1",
    "9" * 30,
    "<p>Words.",
    "\x00",
    "01/03/2026",
    "10.1000/1\x00",
    "x" * 400,
]


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), st.sampled_from(VALUES)))
def test_whatever_is_sent_can_be_kept_and_taken(fields):
    content = REPORT_FORM.content(posted(fields), REPORT_FORM.blank)

    READINGS[Report].apply(make_report(), content)
    assert set(content) == set(REPORT_FORM.blank)
    assert "\\u0000" not in json.dumps(content)


# --- while typing --------------------------------------------------------------------------------------------------
def test_an_automatic_save_never_changes_the_working_copy_and_comes_once_a_minute(client, clock):
    log_in(client, "Editor")
    report = make_report(headline="As saved")

    def typing(words):
        return client.post(address("autosave", report.pk), opened(report, headline=words)).json()["kept"]

    assert [bool(typing("Typing")), bool(typing("Typing on"))] == [True, False]
    clock.shift(timedelta(minutes=2))
    assert typing("Typing on")
    kept = report.revisions.filter(kind="autosave").order_by("number")
    assert [revision.content["headline"] for revision in kept] == ["Typing", "Typing on"]
    report.refresh_from_db()
    assert (report.headline, report.head.number) == ("As saved", 1)


def test_a_form_that_is_only_open_keeps_no_copy(client):
    log_in(client, "Editor")
    report = whole_report()

    client.post(address("autosave", report.pk), opened(report))

    assert report.revisions.count() == 1


def test_an_open_form_says_who_else_has_the_publication_open_and_who_saved_it(client):
    report = make_report()
    log_in(client, "Editor", first_name="Ana", last_name="Silva")
    before = opened(report)
    client.get(change(report))
    client.post(change(report), before | {"headline": "Ana's"})
    log_in(client, "Editor")

    answer = client.post(address("autosave", report.pk), before).json()

    assert (answer["others"], answer["saved_by"]) == (["Ana Silva"], "Ana Silva")
    assert "Ana Silva has this publication open." in client.get(change(report)).content.decode()


def test_who_closes_the_form_has_it_open_no_more(client):
    report = make_report()
    log_in(client, "Editor", first_name="Ana", last_name="Silva")
    client.get(change(report))
    client.post(address("leave", report.pk))
    log_in(client, "Editor")

    assert client.post(address("autosave", report.pk), opened(report)).json()["others"] == []


def test_who_has_a_story_open_has_no_publication_of_the_same_number_open(client):
    report = make_report()
    log_in(client, "Editor", first_name="Ana")
    story = make_article(pk=report.pk)
    client.get(f"/admin/articles/article/{story.pk}/change/")
    log_in(client, "Editor")

    assert client.post(address("autosave", report.pk), opened(report)).json()["others"] == []


# --- after a crash -------------------------------------------------------------------------------------------------
def test_a_copy_from_the_browser_is_kept_beside_the_publication(client):
    log_in(client, "Editor")
    report = make_report(headline="As saved")

    answer = client.post(
        address("rescue", report.pk), opened(report, headline="From the browser", draft_files="straits.pdf")
    )

    assert answer.url == address("revision", report.pk, 2)
    assert answer.cookies["desk_saved"].value == "abc123"
    report.refresh_from_db()
    assert report.headline == "As saved"
    assert report.revisions.first().content["headline"] == "From the browser"
    page = client.get(answer.url).content.decode()
    assert "Compare it with the publication as it is saved" in page
    assert "A browser keeps no file: choose “straits.pdf” again." in page


def test_a_publication_never_saved_is_restored_as_a_draft(client):
    user = log_in(client, "Contributor")
    typed = opened(make_report(), headline="", summary="All my words.")

    client.post(address("rescue_new"), typed)

    report = Report.objects.get(summary="All my words.")
    assert (report.headline, report.created_by, report.file) == ("Untitled", user, None)
    assert report.head.content["summary"] == "All my words."


def test_the_form_tells_the_browser_what_it_keeps_and_a_save_that_it_may_forget(client):
    log_in(client, "Editor")
    report = make_report()

    page = client.get(change(report)).content.decode()
    answer = client.post(change(report), opened(report, headline="Saved"))

    assert f'data-piece="reports.report/{report.pk}"' in page
    assert 'data-piece="reports.report/new"' in client.get(address("add")).content.decode()
    assert answer.cookies["desk_saved"].value == "abc123"


@pytest.mark.parametrize("name", ["autosave", "rescue"])
def test_a_contributor_keeps_no_copy_beside_the_publications_of_others(client, name):
    log_in(client, "Contributor")
    report = make_report()

    assert client.post(address(name, report.pk), opened(report)).status_code == 403
    assert report.revisions.count() == 1


@pytest.mark.parametrize("name", ["autosave", "rescue", "leave"])
def test_a_get_keeps_nothing(client, name):
    log_in(client, "Editor")

    assert client.get(address(name, make_report().pk)).status_code == 405


# --- two at once ---------------------------------------------------------------------------------------------------
def test_not_even_what_the_form_would_refuse_is_lost_to_another_save(client):
    log_in(client, "Editor", username="emil")
    report = make_report(headline="As it was")
    mine = opened(report, headline="Mine", isbn="123", upload=upload(b"Dear editor"))
    client.post(change(report), opened(report, headline="Theirs"))

    page = client.post(change(report), mine, follow=True).content.decode()

    rescued = report.revisions.first()
    assert (rescued.kind, rescued.content["headline"], rescued.content["isbn"]) == ("conflict", "Mine", "123")
    assert rescued.content["file"] == report.file_id
    assert "“straits.pdf” was not kept. This is not a PDF." in page
    client.post(address("take", report.pk, rescued.number), {"seen": 2})
    assert "An ISBN has thirteen digits" in client.get(change(report)).content.decode()


def test_both_saying_the_same_is_no_conflict(client):
    log_in(client, "Editor")
    report = make_report(headline="As it was")
    mine = opened(report, headline="The same")
    client.post(change(report), mine)

    client.post(change(report), mine)

    assert [revision.kind for revision in report.revisions.all()] == ["save", "save"]


def test_a_file_chosen_beside_a_mistake_has_to_be_chosen_again_and_the_form_says_so(client):
    log_in(client, "Editor")
    report = make_report()
    files = ReportFile.objects.count()

    page = client.post(change(report), opened(report, isbn="123", upload=upload(pdf_file()))).content.decode()

    assert "“straits.pdf” was not kept, since the form was not saved: choose it again." in page
    assert ReportFile.objects.count() == files
