"""A story's whole way, at the desk and before the public, in a real browser on the running site."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import Page, expect

from articles.publishing.renditions import add_picture
from tests.browser.desk_at_work import (
    add_tags,
    choose,
    confirm,
    do,
    is_now,
    link,
    log_in,
    place_picture,
    save,
    write_body,
)
from tests.factories import make_author, make_live_article, make_section, make_user
from tests.pictures import picture_file

# The roles are rows of a migration, which a test that commits would lose.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

MORNING = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # 10:00 in the site's zone, Asia/Singapore
BEFORE = datetime(2026, 11, 24, 10, 29, 59, tzinfo=UTC)
HALF_PAST_SIX = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)  # 18:30 there
PATH = "/2026/11/24/strait-reopens-to-ferries/"
LISTS = ["/", "/straits/", "/authors/ana-silva/", "/authors/bo-lindqvist/", "/tags/ferries/", "/feed.atom"]


@pytest.fixture
def clock():
    """The running site's clock, which ticks on from where it is set. It shares this process."""
    with time_machine.travel(MORNING, tick=True) as traveller:
        yield traveller


@pytest.fixture
def library():
    make_section("Straits")
    for name in ("Ana Silva", "Bo Lindqvist"):
        make_author(name)
    for title, colour in (("Ferry at the pier", "teal"), ("Harbour wall", "maroon")):
        picture = picture_file(size=(900, 600), colour=colour)
        add_picture(
            picture, title=title, credit="Cai Wen", credit_kind="photograph", alt=f"{title}, seen from afar"
        )


@pytest.fixture
def readers(visit):
    """What somebody sees who comes for the first time."""

    @dataclass
    class Readers:
        def answer(self, path) -> tuple[int, str]:
            page = visit()
            answer = page.context.request.get(path)
            seen = answer.status, answer.text()
            page.context.close()
            return seen

        def lists_with(self, words) -> list[str]:
            return [path for path in LISTS if words in self.answer(path)[1]]

        def open(self, path) -> Page:
            page = visit()
            page.goto(path)
            return page

    return Readers()


def write_the_story(page: Page) -> None:
    page.get_by_role("link", name="Write a story").click()
    page.get_by_label("Headline").fill("Strait reopens to ferries")
    page.get_by_label("Standfirst").fill("Crossings resume after eleven days.")
    choose(page, "id_section", "stra", "Straits")
    add_tags(page, "Ferries", "Trade routes")
    write_body(
        page,
        heading="What changed overnight",
        words="The authority published its notice",
        quote="We sail at dawn",
    )
    place_picture(page, words="Harbour wall", caption="The wall at low tide")
    link(page, "The authority published its notice", to="https://authority.example/notice")
    for number, name in enumerate(("Ana Silva", "Bo Lindqvist")):
        page.get_by_role("button", name="Add another Byline").click()
        choose(page, f"id_bylines-{number}-author", name[:3], name)
    page.get_by_role("button", name="Add another Picture").click()
    choose(page, "id_pictures-0-image", "Ferry", "Ferry at the pier")
    save(page)


def test_from_the_first_draft_to_the_withdrawal(visit, clock, library, readers):
    contributor = log_in(visit(), make_user("Contributor", username="cleo"))
    editor = log_in(visit(), make_user("Editor", username="edda"))
    publisher = log_in(visit(), make_user("Publisher", username="paul"))

    write_the_story(contributor)
    story = contributor.url
    hand_in(contributor)
    send_back_once(editor, story, "Name the authority.")
    answer(contributor, story, "Name the authority.")
    approve(editor, story)
    assert readers.lists_with("Strait reopens") == []

    schedule(publisher, story)
    is_public_to_the_second(clock, readers)
    save_without_publishing(publisher, story, readers)
    publish_the_update(publisher, readers)
    withdraw(publisher, story, readers)


def hand_in(contributor: Page) -> None:
    is_now(contributor, "Draft")
    assert contributor.locator(".desk-problems").count() == 0
    do(contributor, "Submit for review")
    is_now(contributor, "In review")


def send_back_once(editor: Page, story: str, reason: str) -> None:
    editor.goto("/admin/")
    editor.get_by_role("link", name="Strait reopens to ferries").first.click()
    editor.wait_for_url(story)
    do(editor, "Request changes…")
    editor.get_by_label("What has to change").fill(reason)
    confirm_after_looking(editor, "Request changes")
    is_now(editor, "Draft")


def answer(contributor: Page, story: str, reason: str) -> None:
    contributor.goto(story)
    expect(contributor.locator(".desk-warn")).to_contain_text(reason)
    contributor.get_by_label("Standfirst").fill("The Port Authority lets crossings resume after eleven days.")
    save(contributor)
    hand_in(contributor)


def approve(editor: Page, story: str) -> None:
    editor.goto(story)
    do(editor, "Approve")
    is_now(editor, "Approved")


def is_public_to_the_second(clock, readers) -> None:
    """Nobody does anything then: no worker runs."""
    clock.move_to(BEFORE, tick=False)
    assert readers.answer(PATH)[0] == 404
    assert readers.lists_with("Strait reopens") == []
    clock.move_to(HALF_PAST_SIX, tick=True)
    assert readers.answer(PATH)[0] == 200
    assert readers.lists_with("Strait reopens") == LISTS
    shows_all_that_was_written(readers.open(PATH))


def save_without_publishing(publisher: Page, story: str, readers) -> None:
    """Readers notice nothing; the form tells what is live and what differs."""
    publisher.goto(story)
    is_now(publisher, "Live")
    publisher.get_by_label("Headline").fill("Strait reopens to all ships")
    save(publisher)
    expect(publisher.locator(".desk-facts")).to_contain_text("Strait reopens to ferries (revision")
    expect(publisher.locator(".desk-panel")).to_contain_text("Your working copy differs from what is live")
    expect(publisher.locator("#desk-differs summary")).to_contain_text("headline")
    assert readers.lists_with("all ships") == []
    assert "all ships" not in readers.answer(PATH)[1]


def publish_the_update(publisher: Page, readers) -> None:
    """It is told on the page and in the story's history."""
    do(publisher, "Publish update…")
    publisher.get_by_label("What readers are told").select_option("update")
    publisher.get_by_label("What changed").fill("Freighters may pass, too.")
    confirm(publisher, "Publish update")
    shown = readers.open(PATH)
    expect(shown.get_by_role("heading", level=1)).to_have_text("Strait reopens to all ships")
    expect(shown.locator(".updated")).to_contain_text("Updated")
    shown.get_by_role("link", name="What changed").click()
    expect(shown.locator(".history__version").first).to_contain_text("Update")
    expect(shown.locator(".history__note")).to_have_text("Freighters may pass, too.")


def withdraw(publisher: Page, story: str, readers) -> None:
    publisher.goto(story)
    do(publisher, "Withdraw…")
    publisher.get_by_label(re.compile("The reason")).fill("The notice turned out to be forged.")
    confirm_after_looking(publisher, "Withdraw")
    is_now(publisher, "Withdrawn")
    status, said = readers.answer(PATH)
    assert status == 410
    assert "The notice turned out to be forged." in said
    assert "lets crossings resume" not in said
    assert readers.lists_with("Strait reopens") == []


def confirm_after_looking(page: Page, button: str) -> None:
    """What was typed is read once more, as readers will get it, before it is done."""
    page.locator(".desk-actions button[name=look]").click()
    confirm(page, button)


def schedule(page: Page, story: str) -> None:
    spelled_out = "Tuesday 24 November 2026, 18:30 (Asia/Singapore, UTC+08:00)"
    page.goto(story)
    do(page, "Schedule…")
    page.get_by_label("When").fill("2026-11-24T18:30")
    page.locator(".desk-actions button[name=look]").click()
    expect(page.locator(".desk-when")).to_contain_text(spelled_out)
    expect(page.frame_locator(".desk-frame").get_by_role("heading", level=1)).to_have_text(
        "Strait reopens to ferries"
    )
    confirm(page, f"Schedule on {spelled_out}")
    is_now(page, "Scheduled")


def shows_all_that_was_written(page: Page) -> None:
    story = page.locator("article.story")
    expect(story.get_by_role("heading", level=1)).to_have_text("Strait reopens to ferries")
    expect(story.get_by_test_id("byline")).to_contain_text("Ana Silva and Bo Lindqvist")
    expect(story.locator(".prose h2")).to_have_text("What changed overnight")
    expect(story.locator(".prose blockquote")).to_have_text("We sail at dawn")
    expect(story.get_by_role("link", name="The authority published its notice")).to_have_attribute(
        "href", "https://authority.example/notice"
    )
    expect(story.locator(".prose figure")).to_contain_text("The wall at low tide")
    expect(story.locator(".prose figure")).to_contain_text("Photograph: Cai Wen")
    expect(story.locator(".tags")).to_contain_text("Trade routes")
    lead = story.locator("figure img").first
    expect(lead).to_have_attribute("alt", "Ferry at the pier, seen from afar")
    assert lead.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0


def test_two_who_save_at_once_lose_nothing(visit):
    section = make_section("Straits")
    story = make_live_article(headline="Strait reopens", section=section, by=[make_author("Ana Silva")])
    first = log_in(visit(), make_user("Editor", username="edda"))
    second = log_in(visit(), make_user("Editor", username="emil"))
    for page in (first, second):
        page.goto(f"/admin/articles/article/{story.pk}/change/")
    first.get_by_label("Standfirst").fill("Edda's sentence.")
    second.get_by_label("Standfirst").fill("Emil's thought.")
    save(first)

    second.get_by_role("button", name="Save and continue editing").click()

    expect(second.locator(".desk-warn")).to_contain_text("edda saved this story")
    difference = second.locator(".desk-diff")
    expect(difference.locator("del").first).to_contain_text("Edda")
    expect(difference.locator("ins").first).to_contain_text("Emil")
    second.get_by_role("button", name="Take mine").click()
    expect(second.get_by_label("Standfirst")).to_have_value("Emil's thought.")
    assert {"Edda's sentence.", "Emil's thought."} <= {
        revision.content["standfirst"] for revision in story.revisions.all()
    }


def test_a_contributor_sees_no_way_to_publish(visit):
    page = log_in(visit(), make_user("Contributor", username="cleo"))
    page.get_by_role("link", name="Write a story").click()
    page.get_by_label("Headline").fill("Mine")
    save(page)

    verbs = page.locator(".desk-panel__verbs > *")
    assert [verb.inner_text() for verb in verbs.all()] == ["Preview", "Submit for review"]
