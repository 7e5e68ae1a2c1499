import pytest
from django.db import IntegrityError, transaction

from newsroom.redirects.models import Redirect
from newsroom.redirects.moves import keep_old_address, keep_old_addresses

pytestmark = pytest.mark.django_db


def kept() -> dict[str, str]:
    return dict(Redirect.objects.values_list("old_path", "new_path"))


def test_an_address_that_moves_twice_is_one_step_away():
    keep_old_address(old_path="/a/", new_path="/b/")
    keep_old_address(old_path="/b/", new_path="/c/")

    assert kept() == {"/a/": "/c/", "/b/": "/c/"}


def test_moving_back_leaves_no_circle():
    keep_old_address(old_path="/a/", new_path="/b/")
    keep_old_address(old_path="/b/", new_path="/a/")

    assert kept() == {"/b/": "/a/"}


def test_an_address_that_did_not_move_leads_nowhere():
    keep_old_address(old_path="/a/", new_path="/a/")

    assert kept() == {}


def test_an_old_address_leads_to_the_latest_page_it_was_given():
    keep_old_address(old_path="/a/", new_path="/b/")
    keep_old_address(old_path="/a/", new_path="/c/", permanent=False)

    assert Redirect.objects.values_list("old_path", "new_path", "permanent").get() == ("/a/", "/c/", False)


def test_two_pages_that_change_places_both_stay():
    keep_old_addresses({"/a/": "/b/", "/b/": "/a/"})

    assert kept() == {}


def test_many_moves_cost_few_statements(django_assert_max_num_queries):
    moves = {f"/old-{number}/": f"/new-{number}/" for number in range(1000)}

    with django_assert_max_num_queries(14):
        keep_old_addresses(moves)

    assert kept() == moves


def test_one_bad_address_among_many_keeps_none():
    with pytest.raises(ValueError, match="slash"):
        keep_old_addresses({"/good/": "/new/", "bad": "/new/"})

    assert kept() == {}


def test_the_database_refuses_an_address_that_leads_to_itself():
    with pytest.raises(IntegrityError), transaction.atomic():
        Redirect.objects.create(old_path="/a/", new_path="/a/")
