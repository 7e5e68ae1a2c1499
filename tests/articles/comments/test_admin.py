"""Moderation in the admin: the queue, in bulk and one by one, and who may do what."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.comments.models import Comment, Correspondent, Mode, Phrase, Policy, State, Thread
from tests.articles.comments.samples import make_comment, make_correspondent
from tests.factories import make_section, make_user

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LIST = "/admin/comments/comment/"
ADDRESS = "/admin/comments/comment/address/"


@pytest.fixture
def desk(client):
    """Logs somebody of a role in."""

    def enter(role="Editor"):
        client.force_login(make_user(role, first_name="Edda", last_name="Holm"))
        return client

    return enter


def text(response):
    assert response.status_code == 200
    return response.content.decode()


# --- the queue --------------------------------------------------------------------------------------------------


def test_the_list_is_the_queue_oldest_first_with_the_story_beside_each(desk, story):
    later = make_comment(story, state=State.WAITING, text="The later one", created_at=NOON)
    make_comment(story, state=State.WAITING, text="The earlier one", created_at=NOON - timedelta(hours=1))
    make_comment(story, text="Approved already")
    make_comment(story, state=State.UNCONFIRMED, text="Not confirmed yet")

    page = text(desk().get(LIST))

    assert page.index("The earlier one") < page.index("The later one")
    assert "Approved already" not in page
    assert "Not confirmed yet" not in page
    assert "Strait reopens" in page
    assert later.correspondent.mail in page
    assert "Waiting (2)" in page
    assert "Approved (1)" in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?state=approved", {"approved", "reported"}),
        ("?state=reported", {"reported"}),
        ("?state=spam", {"spam"}),
        ("?state=all", {"approved", "reported", "spam", "waiting"}),
        ("?state=nonsense", {"approved", "reported", "spam", "waiting"}),
        ("?q=w-waiting", {"waiting"}),
        ("?q=nobody@mail.example", set()),
    ],
)
def test_the_list_can_be_narrowed(desk, story, query, shown):
    for state in (State.APPROVED, State.SPAM, State.WAITING):
        make_comment(story, state=state, text=f"w-{state}")
    make_comment(story, text="w-reported", report_count=3, flagged=True)

    page = text(desk().get(f"{LIST}{query}"))

    assert {
        word for word in ("approved", "reported", "spam", "waiting") if f"<p>w-{word}</p>" in page
    } == shown


def test_the_list_is_narrowed_by_section_and_those_inside_it(desk, story):
    inner = make_section("Straits", parent=story.section)
    elsewhere = make_section("Elsewhere")
    make_comment(story, state=State.WAITING, text="In the section")

    client = desk()
    assert "In the section" in text(client.get(f"{LIST}?section={story.section_id}"))
    for other in (inner, elsewhere):
        assert "In the section" not in text(client.get(f"{LIST}?section={other.pk}"))


def test_the_score_and_its_reasons_stand_beside_the_comment(desk, story):
    make_comment(story, state=State.WAITING, score=71, reasons=["It holds 3 links; 2 are allowed"])

    page = text(desk().get(LIST))

    assert "71 of 100" in page
    assert "It holds 3 links; 2 are allowed" in page


def test_many_are_decided_at_once(desk, story):
    made = [make_comment(story, state=State.WAITING).pk for _ in range(3)]

    page = desk().post(LIST, {"action": "approve", "_selected_action": made[:2], "index": "0"}, follow=True)

    assert "2 comments approved." in text(page)
    assert set(Comment.objects.filter(shown=True).values_list("pk", flat=True)) == set(made[:2])


@pytest.mark.parametrize(
    ("verb", "state"), [("approve", "approved"), ("reject", "rejected"), ("spam", "spam")]
)
def test_one_is_decided_by_its_own_button_and_the_list_stays_as_it_was_narrowed(desk, story, verb, state):
    made = make_comment(story, state=State.WAITING)

    answer = desk().post(f"{LIST}?state=waiting", {"one": f"{verb}-{made.pk}"})

    assert answer["Location"] == f"{LIST}?state=waiting"
    assert Comment.objects.get().state == state


@pytest.mark.parametrize("one", ["approve-", "approve-x", "explode-1", "", "approve-999999"])
def test_a_button_that_is_none_does_nothing(desk, story, one):
    make_comment(story, state=State.WAITING)

    assert desk().post(LIST, {"one": one}).status_code == 302
    assert Comment.objects.get().state == State.WAITING


def test_the_list_asks_as_much_for_thirty_as_for_two(desk, story):
    client = desk()

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(LIST).status_code == 200
        return len(captured)

    def add(number):
        for _ in range(number):
            head = make_comment(story)
            make_comment(story, state=State.WAITING, parent=head)

    add(2)
    queries()
    few = queries()
    add(30)
    cache.clear()

    assert queries() == few
    assert few <= 14


# --- one comment ------------------------------------------------------------------------------------------------


def test_the_page_of_one_comment_answers_it_as_the_newsroom(desk, client, story, path):
    made = make_comment(story, text="Is it nine or ten?")
    address = f"{LIST}{made.pk}/change/"
    assert "Is it nine or ten?" in text(desk().get(address))

    client.post(address, {"reply": "It is ten."})

    assert "It is ten." in text(client.get(path))
    assert "Edda Holm" in text(client.get(path))


def test_the_page_says_why_an_answer_is_refused(desk, story):
    made = make_comment(story, state=State.WAITING)

    page = desk().post(f"{LIST}{made.pk}/change/", {"reply": "Too early"})

    assert page.status_code == 200
    assert Comment.objects.count() == 1


def test_the_page_shows_what_else_came_from_the_address_and_what_was_reported(desk, story):
    writer = make_correspondent()
    made = make_comment(story, correspondent=writer)
    make_comment(story, correspondent=writer, state=State.SPAM, text="The same again")
    made.reports.create(why="abuse", reporter="x")

    page = text(desk().get(f"{LIST}{made.pk}/change/"))

    assert "The same again" in page
    assert "It insults or threatens somebody" in page


@pytest.mark.parametrize("number", ["999999", "x", "9" * 40])
def test_a_comment_that_is_not_there_is_not_found(desk, number):
    assert desk().get(f"{LIST}{number}/change/").status_code == 404


# --- a story's switch, the desk's first page --------------------------------------------------------------------


def test_the_storys_form_says_what_stands_under_it_and_closes_it(desk, client, story, path):
    make_comment(story)
    make_comment(story, state=State.WAITING)
    form = f"/admin/articles/article/{story.pk}/change/"
    assert "1 shown, 1 waiting" in text(desk().get(form))

    answer = client.post(f"{LIST}switch/{story.pk}/", {"switch": "closed"})

    assert answer["Location"] == form
    assert Thread.objects.get().switch == "closed"
    assert "Comments are closed." in text(client.get(path))
    assert f"thread__exact={story.pk}" in text(client.get(form))
    assert text(client.get(f"{LIST}?state=all&thread__exact={story.pk}"))


def test_the_desks_first_page_says_what_waits(desk, story):
    make_comment(story, state=State.WAITING)
    make_comment(story, report_count=3, flagged=True)

    page = text(desk().get("/admin/"))

    assert "Comments: 1 waiting" in page
    assert "1 reported" in page


def test_a_section_has_its_policy_on_its_own_form_and_readers_see_it_at_once(desk, client, story, path):
    client = desk("Administrator")
    section = story.section
    assert "Comments in this section" in text(client.get(f"/admin/articles/section/{section.pk}/change/"))
    assert 'data-testid="comments"' in text(client.get(path))

    answer = client.post(
        f"/admin/articles/section/{section.pk}/change/",
        {
            "name": section.name, "slug": section.slug, "kind": "region", "position": 100, "in_navigation": "on",
            "comment_policy-TOTAL_FORMS": 1, "comment_policy-INITIAL_FORMS": 0,
            "comment_policy-0-section": section.pk, "comment_policy-0-mode": Mode.OFF,
        },
    )  # fmt: skip

    assert answer.status_code == 302, answer.content.decode()
    assert Policy.objects.get().section == section
    assert 'data-testid="comments"' not in text(client.get(path))


# --- who may ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "allowed"),
    [("", False), ("Contributor", False), ("Editor", True), ("Publisher", True), ("Administrator", True)],
)
def test_editors_and_those_above_them_moderate(desk, story, role, allowed):
    made = make_comment(story, state=State.WAITING)
    client, code = desk(role), 200 if allowed else 403

    assert client.get(LIST).status_code == code
    assert client.get(f"{LIST}{made.pk}/change/").status_code == code
    codes = [
        client.post(f"{LIST}{made.pk}/change/", {"verb": "spam"}).status_code,
        client.post(LIST, {"one": f"spam-{made.pk}"}).status_code,
        client.post(f"{LIST}switch/{story.pk}/", {"switch": "closed"}).status_code,
    ]
    assert codes == ([302] * 3 if allowed else [403] * 3)
    assert Comment.objects.get().state == (State.SPAM if allowed else State.WAITING)
    assert client.post(
        LIST, {"action": "approve", "_selected_action": [made.pk], "index": "0"}
    ).status_code == (302 if allowed else 403)


@pytest.mark.parametrize(
    ("role", "allowed"), [("Editor", False), ("Publisher", False), ("Administrator", True)]
)
def test_administrators_export_and_erase(desk, story, role, allowed):
    made = make_comment(story)
    client, mail = desk(role), made.correspondent.mail

    for act in ({}, {"export": "1"}, {"erase": "1"}):
        answer = client.post(ADDRESS, {"mail": mail} | act)
        assert (answer.status_code == 403) is not allowed

    assert Comment.objects.exists() is not allowed


@pytest.mark.parametrize(("role", "allowed"), [("Editor", False), ("Publisher", True)])
def test_publishers_trust_an_address_that_was_confirmed(desk, role, allowed):
    known, unknown = make_correspondent(), make_correspondent(confirmed=False)
    client = desk(role)

    for writer in (known, unknown):
        client.post(f"/admin/comments/correspondent/{writer.pk}/change/", {"standing": "trusted"})

    assert [row.trusted for row in Correspondent.objects.order_by("pk")] == [allowed, False]


def test_visitors_who_are_not_logged_in_are_sent_to_the_door(client, story):
    for address in (LIST, ADDRESS, f"{LIST}1/change/"):
        assert client.get(address)["Location"].startswith("/admin/login/")


# --- one address ------------------------------------------------------------------------------------------------


def test_an_address_is_looked_up_exported_and_erased(desk, story):
    made = make_comment(story, name="Ana Ruiz")
    client, mail = desk("Administrator"), made.correspondent.mail
    looked = text(client.post(ADDRESS, {"mail": mail.upper()}))
    assert "1 comment" in looked
    assert Comment.objects.exists()

    file = client.post(ADDRESS, {"mail": mail, "export": "1"})
    assert json.loads(file.content)["comments"][0]["name"] == "Ana Ruiz"
    assert file["Content-Disposition"].startswith("attachment;")

    done = client.post(ADDRESS, {"mail": mail, "erase": "1"}, follow=True)
    assert "1 comment are erased" in text(done) or "1 comment" in text(done)
    assert not Comment.objects.exists()
    assert "Nothing is kept" in text(client.post(ADDRESS, {"mail": mail}))


def test_the_desk_edits_its_phrases(desk):
    desk().post("/admin/comments/phrase/add/", {"text": "casino", "verdict": "spam"})

    assert Phrase.objects.get().text == "casino"
