"""The suite proves that it can't reach anyone."""

import asyncio
import socket

import httpcore
import pytest

from tests.sealed_network import NetworkIsSealed

ELSEWHERE = ("198.51.100.7", 80)  # TEST-NET-2, RFC 5737: nobody's


@pytest.mark.parametrize("deed", ["connect", "connect_ex"])
def test_connecting_elsewhere_is_refused(deed):
    with socket.socket() as plug, pytest.raises(NetworkIsSealed):
        getattr(plug, deed)(ELSEWHERE)


def test_sending_a_datagram_elsewhere_is_refused():
    with socket.socket(type=socket.SOCK_DGRAM) as plug, pytest.raises(NetworkIsSealed):
        plug.sendto(b"hello", ELSEWHERE)


def test_connecting_elsewhere_over_ipv6_is_refused():
    with socket.socket(socket.AF_INET6) as plug, pytest.raises(NetworkIsSealed):
        plug.connect(("2001:db8::7", 80))


def test_asking_for_the_address_of_a_name_is_refused():
    with pytest.raises(NetworkIsSealed):
        socket.getaddrinfo("news.example", 443)


def test_the_http_client_of_the_project_is_refused():
    with pytest.raises(NetworkIsSealed):
        httpcore.request("GET", "http://198.51.100.7/")


def test_asynchronous_code_is_refused():
    with pytest.raises(NetworkIsSealed):
        asyncio.run(asyncio.open_connection(*ELSEWHERE))


def test_a_server_on_this_machine_is_reached():
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as plug,
    ):
        assert plug.getpeername() == server.getsockname()
