import pytest
from django.test import RequestFactory

from newsroom.client_address import client_address

request = RequestFactory()


@pytest.mark.parametrize(
    ("behind_proxy", "headers", "address"),
    [
        (False, {}, "192.0.2.1"),
        (False, {"HTTP_X_FORWARDED_FOR": "198.51.100.9"}, "192.0.2.1"),
        (True, {"HTTP_X_FORWARDED_FOR": "203.0.113.5"}, "203.0.113.5"),
        (True, {"HTTP_X_FORWARDED_FOR": "198.51.100.9, 203.0.113.5"}, "203.0.113.5"),
        (True, {}, "192.0.2.1"),
    ],
)
def test_only_what_the_proxy_itself_wrote_is_believed(settings, behind_proxy, headers, address):
    settings.BEHIND_PROXY = behind_proxy

    assert client_address(request.get("/", REMOTE_ADDR="192.0.2.1", **headers)) == address
