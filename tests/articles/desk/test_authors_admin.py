import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.desk.merging import MergeRefused, merge
from articles.models import Byline, ListingEntry, PublishedArticle
from articles.publishing.edition import current
from authors.models import Author, AuthorName
from newsroom.lib.imaging import open_untrusted
from newsroom.redirects.models import Redirect
from tests.factories import make_article, make_author, make_live_article, make_user
from tests.pictures import picture_file

pytestmark = pytest.mark.django_db
NO_SPELLINGS = {"other_names-TOTAL_FORMS": 0, "other_names-INITIAL_FORMS": 0}


@pytest.fixture
def desk(client):
    client.force_login(make_user("Editor"))
    return client


def change(desk, author, **given):
    fields = {"name": author.name, "slug": author.slug, "kind": "guest"} | NO_SPELLINGS | given
    return desk.post(reverse("admin:authors_author_change", args=[author.pk]), fields)


def test_a_merge_leads_everything_to_the_other_and_leaves_names_as_printed():
    ana, a_silva = make_author("Ana Silva"), make_author("A. Silva")
    story = make_live_article(by=[a_silva])
    before = current().number

    merge(a_silva, into=ana)

    byline = PublishedArticle.objects.get(article=story).bylines[0]
    assert (byline["name"], byline["author"], byline["path"]) == ("A. Silva", ana.pk, "/authors/ana-silva/")
    assert Byline.objects.get().author == ana
    assert Byline.objects.get().name == "A. Silva"
    assert ListingEntry.objects.filter(list=f"author/{ana.pk}").count() == 1
    assert not ListingEntry.objects.filter(list=f"author/{a_silva.pk}").exists()
    assert Redirect.objects.get(old_path="/authors/a-silva/").new_path == "/authors/ana-silva/"
    assert list(ana.other_names.values_list("name", flat=True)) == ["A. Silva"]
    assert current().number > before


def test_an_article_that_credits_both_keeps_both_bylines_and_both_lead_to_one_page():
    ana, a_silva = make_author("Ana Silva"), make_author("A. Silva")
    make_live_article(by=[ana, a_silva])

    merge(a_silva, into=ana)

    row = PublishedArticle.objects.get()
    assert [byline["name"] for byline in row.bylines] == ["Ana Silva", "A. Silva"]
    assert {byline["author"] for byline in row.bylines} == {ana.pk}
    assert ListingEntry.objects.filter(list=f"author/{ana.pk}").count() == 1


def test_merging_again_leads_straight_to_the_last():
    first, second, third = make_author("A. S."), make_author("A. Silva"), make_author("Ana Silva")
    make_live_article(by=[first])

    merge(first, into=second)
    merge(second, into=third)

    assert PublishedArticle.objects.get().bylines[0]["author"] == third.pk
    assert set(Redirect.objects.values_list("old_path", "new_path")) == {
        (first.get_absolute_url(), third.get_absolute_url()),
        (second.get_absolute_url(), third.get_absolute_url()),
    }
    assert Author.objects.get(pk=first.pk).merged_into == third


def test_a_merge_that_makes_no_sense_is_refused_in_words():
    ana, a_silva, ben = make_author("Ana Silva"), make_author("A. Silva"), make_author("Ben")
    merge(a_silva, into=ana)

    for author, into, said in [
        (ana, ana, "same author"),
        (a_silva, ben, "already"),
        (ben, a_silva, "choose that"),
    ]:
        with pytest.raises(MergeRefused, match=said):
            merge(author, into=into)


def test_the_desk_asks_before_it_merges(desk):
    ana, a_silva = make_author("Ana Silva"), make_author("A. Silva")
    make_live_article(by=[a_silva])
    page = reverse("admin:authors_author_merge", args=[a_silva.pk])

    asked = desk.post(page, {"into": ana.pk})
    still = Author.objects.get(pk=a_silva.pk).merged_into
    desk.post(page, {"into": ana.pk, "confirmed": "yes"})

    assert (asked.context["would"].bylines, asked.context["would"].stories) == (1, 1)
    assert asked.context["would"].spellings == ["A. Silva"]
    assert still is None
    assert Author.objects.get(pk=a_silva.pk).merged_into == ana


def test_merging_needs_the_permission(client):
    client.force_login(make_user("Contributor"))

    assert client.get(reverse("admin:authors_author_merge", args=[make_author().pk])).status_code == 403


def test_a_new_address_leads_from_the_old_and_reaches_the_bylines(desk):
    ana = make_author("Ana Silva")
    make_live_article(by=[ana])

    change(desk, ana, name="Ana da Silva", slug="ana-da-silva")

    byline = PublishedArticle.objects.get().bylines[0]
    assert (byline["name"], byline["path"]) == ("Ana Silva", "/authors/ana-da-silva/")
    assert Redirect.objects.get().new_path == "/authors/ana-da-silva/"


def test_a_new_biography_raises_the_edition(desk):
    before = current().number

    change(desk, make_author("Ana"), bio="She writes.")

    assert current().number > before


def test_a_portrait_is_kept_small_and_without_its_place_and_needs_a_credit(desk):
    ana = make_author("Ana")
    portrait = picture_file(size=(1200, 1600), gps=True)

    refused = change(desk, ana, portrait=SimpleUploadedFile("a.jpg", portrait))
    change(desk, ana, portrait=SimpleUploadedFile("a.jpg", portrait), portrait_credit="Ben Ode")

    assert "portrait_credit" in refused.context["adminform"].form.errors
    ana.refresh_from_db()
    with ana.portrait.open("rb") as file:
        kept = open_untrusted(file.read())
    assert (kept.width, kept.has_gps, kept.content_type) == (480, False, "image/webp")


def test_a_portrait_that_is_no_picture_is_refused_at_the_field(desk):
    answer = change(
        desk, make_author("Ana"), portrait=SimpleUploadedFile("a.jpg", b"hello"), portrait_credit="B"
    )

    assert answer.context["adminform"].form.errors["portrait"] == [
        "This is not a picture. Use a JPEG, PNG, WebP, GIF, TIFF or AVIF file."
    ]


@pytest.mark.parametrize("search", ["Zolnerowich", "żołnierowicz", "ZOLNIEROWICZ"])
def test_authors_are_found_by_any_spelling(desk, search):
    found = make_author("Żołnierowicz")
    AuthorName.objects.create(author=found, name="Zolnerowich")
    AuthorName.objects.create(author=found, name="Żołnierowicz")
    make_author("Somebody Else")

    page = desk.get(reverse("admin:authors_author_changelist"), {"q": search})

    assert [author.pk for author in page.context["cl"].result_list] == [found.pk]


def test_merged_authors_are_offered_nowhere(desk):
    ana, a_silva = make_author("Ana Silva"), make_author("A. Silva")
    merge(a_silva, into=ana)

    answer = desk.get(
        reverse("admin:autocomplete"),
        {"app_label": "articles", "model_name": "byline", "field_name": "author", "term": "silva"},
    )
    page = desk.get(reverse("admin:authors_author_changelist"))

    assert [choice["text"] for choice in answer.json()["results"]] == ["Ana Silva"]
    assert [author.name for author in page.context["cl"].result_list] == ["Ana Silva"]


def test_an_author_who_is_credited_cannot_be_deleted(client):
    client.force_login(make_user("Administrator"))
    ana = make_author("Ana")
    make_article(by=[ana])

    answer = client.post(reverse("admin:authors_author_delete", args=[ana.pk]), {"post": "yes"}, follow=True)

    assert "Stories credit this author." in str(next(iter(answer.context["messages"])))
    assert Author.objects.exists()


@pytest.mark.parametrize("count", [1, 9])
def test_the_list_costs_the_same_for_one_author_and_many(desk, django_assert_num_queries, count):
    for _ in range(count):
        make_article(by=[make_author()])
    desk.get(reverse("admin:authors_author_changelist"))

    with django_assert_num_queries(6):
        page = desk.get(reverse("admin:authors_author_changelist"))

    assert [author.article_count for author in page.context["cl"].result_list] == [1] * count
