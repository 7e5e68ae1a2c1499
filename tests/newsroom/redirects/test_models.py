import pytest
from django.core.exceptions import ValidationError

from newsroom.redirects.models import Redirect

pytestmark = pytest.mark.django_db


def test_an_editor_may_paste_a_full_old_address():
    redirect = Redirect(old_path="https://news.example/2019/%E6%B5%B7/", new_path=" /2019/海洋/ ")

    redirect.full_clean()

    assert (redirect.old_path, redirect.new_path) == ("/2019/海/", "/2019/海洋/")


def test_both_wrong_addresses_are_told_at_once():
    with pytest.raises(ValidationError) as refused:
        Redirect(old_path="old", new_path="javascript:alert(1)").full_clean()

    assert set(refused.value.message_dict) == {"old_path", "new_path"}


def test_a_redirect_to_a_redirect_is_refused():
    Redirect.objects.create(old_path="/b/", new_path="/c/")

    with pytest.raises(ValidationError, match="moved too"):
        Redirect(old_path="/a/", new_path="/b/").full_clean()


def test_a_redirect_to_itself_is_refused():
    with pytest.raises(ValidationError, match="lead to itself"):
        Redirect(old_path="/a/", new_path="/a/").full_clean()
