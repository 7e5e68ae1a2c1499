"""What was typed survives an expired session: the copy in the browser, in a real one."""

import pytest
from playwright.sync_api import expect

from articles.models import Revision
from articles.reports.models import Report
from tests.articles.desk.form_data import address
from tests.articles.reports.at_the_desk import change
from tests.browser.desk_at_work import choose
from tests.factories import make_article, make_author, make_report, make_user
from tests.pdfs import pdf_file

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def log_in_again(page, user, where):
    page.goto(f"/admin/login/?next={where}")
    page.fill("#id_username", user.username)
    page.fill("#id_password", "pass")
    page.click("input[type=submit]")


def journal_begins(page):
    page.wait_for_selector("#desk-rescue[data-kept]", state="attached")


def test_text_typed_before_the_session_expired_is_offered_and_taken(page):
    user, article = make_user("Editor"), make_article(headline="As saved")
    form = address("change", article.pk)
    page.on("dialog", lambda dialog: dialog.accept())
    log_in_again(page, user, form)
    journal_begins(page)

    page.fill("#id_headline", "Typed before the session expired")
    page.context.clear_cookies()
    page.click("input[name=_continue]")
    log_in_again(page, user, form)
    page.click("text=Restore it")
    page.click("text=Restore this revision")

    expect(page.locator("#id_headline")).to_have_value("Typed before the session expired")
    expect(page.locator(".desk-restore")).to_have_count(0)
    assert article.revisions.filter(kind=Revision.Kind.AUTOSAVE).count() == 1


def test_a_publication_typed_before_the_session_expired_is_offered_and_taken_rows_and_all(page):
    user, report, ana = make_user("Editor"), make_report(headline="As saved"), make_author("Ana Silva")
    make_article(headline="Ferries wait")
    page.on("dialog", lambda dialog: dialog.accept())
    log_in_again(page, user, change(report))
    journal_begins(page)

    page.fill("#id_headline", "Typed before the session expired")
    page.fill("#id_summary", "Two lines\nof summary.")
    page.click("text=Add another Byline")
    choose(page, "id_bylines-0-author", "Ana", "Ana Silva")
    page.click("text=Add another Article")
    choose(page, "id_stories-0-article", "Ferries", "Ferries wait")
    page.set_input_files(
        "#id_upload", {"name": "strait.pdf", "mimeType": "application/pdf", "buffer": pdf_file()}
    )
    page.context.clear_cookies()
    page.click("input[name=_continue]")
    log_in_again(page, user, change(report))
    page.click("text=Restore it")
    expect(page.locator(".messagelist .warning")).to_contain_text("choose “strait.pdf” again")
    page.click("text=Restore this revision")

    expect(page.locator("#id_headline")).to_have_value("Typed before the session expired")
    expect(page.locator("#id_summary")).to_have_value("Two lines\nof summary.")
    expect(page.locator("#id_bylines-0-name")).to_have_value("Ana Silva")
    expect(page.locator("#stories-group")).to_contain_text("Ferries wait")
    expect(page.locator(".desk-restore")).to_have_count(0)
    report.refresh_from_db()
    assert report.head.content["bylines"] == [{"author": ana.pk, "role": "text", "name": "Ana Silva"}]
    assert report.revisions.filter(kind=Revision.Kind.AUTOSAVE).count() == 1


def test_a_publication_never_saved_survives_a_browser_that_dies(visit):
    """The page closes without a word, as in a crash; the next one of the same browser offers what it held."""
    user, page = make_user("Contributor"), visit()
    log_in_again(page, user, "/admin/reports/report/add/")
    journal_begins(page)
    page.fill("#id_headline", "The Strait Report")
    page.fill("#id_number", "No. 12")
    page.wait_for_selector("#desk-rescue[data-kept=typed]", state="attached")
    again = page.context.new_page()
    page.close(run_before_unload=False)

    again.goto("/admin/reports/report/add/")
    again.click("text=Restore it")

    expect(again.locator("#id_headline")).to_have_value("The Strait Report")
    assert Report.objects.get().number == "No. 12"
    again.goto("/admin/reports/report/add/")
    journal_begins(again)
    expect(again.locator(".desk-restore")).to_have_count(0)


def test_two_who_write_one_publication_see_each_other_and_both_texts_are_kept(visit):
    ana, ben = (make_user("Editor", first_name=name, last_name="Silva") for name in ("Ana", "Ben"))
    report = make_report(headline="As saved")
    first, second = visit(), visit()
    for page, user in ((first, ana), (second, ben)):
        log_in_again(page, user, change(report))
        journal_begins(page)
    expect(second.locator("#desk-present")).to_have_text("Ana Silva has this publication open.")

    for page, words in ((first, "Ana’s title"), (second, "Ben’s title")):
        page.fill("#id_headline", words)
        page.click("input[name=_continue]")

    expect(second.locator(".desk-warn")).to_contain_text("Ana Silva saved this publication")
    second.click("text=Take mine")
    expect(second.locator("#id_headline")).to_have_value("Ben’s title")
    said = [revision.content["headline"] for revision in report.revisions.all()]
    assert {"Ana’s title", "Ben’s title"} <= set(said)
