"""Writing a comment: two steps, one letter, no cookie, nothing lost."""

import re
import smtplib
from datetime import UTC, datetime

import pytest
from django.core import mail

from articles.comments import letters
from articles.comments.models import Comment, Correspondent, Mode, Policy, State, Thread
from articles.comments.moderating import decide, set_switch
from articles.publishing.door import withdraw
from tests.articles.comments.samples import OURS, filled_in, make_comment, make_correspondent
from tests.factories import make_user

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def heading(page):
    return re.search(r"<h1[^>]*>(.*?)</h1>", page.content.decode(), re.DOTALL)[1].strip()


# --- the two steps ----------------------------------------------------------------------------------------------


def test_the_form_on_the_kept_page_is_answered_with_a_preview_and_keeps_nothing(client, reader, path):
    assert client.get(path).status_code == 200

    page = reader.preview(text="See <b>here</b>: https://tide.example/")

    assert heading(page) == "Your comment"
    assert "&lt;b&gt;here&lt;/b&gt;" in page.content.decode()
    assert 'rel="nofollow ugc noopener"' in page.content.decode()
    assert not Comment.objects.exists()
    assert mail.outbox == []


def test_neither_step_sets_a_cookie_and_neither_is_kept(reader):
    for page in (reader.preview(), reader.send()):
        assert not page.cookies
        assert page["Cache-Control"] == "private, no-store"


def test_the_second_step_keeps_it_unconfirmed_and_sends_one_letter(reader, story):
    page = reader.send()

    comment = Comment.objects.get()
    assert (comment.state, comment.shown, comment.thread_id) == (State.UNCONFIRMED, False, story.pk)
    assert (comment.name, comment.correspondent.mail) == ("Ana Ruiz", "ana@mail.example")
    assert heading(page) == "One more step"
    (letter,) = mail.outbox
    assert letter.to == ["ana@mail.example"]
    assert letter.subject == "Please confirm your comment on “Strait reopens”"
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    assert "tide" not in letter.body
    assert "Ana" not in letter.body


def test_sending_without_a_ticket_or_with_anothers_is_a_preview(reader, clock):
    forged = ["", "nonsense", "WzEsImFiYyIsMV0:1abcde:aaaa"]

    for ticket in forged:
        assert heading(reader.post(filled_in(ticket=ticket, send="1"))) == "Your comment"

    assert not Comment.objects.exists()


def test_a_ticket_is_good_for_one_comment_however_often_it_is_sent(reader, clock):
    ticket = reader.ticket(reader.preview())
    clock.shift(10)

    pages = [reader.post(filled_in(text=text, ticket=ticket, send="1")) for text in ("One", "One", "Two")]

    assert [heading(page) for page in pages] == ["One more step"] * 3
    assert Comment.objects.get().text == "One"
    assert len(mail.outbox) == 1


def test_who_sends_faster_than_anybody_reads_is_asked_to_read_once_more(reader, clock):
    page = reader.send(1)
    assert "That was quick" in page.content.decode()
    assert not Comment.objects.exists()

    clock.shift(5)
    reader.post(filled_in(ticket=reader.ticket(page), send="1"))

    assert Comment.objects.count() == 1


def test_a_form_that_lay_open_for_long_gets_a_new_ticket_and_keeps_the_words(reader, clock):
    page = reader.send(7 * 3600, text="Written at length")

    assert "had been open for long" in page.content.decode()
    assert "Written at length" in page.content.decode()
    assert not Comment.objects.exists()
    clock.shift(5)
    reader.post(filled_in(ticket=reader.ticket(page), send="1"))
    assert Comment.objects.count() == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "https://news.example"},
    ],
)
def test_a_form_that_another_site_sends_is_refused(client, path, headers):
    page = client.post(f"{path}comments/write/", filled_in(), headers=headers)

    assert page.status_code == 403
    assert heading(page) == "This form did not come from our page"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"text": " \u200b\n"}, "Write your comment here."),
        ({"text": "x" * 5001}, "this one has 5,001"),
        ({"name": "\u202e"}, "Write the name"),
        ({"name": "x" * 81}, "at most 80 characters"),
        ({"mail": "nobody"}, "This is not an e-mail address"),
        ({"mail": "a@b.example\nBcc: c@d.example"}, "This is not an e-mail address"),
        ({"mail": ""}, "so that we can confirm"),
    ],
)
def test_what_is_missing_is_told_beside_its_field_and_the_rest_stays(reader, fields, told):
    page = reader.preview(**fields).content.decode()

    assert told in page
    assert "Send</button>" not in page


def test_a_form_of_many_megabytes_is_refused_before_it_is_read(client, path):
    page = client.post(f"{path}comments/write/", filled_in(text="x" * 400_000), **OURS)

    assert page.status_code == 413


def test_the_field_that_people_do_not_see_sends_it_to_spam_without_a_letter(reader):
    comment = reader.write(topic="http://spam.example")

    assert comment.state == State.SPAM
    assert comment.reasons == ["The field that people don’t see was filled in"]
    assert mail.outbox == []


# --- the letter -------------------------------------------------------------------------------------------------


def test_opening_the_link_changes_nothing_and_the_button_confirms(client, reader, link_in):
    comment = reader.write()
    link = link_in(mail.outbox[0])

    looked = client.get(link)
    comment.refresh_from_db()
    assert comment.state == State.UNCONFIRMED
    assert heading(looked) == "Is this comment yours?"
    assert looked["Referrer-Policy"] == "same-origin"

    done = client.post(link, **OURS)
    comment.refresh_from_db()
    assert comment.state == State.WAITING
    assert "An editor reads it" in done.content.decode()
    assert Correspondent.objects.get().confirmed_at is not None


def test_a_link_works_once(client, reader, link_in):
    comment = reader.write()
    link = link_in(mail.outbox[0])
    client.post(link, **OURS)
    decide(comments=[comment.pk], to=State.REJECTED, by=make_user("Editor"))

    again = client.post(link, **OURS)

    comment.refresh_from_db()
    assert heading(again) == "Already confirmed"
    assert comment.state == State.REJECTED


def test_a_link_works_for_three_days(client, reader, clock, link_in):
    reader.write()
    link = link_in(mail.outbox[0])
    clock.shift(3 * 86400 + 60)

    page = client.post(link, **OURS)

    assert (page.status_code, heading(page)) == (410, "This link no longer works")
    assert Comment.objects.get().state == State.UNCONFIRMED


@pytest.mark.parametrize(
    "change", [lambda key: key[:-1], lambda key: f"{key}x", lambda key: "nonsense", str.upper]
)
def test_a_changed_link_is_no_link(client, reader, link_in, change):
    reader.write()
    key = link_in(mail.outbox[0]).split("/")[-2]

    assert client.post(f"/comments/confirm/{change(key)}/", **OURS).status_code == 410


def test_another_sites_page_cannot_press_the_button(client, reader, link_in):
    reader.write()

    page = client.post(link_in(mail.outbox[0]), headers={"Origin": "https://evil.example"})

    assert page.status_code == 403
    assert Comment.objects.get().state == State.UNCONFIRMED


def test_who_has_confirmed_once_is_not_asked_again(client, reader, link_in):
    reader.write()
    client.post(link_in(mail.outbox[0]), **OURS)

    second = reader.write(mail="ANA@mail.example", text="Another")

    assert second.state == State.WAITING
    assert len(mail.outbox) == 1
    assert Correspondent.objects.count() == 1


def test_a_mail_server_that_refuses_loses_nothing_and_the_letter_can_be_had_again(
    client, reader, monkeypatch
):
    def refuse(self, **named):
        raise smtplib.SMTPServerDisconnected("gone")

    with monkeypatch.context() as patch:
        patch.setattr(letters.EmailMessage, "send", refuse)
        page = reader.send()
    assert heading(page) == "Your comment is kept"
    assert "could not be sent" in page.content.decode()
    assert Comment.objects.get().state == State.UNCONFIRMED

    key = re.search(r'name="again" value="([^"]+)"', page.content.decode())[1]
    again = client.post("/comments/letter/", {"again": key}, **OURS)

    assert heading(again) == "One more step"
    assert len(mail.outbox) == 1


def test_nobody_is_flooded_with_our_letters(client, reader):
    page = reader.send()
    key = re.search(r'name="again" value="([^"]+)"', page.content.decode())[1]

    for _ in range(6):
        page = client.post("/comments/letter/", {"again": key}, **OURS)

    assert len(mail.outbox) == 3
    assert "several letters" in page.content.decode()


def test_the_key_for_another_letter_confirms_nothing(client, reader):
    key = re.search(r'name="again" value="([^"]+)"', reader.send().content.decode())[1]

    assert client.post(f"/comments/confirm/{key}/", **OURS).status_code == 410


# --- trust ------------------------------------------------------------------------------------------------------


@pytest.fixture
def trusted(story):
    Policy.objects.create(section=story.section, mode=Mode.TRUSTED)
    return make_correspondent("ana@mail.example", standing="trusted")


def test_a_trusted_address_shows_at_once_when_its_owner_says_yes(client, reader, trusted, link_in, path):
    comment = reader.write()
    assert comment.state == State.UNCONFIRMED  # anybody can type an address

    page = client.post(link_in(mail.outbox[0]), **OURS)

    comment.refresh_from_db()
    assert (comment.state, comment.shown) == (State.APPROVED, True)
    assert "stands under the story" in page.content.decode()
    assert "tide tables" in client.get(path).content.decode()


def test_trust_counts_only_where_the_section_says_so(reader, trusted):
    Policy.objects.update(mode=Mode.MODERATED)

    assert reader.write().state == State.WAITING


def test_what_is_held_waits_for_an_editor_trusted_or_not(reader, trusted):
    text = " ".join(f"https://a.example/{number}" for number in range(4))

    assert reader.write(text=text).state == State.WAITING


def test_a_blocked_address_goes_to_spam(reader):
    make_correspondent("ana@mail.example", standing="blocked")

    assert reader.write().state == State.SPAM


# --- where it is allowed ----------------------------------------------------------------------------------------


def test_a_closed_story_takes_nothing_and_gives_the_words_back(reader, story):
    ticket = reader.ticket(reader.preview())
    reader.clock.shift(10)
    set_switch(article_id=story.pk, switch=Thread.Switch.CLOSED)

    page = reader.post(filled_in(text="Too late", ticket=ticket, send="1"))

    assert (page.status_code, heading(page)) == (403, "Comments are closed")
    assert "Too late" in page.content.decode()
    assert not Comment.objects.exists()


def test_where_the_section_has_them_off_there_is_no_such_page(reader, story):
    Policy.objects.create(section=story.section, mode=Mode.OFF)

    assert reader.preview().status_code == 404


def test_a_withdrawn_story_takes_no_comment(reader, story, clock):
    clock.shift(60)
    withdraw(story, reason="Forged.")

    assert reader.preview().status_code == 410


def test_a_draft_or_nothing_takes_no_comment(client):
    assert client.post("/2026/03/01/nothing/comments/write/", filled_in(), **OURS).status_code == 404


def test_an_answer_stands_under_the_head_of_its_branch(reader, story):
    head = make_comment(story)
    answer = make_comment(story, parent=head)

    page = reader.client.get(f"{reader.path}comments/write/?to={answer.pk}")
    third = reader.write(to=str(answer.pk))

    assert answer.name in heading(page)
    assert third.parent_id == head.pk


@pytest.mark.parametrize("state", [State.WAITING, State.REJECTED, State.SPAM, State.UNCONFIRMED])
def test_what_readers_do_not_see_cannot_be_answered_nor_read_through_the_form(reader, story, state):
    hidden = make_comment(story, state=state, text="Unspeakable")

    page = reader.preview(to=str(hidden.pk))

    assert "Unspeakable" not in page.content.decode()
    assert reader.write(to=str(hidden.pk)).parent_id is None


@pytest.mark.parametrize("to", ["", "x", "-1", "9" * 30, "٣"])
def test_any_number_to_answer_is_met(reader, to):
    assert reader.preview(to=to).status_code == 200
    assert reader.client.get(f"{reader.path}comments/write/", {"to": to}).status_code == 200
