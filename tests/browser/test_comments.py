"""A comment's whole life in a real browser, its letter through a real mail server on loopback."""

import re
import socket
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
import time_machine
from aiosmtpd.controller import Controller
from playwright.sync_api import expect

from articles.comments.models import Comment, Correspondent, Policy
from newsroom import services
from tests.articles.comments.samples import make_comment
from tests.browser.desk_at_work import log_in
from tests.browser.test_accessibility import LOOKS, axe, complaints
from tests.factories import make_live_article, make_user

__all__ = ["axe"]

# The roles are rows of a migration, which a test that commits would lose.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
MORNING = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.fixture
def clock():
    """The running site's clock, which ticks on from where it is set. It shares this process."""
    with time_machine.travel(MORNING, tick=True) as traveller:
        yield traveller


class Letterbox:
    """Takes what a mail server is sent."""

    def __init__(self):
        self.letters = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  the name that aiosmtpd calls
        self.letters.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 Taken"


@pytest.fixture
def letterbox(settings, monkeypatch, live_server):
    """A mail server on loopback, named to the site as an operator would name it: by EMAIL_URL."""
    box = Letterbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    monkeypatch.setenv("EMAIL_URL", f"smtp://127.0.0.1:{port}")
    for name, value in services.mail_settings(services.mailer("EMAIL_URL", "")).items():
        setattr(settings, name, value)
    settings.SITE_URL = live_server.url
    yield box
    controller.stop()


WRITTEN = "The tide tables disagree."
ANSWERED = "We have asked the harbour office."
MAIL = "ana@mail.example"


def test_a_comment_is_written_confirmed_approved_answered_reported_and_erased(visit, clock, letterbox):
    story = make_live_article(headline="Strait reopens", slug="strait")
    Policy.objects.create(section=None, flag_after=1)
    path = story.publications.get().path
    reader, desk, other = visit(java_script_enabled=False), visit(), visit()
    log_in(desk, make_user("Administrator", username="ada", first_name="Ada", last_name="Holm"))

    write_it(reader, path, clock)
    confirm_it(reader, letterbox)
    reader.goto(path)
    expect(reader.get_by_test_id("comments")).not_to_contain_text(WRITTEN)

    approve_it(desk)
    reader.goto(path)
    expect(reader.get_by_test_id("comments")).to_contain_text("1 comment")
    expect(reader.get_by_test_id("comments")).to_contain_text(WRITTEN)
    assert MAIL not in reader.content()

    answer_it(desk)
    reader.goto(path)
    expect(reader.locator(".comment--newsroom")).to_contain_text(ANSWERED)
    expect(reader.locator(".comment--newsroom")).to_contain_text("Ada Holm")

    report_it(other, path)
    desk.goto("/admin/")
    desk.get_by_role("link", name="1 reported").click()
    expect(desk.locator("#result_list")).to_contain_text("Reported by 1 reader")

    erase_it(desk)
    reader.goto(path)
    expect(reader.get_by_test_id("comments")).not_to_contain_text(WRITTEN)
    expect(reader.get_by_test_id("comments")).to_contain_text("erased at its writer’s wish")
    expect(reader.get_by_test_id("comments")).to_contain_text(ANSWERED)
    assert not Correspondent.objects.exists()
    assert not Comment.objects.filter(text__contains="tide").exists()


def fill_in(page, text: str) -> None:
    page.get_by_label("Your comment").fill(text)
    page.get_by_label("Your name").fill("Ana Ruiz")
    page.get_by_label("Your e-mail address").fill(MAIL)


def write_it(reader, path, clock) -> None:
    """On a page that is kept since it was asked for before, without JavaScript."""
    reader.goto(path)
    reader.goto(path)
    fill_in(reader, f"{WRITTEN}\n\nhttps://tide.example/2026")
    reader.get_by_role("button", name="Preview").click()
    expect(reader.locator(".comment--preview")).to_contain_text(WRITTEN)
    clock.shift(20)
    reader.get_by_role("button", name="Send").click()
    expect(reader.get_by_role("heading", name="One more step")).to_be_visible()
    assert reader.context.cookies() == []


def confirm_it(reader, letterbox) -> None:
    """By the link in the letter."""
    ((recipients, letter),) = letterbox.letters
    assert recipients == [MAIL]
    assert "Strait reopens" in letter["Subject"]
    reader.goto(re.search(r"http://\S+/comments/confirm/\S+", letter.get_content())[0])
    reader.get_by_role("button", name="Yes, confirm it").click()
    expect(reader.locator("main")).to_contain_text("An editor reads it")


def approve_it(desk) -> None:
    """With the keyboard, from the desk's first page."""
    desk.goto("/admin/")
    desk.get_by_role("link", name="Comments: 1 waiting").click()
    desk.wait_for_load_state()
    desk.keyboard.press("j")
    expect(desk.locator("tr.desk-here")).to_contain_text(WRITTEN)
    desk.keyboard.press("a")
    expect(desk.locator(".messagelist")).to_contain_text("1 comment approved.")


def answer_it(desk) -> None:
    desk.goto("/admin/comments/comment/?state=approved")
    desk.get_by_role("link", name="Answer, look closer").click()
    desk.get_by_label("Answer as the newsroom").fill(ANSWERED)
    desk.get_by_role("button", name="Answer", exact=True).click()
    expect(desk.locator(".messagelist")).to_contain_text("public")


def report_it(reader, path) -> None:
    reader.goto(path)
    reader.get_by_role("link", name="Report the comment by Ana Ruiz").click()
    reader.get_by_label("It states what is false").check()
    reader.get_by_role("button", name="Report it").click()
    expect(reader.get_by_role("heading", name="Thank you")).to_be_visible()


def erase_it(desk) -> None:
    desk.get_by_role("link", name="Everything of one address").click()
    desk.get_by_label("E-mail address").fill(MAIL)
    desk.get_by_role("button", name="Look it up").click()
    expect(desk.locator(".desk-warn")).to_contain_text("1 comment")
    desk.get_by_role("button", name="Erase all of it").click()
    expect(desk.locator(".messagelist")).to_contain_text("erased")


def test_a_reader_with_javascript_answers_another_from_the_keyboard(visit, clock, letterbox):
    story = make_live_article(headline="Strait reopens", slug="strait")
    head = make_comment(story, name="Bo Ek")
    page = visit(viewport={"width": 390, "height": 800})
    page.goto(story.publications.get().path)

    page.get_by_role("link", name="Reply to Bo Ek").press("Enter")
    fill_in(page, "I agree.")
    page.get_by_label("Your e-mail address").press("Enter")
    clock.shift(20)
    page.get_by_role("button", name="Send").press("Enter")

    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    assert Comment.objects.get(text="I agree.").parent_id == head.pk
    assert len(letterbox.letters) == 1


def test_when_the_mail_server_is_gone_the_reader_is_told_and_nothing_is_lost(
    visit, clock, letterbox, settings
):
    story = make_live_article(slug="strait")
    page = visit()
    good, letterbox_gone = services.mail_settings(services.mailer("EMAIL_URL", "")), "smtp://127.0.0.1:9"
    for name, value in services.mail_settings(services.mailer("NOWHERE", letterbox_gone)).items():
        setattr(settings, name, value)
    page.goto(story.publications.get().path)
    fill_in(page, "Kept all the same")
    page.get_by_role("button", name="Preview").click()
    clock.shift(20)
    page.get_by_role("button", name="Send").click()
    expect(page.locator("main")).to_contain_text("could not be sent")

    for name, value in good.items():
        setattr(settings, name, value)
    page.get_by_role("button", name="Send the letter again").click()

    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    assert len(letterbox.letters) == 1


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_comments_are_no_barrier(visit, axe, width, scheme):
    story = make_live_article(slug="strait")
    head = make_comment(story, text="See https://tide.example")
    make_comment(story, parent=head)
    make_comment(story, state="waiting")
    path = story.publications.get().path
    page = visit(viewport={"width": width, "height": 900}, color_scheme=scheme)
    log_in(page, make_user("Administrator", username="ada"))

    for address in (
        path,
        f"{path}comments/",
        f"{path}comments/write/?to={head.pk}",
        f"/comments/{head.pk}/report/",
        "/admin/comments/comment/",
        f"/admin/comments/comment/{head.pk}/change/",
        "/admin/comments/comment/address/",
        f"/admin/articles/article/{story.pk}/change/",
        "/admin/",
    ):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert complaints(page, axe) == [], address
