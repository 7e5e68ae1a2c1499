"""What was typed survives an expired session: the copy in the browser, in a real one."""

import os

import pytest
from playwright.sync_api import expect, sync_playwright

from articles.models import Revision
from tests.articles.desk.form_data import address
from tests.factories import make_article, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture(scope="module")
def chromium():
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright keeps an event loop in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def log_in(page, live_server, user, where):
    page.goto(f"{live_server.url}/admin/login/?next={where}")
    page.fill("#id_username", user.username)
    page.fill("#id_password", "pass")
    page.click("input[type=submit]")


def test_text_typed_before_the_session_expired_is_offered_and_taken(chromium, live_server):
    user, article = make_user("Editor"), make_article(headline="As saved")
    form = address("change", article.pk)
    context = chromium.new_context()
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    log_in(page, live_server, user, form)
    page.wait_for_selector("#desk-rescue[data-kept]", state="attached")

    page.fill("#id_headline", "Typed before the session expired")
    context.clear_cookies()
    page.click("input[name=_continue]")
    log_in(page, live_server, user, form)
    page.click("text=Restore it")
    page.click("text=Restore this revision")

    expect(page.locator("#id_headline")).to_have_value("Typed before the session expired")
    expect(page.locator(".desk-restore")).to_have_count(0)
    assert article.revisions.filter(kind=Revision.Kind.AUTOSAVE).count() == 1
    context.close()
