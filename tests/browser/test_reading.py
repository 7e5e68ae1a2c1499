"""What a reader's browser does with a story: the next ones follow, the address with them, and reading is counted."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from articles.models.published import ReadCount
from articles.site import relative
from tests.factories import make_live_article, make_section

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

SCRIPT = Path("articles/static/site/js/relative-times.js")
LONG = "<p>The tide keeps its own hours.</p>" * 80


@pytest.fixture
def three_stories(transactional_db):
    """Newest first, in one section."""
    section = make_section("Straits")
    now = timezone.now()
    stories = [
        make_live_article(headline=name, body=LONG, section=section, live_from=now - timedelta(hours=hours))
        for hours, name in ((1, "The first story"), (2, "The second story"), (3, "The third story"))
    ]
    return [story.publications.get().rows.get().path for story in stories]


def read_to_the_end(page):
    page.locator(".continue").evaluate("links => links.scrollIntoView({ behavior: 'instant' })")


def scroll_to(page, path):
    story = page.locator(f'article.story[data-path="{path}"]')
    story.wait_for()
    story.evaluate("story => story.scrollIntoView({ behavior: 'instant', block: 'start' })")


def test_the_next_stories_follow_and_the_address_and_title_with_them(page, three_stories):
    first, second, third = three_stories
    page.goto(first)
    read_to_the_end(page)

    scroll_to(page, second)
    page.wait_for_url(f"**{second}")
    assert page.title().startswith("The second story")

    read_to_the_end(page)
    scroll_to(page, third)
    page.wait_for_url(f"**{third}")
    scroll_to(page, first)
    page.wait_for_url(f"**{first}")
    assert page.title().startswith("The first story")
    assert page.locator("article.story").count() == 3


def test_ids_stay_unique_and_the_page_ends(page, three_stories):
    page.goto(three_stories[0])
    read_to_the_end(page)
    scroll_to(page, three_stories[1])
    read_to_the_end(page)
    scroll_to(page, three_stories[2])

    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
    assert sorted(ids) == sorted(set(ids))
    assert page.locator(".continue").count() == 0


def test_without_script_the_next_stories_are_links(browser, live_server, three_stories):
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as visitor:
        page = visitor.new_page()
        page.goto(three_stories[0])

        page.get_by_test_id("continue-reading").get_by_role("link", name="The second story").click()

        assert page.url.endswith(three_stories[1])


def test_five_seconds_of_reading_count_once_and_set_no_cookie(browser, live_server, three_stories):
    agent = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"
    with browser.new_context(base_url=live_server.url, user_agent=agent) as visitor:
        page = visitor.new_page()
        page.clock.install(time=0)
        page.clock.pause_at(1000)  # or it ticks on while a busy machine loads the page
        page.goto(three_stories[0])
        page.clock.run_for(4900)
        assert not ReadCount.objects.exists()

        with page.expect_request("**/beacon/") as sent:
            page.clock.run_for(200)
        sent.value.response()
        page.clock.run_for(60_000)

        assert [count.count for count in ReadCount.objects.all()] == [1]
        assert visitor.cookies() == []


AGES = [
    0,
    59,
    60,
    119,
    3599,
    3600,
    7200,
    86_399,
    86_400,
    6 * 86_400,
    7 * 86_400 - 1,
    7 * 86_400,
    9 * 86_400,
    -1,
]


def test_the_script_says_how_long_ago_in_the_words_of_the_server(page):
    """Two writings of one rule: this is what keeps them one."""
    now = timezone.now()
    source = re.sub(r"^export ", "", SCRIPT.read_text(), flags=re.MULTILINE)

    said = page.evaluate(f"(ages) => {{ {source}; return ages.map(label); }}", AGES)

    assert said == [relative.label(now - timedelta(seconds=age), now) for age in AGES]
