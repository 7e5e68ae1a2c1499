import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.desk.sections import save_section
from articles.models import ListingEntry, PublishedArticle, Section
from articles.publishing.edition import current
from articles.publishing.rebuild import rebuild_site
from newsroom.redirects.models import Redirect
from tests.factories import make_article, make_author, make_live_article, make_section, make_user

pytestmark = pytest.mark.django_db
NO_POLICY = {"comment_policy-TOTAL_FORMS": 0, "comment_policy-INITIAL_FORMS": 0}


@pytest.fixture
def desk(client):
    client.force_login(make_user("Administrator"))
    return client


def change(desk, section, model="section", **given):
    fields = {
        "name": section.name,
        "slug": section.slug,
        "parent": section.parent_id or "",
        "kind": section.kind,
        "position": 100,
        "in_navigation": "on",
        **NO_POLICY,
    } | given
    return desk.post(reverse(f"admin:articles_{model}_change", args=[section.pk]), fields)


def errors_of(response) -> dict:
    return response.context["adminform"].form.errors


def test_moving_a_section_moves_the_addresses_inside_it_and_keeps_the_old_ones(desk):
    asia, world = make_section("Asia"), make_section("World")
    east = make_section("East Asia", parent=asia)
    korea = make_section("Korea", parent=east)

    change(desk, east, parent=world.pk)

    east.refresh_from_db()
    korea.refresh_from_db()
    assert (east.path, korea.path) == ("world/east-asia", "world/east-asia/korea")
    moved = dict(Redirect.objects.values_list("old_path", "new_path"))
    assert moved["/asia/east-asia/"] == "/world/east-asia/"
    assert moved["/asia/east-asia/korea/"] == "/world/east-asia/korea/"
    assert moved["/asia/east-asia/feed.rss"] == "/world/east-asia/feed.rss"


def test_stories_of_a_moved_section_are_listed_under_its_new_parents(desk):
    asia, world = make_section("Asia"), make_section("World")
    east = make_section("East Asia", parent=asia)
    make_live_article(section=make_section("Korea", parent=east))
    before = current().number

    change(desk, east, parent=world.pk)

    assert not ListingEntry.objects.filter(list=f"section/{asia.pk}").exists()
    assert ListingEntry.objects.filter(list=f"section/{world.pk}").count() == 1
    assert ListingEntry.objects.filter(list=f"section/{east.pk}").count() == 1
    assert current().number > before


def test_the_lists_after_a_move_are_those_of_a_rebuild(desk):
    asia, world = make_section("Asia"), make_section("World")
    deep = make_section("Deep", parent=make_section("Between", parent=world))
    east = make_section("East Asia", parent=asia)
    for section in (asia, east, make_section("Korea", parent=east), deep, world):
        make_live_article(section=section, by=[make_author()], tags=["Ports"])

    change(desk, east, parent=deep.pk)

    moved = sorted(ListingEntry.objects.values_list())
    rebuild_site()
    assert sorted(ListingEntry.objects.values_list()) == moved
    assert ListingEntry.objects.filter(list=f"section/{world.pk}").count() == 4


def test_a_move_costs_as_many_statements_for_many_stories_as_for_one(desk):
    world, counts = make_section("World"), []
    for name, stories in (("Asia", 1), ("Europe", 12)):
        within = make_section(f"East {name}", parent=make_section(name))
        for _ in range(stories):
            make_live_article(section=within)
        within.parent = world

        with CaptureQueriesContext(connection) as asked:
            save_section(within)
        counts.append(len(asked))

    assert counts[0] == counts[1] < 30


def test_renaming_there_and_back_leaves_the_address_a_page(desk):
    asia = make_section("Asia")

    change(desk, asia, slug="orient")
    change(desk, asia, slug="asia")

    assert not Redirect.objects.filter(old_path="/asia/").exists()
    assert Redirect.objects.get(old_path="/orient/").new_path == "/asia/"


def test_a_new_name_raises_the_edition_and_moves_nothing(desk):
    asia, before = make_section("Asia"), current().number

    change(desk, asia, name="Asia and Oceania", slug="asia")

    assert current().number > before
    assert not Redirect.objects.exists()


@pytest.mark.parametrize("slug", ["admin", "tags", "2024", "sitemap-news"])
def test_reserved_words_are_refused_at_the_field(desk, slug):
    assert "reserved word" in errors_of(change(desk, make_section("Asia"), slug=slug))["slug"][0]


def test_a_section_cannot_lie_inside_itself(desk):
    asia = make_section("Asia")
    east = make_section("East Asia", parent=asia)

    assert errors_of(change(desk, asia, parent=east.pk))["parent"] == ["A section cannot lie inside itself."]


def test_a_move_that_would_nest_too_deep_is_refused(desk):
    deep = make_section("A")
    for name in "BCD":
        deep = make_section(name, parent=deep)
    wide = make_section("Wide")
    make_section("Inside", parent=wide)

    assert "deeper than 5 levels" in errors_of(change(desk, wide, parent=deep.pk))["parent"][0]


@pytest.mark.parametrize(
    ("use", "said"),
    [
        ("article", "1 article lies in it."),
        ("child", "1 section lies inside it."),
        ("record", "Stories that were published in it are on record."),
    ],
)
def test_a_section_in_use_cannot_be_deleted(desk, use, said):
    asia = make_section("Asia")
    if use == "article":
        make_article(section=asia)
    elif use == "child":
        make_section("East Asia", parent=asia)
    else:
        story = make_live_article(section=asia)
        story.section = None
        story.save()

    answer = desk.post(reverse("admin:articles_section_delete", args=[asia.pk]), {"post": "yes"}, follow=True)

    assert said in str(next(iter(answer.context["messages"])))
    assert Section.objects.filter(pk=asia.pk).exists()


def test_an_unused_section_can_go(desk):
    asia, before = make_section("Asia"), current().number

    desk.post(reverse("admin:articles_section_delete", args=[asia.pk]), {"post": "yes"})

    assert not Section.objects.exists()
    assert current().number > before


def test_regions_have_an_admin_of_their_own_and_are_made_as_regions(desk):
    make_section("Trade", kind="topic")

    desk.post(
        reverse("admin:articles_region_add"),
        {"name": "Africa", "slug": "africa", "position": 100} | NO_POLICY,
    )
    page = desk.get(reverse("admin:articles_region_changelist"))

    assert [region.name for region in page.context["cl"].result_list] == ["Africa"]
    assert Section.objects.get(slug="africa").kind == "region"


@pytest.mark.parametrize("count", [1, 8])
def test_the_tree_costs_the_same_for_one_section_and_many(desk, django_assert_num_queries, count):
    parent = None
    for number in range(count):
        parent = make_section(parent=parent if number % 4 else None)
        make_article(section=parent)
    desk.get(reverse("admin:articles_section_changelist"))

    with django_assert_num_queries(7):
        page = desk.get(reverse("admin:articles_section_changelist"))

    paths = [section.path for section in page.context["cl"].result_list]
    assert paths == sorted(paths)
    assert len(paths) == count


def test_the_public_rows_keep_their_words_when_a_section_moves(desk):
    asia, world = make_section("Asia"), make_section("World")
    make_live_article(section=asia)
    before = PublishedArticle.objects.values().get()

    change(desk, asia, parent=world.pk)

    assert PublishedArticle.objects.values().get() == before
