"""The search box in a real browser: suggestions by keyboard, and the page with its filters, with and without JavaScript."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_author, make_live_article, make_section

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def paper(transactional_db):
    section, now = make_section("East Asia"), timezone.now()
    for number, name in enumerate(("Ports of the delta", "Portents", "A summit")):
        make_live_article(
            headline=name,
            slug=name.lower().replace(" ", "-"),
            section=section,
            by=[make_author(f"Portia Ek {number}")],
            live_from=now - timedelta(hours=number + 1),
        )


def test_suggestions_are_walked_by_keyboard_and_lead_to_the_story(page, paper):
    page.goto("/")
    box = page.locator(".find__words")
    box.fill("ports")
    options = page.get_by_role("option")
    options.first.wait_for()
    assert options.all_inner_texts() == ["Ports of the delta\nStory"]
    assert box.get_attribute("aria-expanded") == "true"

    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    box.press("Escape")
    assert page.get_by_role("listbox").count() == 0
    box.fill("port")
    options.nth(1).wait_for()
    box.press("ArrowUp")
    box.press("ArrowUp")
    box.press("Enter")

    page.wait_for_url("**/ports-of-the-delta/")


def test_enter_searches_for_what_was_typed(page, paper):
    page.goto("/")
    page.locator(".find__words").fill("port")
    page.get_by_role("option").first.wait_for()

    page.locator(".find__words").press("Enter")

    page.wait_for_url("**/search/?q=port")
    assert page.locator("mark").first.inner_text() == "Ports"


def test_the_search_works_without_javascript(browser, live_server, paper):
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    page.goto("/")
    page.locator(".find__words").fill("summit")
    page.locator(".find__do").click()

    assert page.locator(".result__headline").all_inner_texts() == ["A summit"]
    context.close()
