import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError
from PIL import Image

from newsroom.masthead.models import Masthead, PolicyLink, SocialLink

pytestmark = pytest.mark.django_db


def test_a_page_has_a_masthead_before_anyone_wrote_one(django_assert_num_queries):
    with django_assert_num_queries(1):
        masthead = Masthead.current()
        assert (masthead.name, masthead.publisher) == ("Newsroom", "Newsroom")
        assert masthead.social_links == masthead.policy_links == []

    assert masthead._state.adding


def test_the_masthead_and_its_links_in_their_order_cost_one_query(django_assert_num_queries):
    ours = Masthead.objects.create(name="The Strait", publisher_name="Strait Press")
    for position, label in enumerate(["Mastodon", "Bluesky"]):
        SocialLink.objects.create(
            masthead=ours, label=label, url="https://social.example/us", position=9 - position
        )
    PolicyLink.objects.create(masthead=ours, label="Ethics", url="/ethics/", kind="ethics")

    with django_assert_num_queries(1):
        masthead = Masthead.current()
        assert [link.label for link in masthead.social_links] == ["Bluesky", "Mastodon"]
        assert [(link.url, link.schema_property) for link in masthead.policy_links] == [
            ("/ethics/", "ethicsPolicy")
        ]

    assert (masthead.name, masthead.publisher) == ("The Strait", "Strait Press")


def test_the_links_of_one_place_are_not_seen_in_the_other():
    ours = Masthead.objects.create()
    SocialLink.objects.create(masthead=ours, label="Bluesky", url="https://social.example/us")
    PolicyLink.objects.create(masthead=ours, label="Ethics", url="/ethics/")

    assert [link.label for link in SocialLink.objects.all()] == ["Bluesky"]
    assert [link.label for link in PolicyLink.objects.all()] == ["Ethics"]


def test_a_masthead_read_by_its_key_finds_its_links_too():
    ours = Masthead.objects.create()
    SocialLink.objects.create(masthead=ours, label="Bluesky", url="https://social.example/us")

    assert [link.label for link in Masthead.objects.get().social_links] == ["Bluesky"]


@pytest.mark.parametrize("key", [1, 2])
def test_there_is_only_one_masthead(key):
    Masthead.objects.create()

    with pytest.raises(IntegrityError):
        Masthead.objects.create(pk=key)


def test_the_default_becomes_the_row_when_saved():
    masthead = Masthead.current()
    masthead.name = "The Strait"
    masthead.save()

    assert Masthead.current().name == "The Strait"


@pytest.mark.parametrize(
    ("contact", "uri"),
    [
        ("security@news.example", "mailto:security@news.example"),
        ("mailto:security@news.example", "mailto:security@news.example"),
        ("https://news.example/report/", "https://news.example/report/"),
        ("", ""),
    ],
)
def test_a_security_contact_is_a_uri(contact, uri):
    masthead = Masthead(security_contact=contact)
    masthead.full_clean()

    assert masthead.security_contact_uri == uri


@pytest.mark.parametrize(
    "contact", ["ask us", "http://news.example/", "javascript:alert(1)", "https://[", "a@b@c"]
)
def test_what_is_no_contact_is_refused(contact):
    with pytest.raises(ValidationError, match="e-mail"):
        Masthead(security_contact=contact).full_clean()


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "//other.example/", "about", "https://", "/\\other.example"]
)
def test_a_link_that_leads_to_no_page_is_refused(url):
    with pytest.raises(ValidationError, match="web address"):
        SocialLink(masthead=Masthead(), label="X", url=url).clean_fields()


def test_a_logo_knows_its_size_so_that_nothing_jumps(tmp_path):
    Image.new("RGB", (120, 40)).save(tmp_path / "logo.png")
    masthead = Masthead()
    masthead.logo.save("logo.png", ContentFile((tmp_path / "logo.png").read_bytes(), "logo.png"))

    assert (masthead.logo_width, masthead.logo_height) == (120, 40)
