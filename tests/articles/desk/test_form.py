"""The story's form: one revision a save, nothing lost when two save at once, nothing public before it is published."""

import pytest

from articles.desk import actions
from articles.models import Article, PublishedArticle, Revision, Status
from articles.publishing.revisions import record
from tests.articles.desk.form_data import address, form_data
from tests.factories import (
    edit,
    make_article,
    make_author,
    make_image,
    make_live_article,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db


def log_in(client, role, **fields):
    user = make_user(role, **fields)
    client.force_login(user)
    return user


def save(client, article, **changes):
    return client.post(address("change", article.pk), form_data(article, **changes))


def test_a_new_story_gets_its_address_its_author_and_one_revision(client):
    user, author = log_in(client, "Contributor"), make_author("Ana Silva")

    client.post(
        address("add"),
        form_data(
            headline="Café reopens in 東京",
            body="<p>Words.<script>alert(1)</script></p>",
            tags=["Trade", "New tag"],
            **{
                "bylines-TOTAL_FORMS": "1",
                "bylines-0-author": author.pk,
                "bylines-0-name": "",
                "bylines-0-role": "text",
                "bylines-0-position": "",
            },
        ),
    )

    article = Article.objects.get()
    assert (article.slug, article.created_by, article.status) == ("café-reopens-in-東京", user, Status.DRAFT)
    assert [revision.number for revision in article.revisions.all()] == [1]
    content = article.head.content
    assert content["bylines"] == [{"author": author.pk, "role": "text", "name": "Ana Silva"}]
    assert (content["tags"], content["body"]) == (["New tag", "Trade"], "<p>Words.</p>")


def test_a_save_keeps_exactly_one_revision_with_who_made_it(client):
    user = log_in(client, "Editor", first_name="Edgar", last_name="Mota")
    article = make_article(by=[make_author()])

    response = save(client, article, headline="Sharper")

    assert response.status_code == 302
    article.refresh_from_db()
    assert (article.head.number, article.head.by, article.head.by_name) == (2, user, "Edgar Mota")
    assert article.head.content["headline"] == "Sharper"


def test_a_save_that_changes_nothing_keeps_no_revision(client):
    log_in(client, "Editor")
    article = make_article(by=[make_author()], body="<p>Words.</p>")

    save(client, article)

    assert article.revisions.count() == 1


def test_an_address_once_given_stays_when_the_headline_changes(client):
    log_in(client, "Editor")
    article = make_article(headline="First", slug="first")

    save(client, article, headline="Second")

    article.refresh_from_db()
    assert article.slug == "first"


def test_editing_a_live_story_leaks_nothing(client):
    log_in(client, "Editor")
    article = make_live_article(headline="Count begins")

    save(client, article, headline="Count ends")

    page = client.get(PublishedArticle.objects.get().path).content.decode()
    assert "Count begins" in page
    assert "Count ends" not in page
    form = client.get(address("change", article.pk)).content.decode()
    assert "Your working copy differs from what is live" in form
    assert "Count <del>begins</del><ins>ends</ins>" in form


def test_a_stale_save_loses_neither_text_and_the_second_editor_is_told(client):
    log_in(client, "Editor")
    article = make_article(headline="As it was", by=[make_author()])
    opened = form_data(article)
    first = make_user("Editor", first_name="Ana", last_name="Silva")
    article.headline = "Ana's headline"
    article.save()
    record(article, by=first)

    response = client.post(address("change", article.pk), opened | {"headline": "Mine"}, follow=True)

    article.refresh_from_db()
    rescued = article.revisions.get(kind=Revision.Kind.CONFLICT)
    assert (article.headline, article.head.number) == ("Ana's headline", 2)
    assert rescued.content["headline"] == "Mine"
    assert rescued.content["bylines"] == article.head.content["bylines"]
    page = response.content.decode()
    assert "Ana Silva saved this story" in page
    assert "<ins>Mine</ins>" in page
    assert "Take mine" in page


def test_the_second_editor_can_take_the_rescued_text(client):
    log_in(client, "Editor")
    article = make_article(headline="As it was")
    opened = form_data(article)
    edit(article, headline="Theirs")
    client.post(address("change", article.pk), opened | {"headline": "Mine"})
    rescued = article.revisions.get(kind=Revision.Kind.CONFLICT)

    client.post(address("take", article.pk, rescued.number), {"seen": 2})

    article.refresh_from_db()
    assert article.headline == "Mine"
    assert "Theirs" in [revision.content["headline"] for revision in article.revisions.all()]


def test_taking_a_revision_after_yet_another_save_changes_nothing(client):
    log_in(client, "Editor")
    article = make_article(headline="One")
    edit(article, headline="Two")
    edit(article, headline="Three")

    client.post(address("take", article.pk, 1), {"seen": 2})

    article.refresh_from_db()
    assert article.headline == "Three"


def test_an_approval_while_the_form_was_open_is_no_conflict(client):
    log_in(client, "Editor")
    article = make_article(headline="As it was")
    opened = form_data(article)
    actions.approve(article=article, by=make_user("Editor"))

    client.post(address("change", article.pk), opened | {"headline": "Sharper"})

    article.refresh_from_db()
    assert article.headline == "Sharper"
    assert not article.revisions.filter(kind=Revision.Kind.CONFLICT).exists()


def test_what_a_publication_needs_stands_beside_the_fields(client):
    log_in(client, "Editor")
    article = make_article(standfirst="", images=[make_image(credit="", title="Harbour")])

    page = client.get(address("change", article.pk)).content.decode()

    assert (
        '<span class="desk-need">Write the standfirst: the sentence or two under the headline.</span>' in page
    )
    assert (
        page.count("The picture “Harbour” needs a credit: whose is it?") == 2
    )  # in the panel, and at the pictures


def test_a_save_cannot_set_the_state_or_the_dates(client):
    log_in(client, "Editor")
    article = make_article()

    save(client, article, status="published", live_from="2020-01-01", approved=article.head.pk)

    article.refresh_from_db()
    assert (article.status, article.live_from, article.approved) == (Status.DRAFT, None, None)


def test_nobody_deletes_a_story(client):
    log_in(client, "Administrator", is_superuser=True)
    article = make_article()

    assert client.post(f"/admin/articles/article/{article.pk}/delete/", {"post": "yes"}).status_code == 403
    assert "Delete</a>" not in client.get(address("change", article.pk)).content.decode()


def test_the_form_costs_the_same_however_many_revisions_there_are(client, django_assert_max_num_queries):
    log_in(client, "Publisher")
    article = make_live_article(by=[make_author()], section=make_section())
    for number in range(12):
        edit(article, headline=f"Version {number}")
    client.get(address("change", article.pk))

    with django_assert_max_num_queries(40):
        client.get(address("change", article.pk))


def test_who_may_only_read_reads_the_words_not_the_markup(client):
    user = log_in(client, "Contributor")
    article = make_article(
        created_by=user,
        status=Status.IN_REVIEW,
        body="<p>All <em>words</em>.<script>x()</script></p>",
        tags=["trade"],
    )

    page = client.get(address("change", article.pk)).content.decode()

    assert '<div class="desk-read"><p>All <em>words</em>.</p></div>' in page
    assert "trade" in page
    assert 'name="headline"' not in page
    assert save(client, article, headline="Changed").status_code == 403


def test_a_contributors_text_in_review_is_not_saved_over(client):
    user = log_in(client, "Contributor")
    article = make_article(created_by=user, headline="As handed in", status=Status.IN_REVIEW)

    save(client, article, headline="Changed")

    article.refresh_from_db()
    assert (article.headline, article.revisions.count()) == ("As handed in", 1)
