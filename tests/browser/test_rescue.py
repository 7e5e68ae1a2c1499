"""What was typed survives an expired session: the copy in the browser, in a real one."""

import pytest
from playwright.sync_api import expect

from articles.models import Revision
from tests.articles.desk.form_data import address
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def log_in_again(page, user, where):
    page.goto(f"/admin/login/?next={where}")
    page.fill("#id_username", user.username)
    page.fill("#id_password", "pass")
    page.click("input[type=submit]")


def test_text_typed_before_the_session_expired_is_offered_and_taken(page):
    user, article = make_user("Editor"), make_article(headline="As saved")
    form = address("change", article.pk)
    page.on("dialog", lambda dialog: dialog.accept())
    log_in_again(page, user, form)
    page.wait_for_selector("#desk-rescue[data-kept]", state="attached")

    page.fill("#id_headline", "Typed before the session expired")
    page.context.clear_cookies()
    page.click("input[name=_continue]")
    log_in_again(page, user, form)
    page.click("text=Restore it")
    page.click("text=Restore this revision")

    expect(page.locator("#id_headline")).to_have_value("Typed before the session expired")
    expect(page.locator(".desk-restore")).to_have_count(0)
    assert article.revisions.filter(kind=Revision.Kind.AUTOSAVE).count() == 1
