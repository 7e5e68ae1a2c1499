import pytest
from django.urls import reverse
from taggit.models import Tag

from articles.desk.tags import merge_tags
from articles.models import ListingEntry, PublishedArticle
from articles.publishing.door import publish
from articles.publishing.edition import current
from articles.publishing.rebuild import rebuild_site
from articles.publishing.revisions import restore
from authors.models import Partner
from newsroom.masthead.models import Masthead
from newsroom.redirects.models import Redirect
from tests.factories import make_live_article, make_partner, make_user

pytestmark = pytest.mark.django_db
NO_FEEDS = {"feeds-TOTAL_FORMS": 0, "feeds-INITIAL_FORMS": 0}


@pytest.fixture
def desk(client):
    client.force_login(make_user("Administrator"))
    return client


def partner_fields(partner, **given):
    return {
        "name": partner.name,
        "slug": partner.slug,
        "url": partner.url,
        "credit_wording": partner.credit_wording,
        "canonical_policy": partner.canonical_policy,
        "window_days": 30,
        **NO_FEEDS,
    } | given


# --- partners ---


def test_a_new_credit_wording_reaches_the_partners_stories(desk):
    partner = make_partner("Institute of Oceans")
    make_live_article(partner=partner, source_url="https://institute.example/a")

    desk.post(
        reverse("admin:authors_partner_change", args=[partner.pk]),
        partner_fields(partner, credit_wording="Shared by {name}"),
    )

    assert PublishedArticle.objects.get().partner_credit["text"] == "Shared by Institute of Oceans"


def test_a_rotated_token_gives_new_addresses_and_kills_the_old(desk):
    partner = make_partner()
    page, before = reverse("admin:authors_partner_change", args=[partner.pk]), current().number

    old = f"/syndication/{partner.token}/feed.rss"
    shown = old in desk.get(page).content.decode()
    desk.post(reverse("admin:authors_partner_rotate", args=[partner.pk]))
    html = desk.get(page).content.decode()

    assert shown
    assert old not in html
    assert f"https://news.example/syndication/{Partner.objects.get().token}/feed.atom" in html
    assert current().number > before


def test_only_who_may_change_partners_sees_or_rotates_the_token(client):
    client.force_login(make_user("Publisher"))
    partner = make_partner()

    html = client.get(reverse("admin:authors_partner_change", args=[partner.pk])).content.decode()
    rotate = client.post(reverse("admin:authors_partner_rotate", args=[partner.pk]))

    assert partner.name in html
    assert partner.token not in html
    assert rotate.status_code == 403
    assert Partner.objects.get().token == partner.token


def test_a_partner_whose_stories_we_carry_cannot_be_deleted(desk):
    partner = make_partner()
    make_live_article(partner=partner)

    answer = desk.post(
        reverse("admin:authors_partner_delete", args=[partner.pk]), {"post": "yes"}, follow=True
    )

    assert "1 article names this partner." in str(next(iter(answer.context["messages"])))


# --- tags ---


def test_a_renamed_tag_is_shown_by_its_new_name_and_its_old_address_leads_there(desk):
    story = make_live_article(tags=["Trade"])
    tag = Tag.objects.get()
    no_names = {"former_names-TOTAL_FORMS": 0, "former_names-INITIAL_FORMS": 0}

    desk.post(
        reverse("admin:taggit_tag_change", args=[tag.pk]),
        {"name": "Commerce", "slug": "commerce", **no_names},
    )

    assert PublishedArticle.objects.get().tags == [{"name": "Commerce", "slug": "commerce"}]
    assert ListingEntry.objects.filter(list="tag/commerce").count() == 1
    assert Redirect.objects.get(old_path="/tags/trade/").new_path == "/tags/commerce/"
    restore(story, story.head, by=None)
    assert list(Tag.objects.values_list("name", flat=True)) == ["Commerce"]


def test_merged_tags_are_one_on_every_page_and_after_a_rebuild():
    both, one = make_live_article(tags=["Trade", "Commerce"]), make_live_article(tags=["Commerce"])
    trade, commerce = Tag.objects.get(name="Trade"), Tag.objects.get(name="Commerce")

    merge_tags([commerce, trade], into=trade)
    publish(one.head)
    rebuild_site()

    wanted = [{"name": "Trade", "slug": "trade"}]
    assert [row.tags for row in PublishedArticle.objects.all()] == [wanted] * 3
    assert list(both.tags.names()) == list(one.tags.names()) == ["Trade"]
    assert not ListingEntry.objects.filter(list="tag/commerce").exists()
    assert Redirect.objects.get(old_path="/tags/commerce/").new_path == "/tags/trade/"


def test_the_desk_asks_which_tag_stays(desk):
    make_live_article(tags=["Trade", "Commerce"])
    tags = list(Tag.objects.values_list("pk", flat=True))
    trade = Tag.objects.get(name="Trade")
    chosen = {"action": "merge_selected", "_selected_action": tags}

    asked = desk.post(reverse("admin:taggit_tag_changelist"), chosen)
    desk.post(reverse("admin:taggit_tag_changelist"), chosen | {"into": trade.pk})

    assert asked.context["title"] == "Merge tags"
    assert list(Tag.objects.all()) == [trade]


def test_a_tag_that_stories_carry_is_merged_not_deleted(desk):
    make_live_article(tags=["Trade"])

    answer = desk.post(
        reverse("admin:taggit_tag_delete", args=[Tag.objects.get().pk]), {"post": "yes"}, follow=True
    )

    assert "Merge it" in str(next(iter(answer.context["messages"])))
    assert Tag.objects.exists()


# --- masthead and redirects ---


def masthead_fields(**given):
    whole = {f"{place}-TOTAL_FORMS": 0 for place in ("links", "links-2")}
    return {"name": "The Strait", **whole, "links-INITIAL_FORMS": 0, "links-2-INITIAL_FORMS": 0} | given


def test_the_masthead_is_one_row_with_its_links(desk):
    first = desk.get(reverse("admin:masthead_masthead_changelist"))
    link = {"links-TOTAL_FORMS": 1, "links-0-network": "bluesky", "links-0-label": "Bluesky"}
    before = current().number

    desk.post(
        first.url, masthead_fields(**link, **{"links-0-url": "https://bsky.app/x", "links-0-position": 0})
    )
    then = desk.get(reverse("admin:masthead_masthead_changelist"))

    assert first.url.endswith("/add/")
    assert then.url.endswith("/1/change/")
    masthead = Masthead.current()
    assert (masthead.name, [link.label for link in masthead.social_links]) == ("The Strait", ["Bluesky"])
    assert current().number > before
    assert desk.get(reverse("admin:masthead_masthead_add")).status_code == 403


def test_a_redirect_works_from_the_moment_it_is_saved(desk):
    before = current().number

    desk.post(
        reverse("admin:redirects_redirect_add"),
        {"old_path": "/old/", "new_path": "/authors/", "permanent": "on"},
    )

    assert Redirect.objects.get().new_path == "/authors/"
    assert current().number > before


def test_a_redirect_in_a_circle_is_refused_at_the_field(desk):
    answer = desk.post(reverse("admin:redirects_redirect_add"), {"old_path": "//x", "new_path": "/b/"})

    assert "begin with one slash" in answer.context["adminform"].form.errors["old_path"][0]


@pytest.mark.parametrize("name", ["authors_partner", "taggit_tag", "redirects_redirect"])
def test_the_lists_open(desk, name):
    make_live_article(partner=make_partner(), tags=["Trade"])
    Redirect.objects.create(old_path="/a/", new_path="/b/")

    page = desk.get(reverse(f"admin:{name}_changelist"))

    assert len(page.context["cl"].result_list) == 1
