import pytest
from playwright.sync_api import Error

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_the_page_reaches_the_running_site_and_nobody_else(page):
    assert page.goto("/healthz").text() == "alive\n"
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://news.example/")
