"""Comments where readers meet them: under the story, on the page of all, in its structured data."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.comments.models import Mode, Policy, State, Thread
from articles.comments.moderating import decide, reply, set_switch
from articles.publishing.door import publish, withdraw
from tests.articles.comments.samples import make_comment
from tests.factories import edit, make_article, make_live_article, make_user, publish_edit

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HIDDEN = [State.UNCONFIRMED, State.WAITING, State.REJECTED, State.SPAM]


def text(client, path):
    return client.get(path).content.decode()


def section(client, path):
    """The comments' part of a page."""
    return re.search(r'<section class="comments".*?</section>', text(client, path), re.DOTALL)[0]


def ids(html):
    return [int(number) for number in re.findall(r'id="comment-(\d+)"', html)]


def json_ld(client, path):
    return json.loads(re.search(r"ld\+json\">(.*?)</script>", text(client, path), re.DOTALL)[1])


def test_an_open_story_without_comments_has_the_form_and_says_so(client, path):
    part = section(client, path)

    assert 'data-testid="comments"' in part
    assert "Nobody has written yet." in part
    assert f'action="{path}comments/write/"' in part
    assert "csrf" not in part


def test_a_comment_shows_with_its_name_its_time_and_its_paragraphs(client, story, path):
    made = make_comment(story, name="Bo Ek", text="One.\n\nTwo: https://tide.example")

    part = section(client, path)

    assert f'id="comment-{made.pk}"' in part
    assert "<bdi>Bo Ek</bdi>" in part
    assert '<p>One.</p><p>Two: <a href="https://tide.example" rel="nofollow ugc noopener">' in part
    assert 'datetime="2026-03-01T12:00:00Z"' in part
    assert "1 comment<" in part
    assert made.correspondent.mail not in text(client, path)


@pytest.mark.parametrize("state", HIDDEN)
def test_what_was_not_approved_is_nowhere_and_is_not_counted(client, story, path, state):
    make_comment(story, text="Beside")
    hidden = make_comment(story, state=state, text="Unspeakable", name="Nameless")
    pages = [
        path, f"{path}comments/", f"{path}comments/feed.rss", f"{path}comments/feed.json", f"{path}comments/feed.atom",
        "/comments/feed.rss", "/comments/feed.atom", "/comments/feed.json", f"/comments/{hidden.pk}/",
        f"/comments/{hidden.pk}/report/",
    ]  # fmt: skip

    for page in pages:
        said = text(client, page)
        assert "Unspeakable" not in said, page
        assert "Nameless" not in said, page
        assert "Beside" in said or str(hidden.pk) in page, page
    assert "1 comment<" in section(client, path)


def test_answers_stand_under_their_comment_and_branches_in_order_of_time(client, story, path):
    first = make_comment(story, created_at=NOON - 9 * MINUTE)
    second = make_comment(story, created_at=NOON - 8 * MINUTE)
    late = make_comment(story, parent=first, created_at=NOON - 1 * MINUTE)
    early = make_comment(story, parent=first, created_at=NOON - 5 * MINUTE)

    part = section(client, path)

    assert ids(part)[:4] == [first.pk, early.pk, late.pk, second.pk]
    assert part.count("comment--reply") == 2


def test_the_newsrooms_answer_is_marked_as_such(client, story, path):
    made = make_comment(story)
    reply(to=made, text="We have corrected it.", by=make_user("Editor", first_name="Edda", last_name="Holm"))

    part = section(client, path)

    assert "comment--newsroom" in part
    assert "<bdi>Edda Holm</bdi>" in part
    assert "2 comments" in part


def test_when_a_comment_is_rejected_the_answers_to_it_go_with_it_and_come_back(client, story, path):
    editor = make_user("Editor")
    head = make_comment(story)
    answer = make_comment(story, parent=head)
    decide(comments=[head.pk], to=State.REJECTED, by=editor)
    assert ids(section(client, path)) == []

    decide(comments=[head.pk], to=State.APPROVED, by=editor)

    assert ids(section(client, path)) == [head.pk, answer.pk]


def test_approving_shows_on_a_kept_page_at_once(client, story, path):
    waiting = make_comment(story, state=State.WAITING)
    before = client.get(path)
    assert client.get(path, headers={"If-None-Match": before["ETag"]}).status_code == 304

    decide(comments=[waiting.pk], to=State.APPROVED, by=make_user("Editor"))

    after = client.get(path, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert ids(after.content.decode()) == [waiting.pk]


def test_a_decision_that_readers_do_not_see_leaves_kept_pages_kept(client, story, path):
    waiting = make_comment(story, state=State.WAITING)
    before = client.get(path)

    decide(comments=[waiting.pk], to=State.SPAM, by=make_user("Editor"))

    assert client.get(path, headers={"If-None-Match": before["ETag"]}).status_code == 304


def test_the_first_twenty_stand_under_the_story_and_the_rest_on_pages(client, story, path):
    made = [make_comment(story, created_at=NOON - timedelta(minutes=300 - n)).pk for n in range(70)]

    assert ids(section(client, path)) == made[:20]
    assert "Read all 70 comments" in section(client, path)
    assert ids(text(client, f"{path}comments/")) == made[:50]
    assert ids(text(client, f"{path}comments/?page=2")) == made[50:]
    assert client.get(f"{path}comments/?page=3").status_code == 404
    for place, expected in ((3, f"{path}#"), (30, f"{path}comments/#"), (60, f"{path}comments/?page=2#")):
        assert client.get(f"/comments/{made[place]}/")["Location"] == f"{expected}comment-{made[place]}"


def test_the_way_to_an_answer_counts_what_stands_before_it(client, story):
    heads = [make_comment(story, created_at=NOON - timedelta(minutes=90 - n)) for n in range(30)]
    answers = [
        make_comment(story, parent=heads[0], created_at=NOON - timedelta(minutes=n)) for n in range(25)
    ]
    path = story.publications.get().path
    shown = ids(text(client, f"{path}comments/"))

    for made in (heads[0], answers[0], answers[-1], heads[1]):
        expected = path if shown.index(made.pk) < 20 else f"{path}comments/"
        assert client.get(f"/comments/{made.pk}/")["Location"] == f"{expected}#comment-{made.pk}"


@pytest.mark.parametrize("page", ["0", "x", "-1", "1.5", "٣", "9999999", "1' or 1"])
def test_a_page_that_is_none_is_not_found(client, path, page):
    assert client.get(f"{path}comments/", {"page": page}).status_code == 404


def test_structured_data_holds_the_count_and_the_comments(client, story, path):
    head = make_comment(story, name="Bo", text="First </script>")
    make_comment(story, parent=head, name="Ana", text="Second")

    data = json_ld(client, path)

    assert data["@type"] == "NewsArticle"
    assert data["commentCount"] == 2
    assert data["comment"][0] == {
        "@type": "Comment",
        "@id": f"https://news.example{path}#comment-{head.pk}",
        "url": f"https://news.example{path}#comment-{head.pk}",
        "author": {"@type": "Person", "name": "Bo"},
        "dateCreated": "2026-03-01T12:00:00Z",
        "text": "First </script>",
    }
    assert data["comment"][1]["parentItem"]["@id"].endswith(f"#comment-{head.pk}")


def test_a_story_without_comments_says_nothing_of_them_in_its_data(client, path):
    assert not {"comment", "commentCount"} & set(json_ld(client, path))


# --- where they are off or closed -------------------------------------------------------------------------------


def test_a_closed_story_shows_what_was_written_and_no_form(client, story, path):
    make_comment(story)
    set_switch(article_id=story.pk, switch=Thread.Switch.CLOSED)

    part = section(client, path)

    assert "Comments are closed." in part
    assert "<form" not in part
    assert "Reply" not in part
    assert "1 comment<" in part


def test_a_closed_story_with_nothing_to_read_has_no_such_part(client, story, path):
    set_switch(article_id=story.pk, switch=Thread.Switch.CLOSED)

    assert 'data-testid="comments"' not in text(client, path)


def test_comments_close_by_age_to_the_second_on_a_kept_page(client, story, path, clock):
    make_comment(story)
    clock.move_to(NOON + timedelta(days=30, seconds=-1))
    assert "<form" in section(client, path)

    clock.move_to(NOON + timedelta(days=30))

    assert "<form" not in section(client, path)


def test_where_a_section_has_them_off_nothing_of_them_is_reachable(client, story, path):
    made = make_comment(story, text="Unspeakable")
    client.get(path)

    Policy.objects.create(section=story.section, mode=Mode.OFF)
    set_switch(article_id=story.pk, switch=Thread.Switch.OPEN)  # raises the edition; both have to allow it

    assert "Unspeakable" not in text(client, path)
    assert "Unspeakable" not in text(client, "/comments/feed.rss")
    for address in (
        f"{path}comments/",
        f"{path}comments/feed.rss",
        f"/comments/{made.pk}/",
        f"/comments/{made.pk}/report/",
    ):
        assert client.get(address).status_code == 404


# --- the story's own life ---------------------------------------------------------------------------------------


def test_comments_stay_with_the_story_over_updates_and_a_new_address(client, story, path, clock):
    make_comment(story, text="Stays")
    clock.shift(60)
    publish_edit(story, headline="Strait reopens to all", slug="strait-open")
    new = story.publications.last().path

    assert "Stays" in section(client, new)
    assert client.get(f"{path}comments/")["Location"] == f"{new}comments/"


def test_comments_on_a_withdrawn_or_scheduled_story_are_not_reachable(client, story, path, clock):
    made = make_comment(story, text="Unspeakable")
    to_come = make_article(slug="to-come")
    publish(to_come.head, live_from=NOON + timedelta(hours=5))
    early = make_comment(to_come, text="Unspeakable")
    clock.shift(60)
    withdraw(story, reason="Forged.")
    pages = [
        path,
        f"{path}comments/",
        f"{path}comments/feed.rss",
        "/comments/feed.rss",
        "/comments/feed.json",
    ]
    pages += [f"{to_come.publications.get().path}{end}" for end in ("", "comments/", "comments/feed.atom")]
    pages += [f"/comments/{number}/{end}" for number in (made.pk, early.pk) for end in ("", "report/")]

    for page in pages:
        assert "Unspeakable" not in text(client, page), page

    clock.move_to(NOON + timedelta(hours=5))
    assert "Unspeakable" in text(client, to_come.publications.get().path)
    assert "Unspeakable" in text(client, "/comments/feed.rss")


def test_an_edit_that_is_not_published_moves_no_comment(client, story, path):
    make_comment(story, text="Stays")
    edit(story, slug="elsewhere")

    assert "Stays" in section(client, path)


# --- what it costs ----------------------------------------------------------------------------------------------


def queries(client, path):
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_a_story_asks_as_much_with_no_comment_as_with_thirty_answered_ones(client, story, path):
    other = make_live_article(slug="other").publications.get().path
    pages = (path, f"{path}comments/", f"{path}comments/feed.rss", "/comments/feed.rss")
    make_comment(story)
    for page in (other, *pages):
        client.get(page)
    few = {page: queries(client, page) for page in pages}
    none = queries(client, other)

    for number in range(30):
        head = make_comment(story, created_at=NOON - timedelta(minutes=number))
        make_comment(story, parent=head)
    for page in pages:
        client.get(page)

    assert {page: queries(client, page) for page in pages} == few
    assert none == few[path]
    assert max(few.values()) <= 8
    for page in pages:
        client.get(page)
        with CaptureQueriesContext(connection) as captured:
            client.get(page)
        assert len(captured) <= 1
