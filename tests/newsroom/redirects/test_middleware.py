import pytest
from django.http import HttpResponse, HttpResponseGone, HttpResponseNotFound
from django.test import RequestFactory

from newsroom.redirects.middleware import RedirectMiddleware
from newsroom.redirects.moves import keep_old_address

pytestmark = pytest.mark.django_db
request = RequestFactory()


def nothing_found(request):
    return HttpResponseNotFound(b"nothing here")


def test_a_moved_address_leads_on_and_browsers_do_not_remember_it_for_long():
    keep_old_address(old_path="/old/", new_path="/2024/05/04/new/")

    answer = RedirectMiddleware(nothing_found)(request.get("/old/"))

    assert (answer.status_code, answer["Location"]) == (301, "/2024/05/04/new/")
    assert "max-age=600" in answer["Cache-Control"]


def test_a_temporary_move_is_told_as_such():
    keep_old_address(old_path="/old/", new_path="/new/", permanent=False)

    assert RedirectMiddleware(nothing_found)(request.get("/old/")).status_code == 302


def test_a_headline_in_chinese_fits_and_is_encoded_for_the_way():
    path = "/2024/05/04/" + "海" * 150 + "/"
    keep_old_address(old_path=path, new_path="/2024/05/04/海洋/")

    answer = RedirectMiddleware(nothing_found)(request.get(path))

    assert answer["Location"] == "/2024/05/04/%E6%B5%B7%E6%B4%8B/"


def test_an_accent_written_in_two_signs_is_the_same_address():
    keep_old_address(old_path="/caf\u00e9/", new_path="/new/")

    assert RedirectMiddleware(nothing_found)(request.get("/cafe\u0301/")).status_code == 301


def test_an_address_without_its_last_slash_is_one_step_away():
    keep_old_address(old_path="/old/", new_path="/new/")

    assert RedirectMiddleware(nothing_found)(request.get("/old"))["Location"] == "/new/"


def test_an_old_systems_address_with_a_query_is_told_from_its_neighbours():
    keep_old_address(old_path="/story.php?id=12", new_path="/twelve/")
    keep_old_address(old_path="/story.php?id=13", new_path="/thirteen/")

    assert RedirectMiddleware(nothing_found)(request.get("/story.php?id=13"))["Location"] == "/thirteen/"
    assert RedirectMiddleware(nothing_found)(request.get("/story.php?id=14")).status_code == 404


def test_the_readers_query_travels_along():
    keep_old_address(old_path="/old/", new_path="/new/")

    assert (
        RedirectMiddleware(nothing_found)(request.get("/old/?before=abc"))["Location"] == "/new/?before=abc"
    )


@pytest.mark.parametrize("given", [HttpResponse("a page"), HttpResponseGone("withdrawn")])
def test_a_page_that_answers_is_never_looked_up(given, django_assert_num_queries):
    keep_old_address(old_path="/old/", new_path="/new/")

    with django_assert_num_queries(0):
        answer = RedirectMiddleware(lambda request: given)(request.get("/old/"))

    assert answer is given


def test_a_form_sent_to_a_moved_address_is_not_sent_on():
    keep_old_address(old_path="/old/", new_path="/new/")

    assert RedirectMiddleware(nothing_found)(request.post("/old/")).status_code == 404


@pytest.mark.parametrize("path", ["/%00/", "/" + "a" * 2000 + "/", "/%ff%fe/"])
def test_a_hostile_address_is_not_found_and_nothing_more(path):
    assert RedirectMiddleware(nothing_found)(request.get(path)).status_code == 404
