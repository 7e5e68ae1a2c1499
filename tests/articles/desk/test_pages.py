"""The addresses below a story: each button and each address behind it asks for the permission."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.desk import actions
from articles.desk.verbs import VERBS
from articles.models import Article, Publication, PublishedArticle, Revision, Status
from tests.articles.desk.form_data import address, form_data
from tests.factories import edit, make_article, make_author, make_live_article, make_section, make_user

pytestmark = pytest.mark.django_db


def log_in(client, role, **fields):
    user = make_user(role, **fields)
    client.force_login(user)
    return user


def ready(**fields) -> Article:
    return make_article(by=[make_author()], section=make_section(), **fields)


def in_two_days() -> str:
    return f"{timezone.localtime() + timedelta(days=2):%Y-%m-%dT08:30}"


DRAFT_BUTTONS = {
    "Contributor": ["submit"],
    "Editor": ["submit", "approve"],
    "Publisher": ["submit", "approve", "publish", "schedule"],
}


@pytest.mark.parametrize("role", DRAFT_BUTTONS)
def test_a_drafts_buttons_are_those_the_role_may_press(client, role):
    user = log_in(client, role)
    article = ready(created_by=user)

    page = client.get(address("change", article.pk)).content.decode()

    shown = [name for name in VERBS if address("verb", article.pk, name) in page]
    assert sorted(shown) == sorted(DRAFT_BUTTONS[role])


LIVE = ["publish", "schedule", "withdraw", "schedule-withdrawal"]


@pytest.mark.parametrize("role", ["Contributor", "Editor"])
@pytest.mark.parametrize("verb", LIVE)
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_address_behind_a_publishers_button_refuses_others(client, role, verb, method):
    user = log_in(client, role)
    article = make_live_article(by=[make_author()], created_by=user)
    edit(article, headline="Changed")
    before = Publication.objects.count()

    response = getattr(client, method)(
        address("verb", article.pk, verb),
        {"confirm": "1", "reason": "Wrong.", "at": in_two_days(), "seen": article.head.number},
    )

    assert response.status_code == 403
    assert Publication.objects.count() == before


@pytest.mark.parametrize("verb", ["approve", "request-changes", "reopen"])
def test_a_contributor_reviews_nothing(client, verb):
    user = log_in(client, "Contributor")
    article = ready(created_by=user, status=Status.IN_REVIEW)

    assert client.post(address("verb", article.pk, verb), {"confirm": "1"}).status_code == 403
    article.refresh_from_db()
    assert article.status == Status.IN_REVIEW


STORY_PAGES = [
    ("change", []),
    ("revisions", []),
    ("revision", [1]),
    ("preview", [1]),
    ("preview_withdrawn", []),
    ("verb", ["submit"]),
]


@pytest.mark.parametrize(("name", "arguments"), STORY_PAGES)
def test_a_contributor_sees_nothing_of_somebody_elses_story(client, name, arguments):
    log_in(client, "Contributor")
    article = ready(headline="Secret budget")

    response = client.get(address(name, article.pk, *arguments), follow=True)

    assert "Secret budget" not in response.content.decode()


@pytest.mark.parametrize(("name", "arguments"), STORY_PAGES)
def test_nobody_without_a_login_sees_a_page_of_the_desk(client, name, arguments):
    article = ready(headline="Secret budget")

    response = client.get(address(name, article.pk, *arguments))

    assert (response.status_code, response.url.split("?")[0]) == (302, "/admin/login/")


@pytest.mark.parametrize("name", ["take", "autosave", "rescue"])
def test_a_contributor_changes_no_story_of_others(client, name):
    log_in(client, "Contributor")
    article = ready()
    arguments = [1] if name == "take" else []

    assert client.post(address(name, article.pk, *arguments), form_data(article)).status_code == 403
    assert article.revisions.count() == 1


@pytest.mark.parametrize(
    ("name", "arguments"), [("take", [1]), ("autosave", []), ("rescue", []), ("leave", [])]
)
def test_a_get_changes_nothing(client, name, arguments):
    log_in(client, "Editor")

    assert client.get(address(name, ready().pk, *arguments)).status_code == 405


def test_publishing_now_shows_the_story_first_and_does_it_when_confirmed(client):
    log_in(client, "Publisher")
    article = ready(headline="Budget")

    page = client.get(address("verb", article.pk, "publish")).content.decode()
    assert address("preview", article.pk, 1) in page
    assert "By confirming you approve it, too" in page
    assert not PublishedArticle.objects.exists()

    shown = client.get(address("verb", article.pk, "publish")).context["shown"]
    client.post(address("verb", article.pk, "publish"), {"confirm": "1", "seen": 1, "shown": shown})

    assert PublishedArticle.objects.live().get().headline == "Budget"


def test_a_time_is_spelled_out_before_it_can_be_confirmed(client):
    log_in(client, "Publisher")
    article, at = ready(), in_two_days()
    where = address("verb", article.pk, "schedule")

    unseen = client.post(where, {"at": at, "confirm": "1", "seen": 1, "shown": ""})
    assert not Publication.objects.exists()
    assert "08:30 (Asia/Singapore, UTC+08:00)" in unseen.content.decode()

    client.post(where, {"at": at, "confirm": "1", "seen": 1, "shown": unseen.context["shown"]})

    moment = timezone.localtime(Publication.objects.get().live_from)
    assert f"{moment:%Y-%m-%dT%H:%M}" == at


def test_a_time_that_is_over_is_refused_on_the_page(client):
    log_in(client, "Publisher")
    article = ready()

    page = client.post(address("verb", article.pk, "schedule"), {"at": "2020-01-01T08:00"}).content.decode()

    assert "is over. Choose a time to come." in page


def test_an_incomplete_story_has_no_button_to_confirm(client):
    log_in(client, "Publisher")
    article = make_article(standfirst="")

    page = client.get(address("verb", article.pk, "publish")).content.decode()

    assert "Write the standfirst" in page
    assert 'name="confirm"' not in page


def test_a_withdrawal_shows_the_reason_as_readers_will_read_it(client):
    log_in(client, "Publisher")
    article = make_live_article(live_from=timezone.now() - timedelta(hours=1))
    where = address("verb", article.pk, "withdraw")

    page = client.post(where, {"reason": "The document was forged.", "look": "1"})
    notice = client.get(page.context["preview"]).content.decode()
    assert "The document was forged." in notice
    client.post(
        where,
        {
            "reason": "The document was forged.",
            "confirm": "1",
            "seen": page.context["seen"],
            "shown": page.context["shown"],
        },
    )

    assert client.get(PublishedArticle.objects.first().path).status_code == 410


def test_what_is_scheduled_can_be_cancelled_by_a_publisher_alone(client):
    article = ready()
    publication = actions.publish(
        article=article, by=make_user("Publisher"), at=timezone.now() + timedelta(days=1), also_approve=True
    )
    log_in(client, "Editor")
    assert client.post(address("cancel", article.pk, publication.pk)).status_code == 403
    log_in(client, "Publisher")

    client.post(address("cancel", article.pk, publication.pk))

    assert not Publication.objects.exists()


def test_a_preview_is_private_and_its_own_address_is_nowhere_public(client):
    log_in(client, "Editor")
    article = ready(headline="Secret budget", slug="secret-budget")

    response = client.get(address("preview", article.pk, 1))

    page = response.content.decode()
    assert "<strong>Preview.</strong>" in page
    assert "Secret budget" in page
    assert "data-beacon" not in page
    assert response["Cache-Control"].startswith("no-store, private")
    assert response["X-Robots-Tag"].startswith("noindex")
    assert client.get(f"/{timezone.localtime():%Y/%m/%d}/secret-budget/").status_code == 404
    assert not PublishedArticle.objects.exists()


def test_an_automatic_save_never_changes_the_working_copy_and_comes_once_a_minute(client):
    log_in(client, "Editor")
    article = ready(headline="As saved")

    first = client.post(address("autosave", article.pk), form_data(article, headline="Typing")).json()
    second = client.post(address("autosave", article.pk), form_data(article, headline="Typing on")).json()

    article.refresh_from_db()
    kept = article.revisions.filter(kind=Revision.Kind.AUTOSAVE)
    assert [revision.content["headline"] for revision in kept] == ["Typing"]
    assert (bool(first["kept"]), second["kept"]) == (True, "")
    assert (article.headline, article.head.number) == ("As saved", 1)


def test_an_open_form_says_who_else_has_the_story_open(client):
    article = ready()
    log_in(client, "Editor", first_name="Ana", last_name="Silva")
    client.get(address("change", article.pk))
    log_in(client, "Editor")

    answer = client.post(address("autosave", article.pk), form_data(article)).json()

    assert answer["others"] == ["Ana Silva"]
    assert "Ana Silva has this story open." in client.get(address("change", article.pk)).content.decode()


def test_a_copy_from_the_browser_is_kept_beside_the_story(client):
    log_in(client, "Editor")
    article = ready(headline="As saved")

    response = client.post(address("rescue", article.pk), form_data(article, headline="From the browser"))

    assert response.url == address("revision", article.pk, 2)
    assert response.cookies["desk_saved"].value == "abc123"
    article.refresh_from_db()
    assert (article.headline, article.revisions.first().content["headline"]) == (
        "As saved",
        "From the browser",
    )


def test_a_story_never_saved_is_restored_as_a_draft(client):
    user = log_in(client, "Contributor")

    client.post(address("rescue_new"), form_data(headline="", body="<p>All my words.</p>"))

    article = Article.objects.get()
    assert (article.headline, article.body, article.created_by) == ("Untitled", "<p>All my words.</p>", user)
    assert article.head.content["body"] == "<p>All my words.</p>"


def test_tags_are_found_by_name(client):
    log_in(client, "Contributor")
    make_article(tags=["Trade", "Ports"])

    assert client.get(address("tags"), {"term": "rad"}).json() == {
        "results": [{"id": "Trade", "text": "Trade"}],
        "pagination": {"more": False},
    }
