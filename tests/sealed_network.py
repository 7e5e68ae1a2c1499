"""Refuses every connection and every look-up of a name that would leave this machine."""

import ipaddress
import os
import socket
from urllib.parse import urlsplit


class NetworkIsSealed(BaseException):
    """Not an OSError, nor an Exception: code that expects a network to fail must not take this for such a failure."""


def seal(patch) -> None:
    """Put guards before the socket calls; `patch(owner, name, value)` sets an attribute, such as monkeypatch.setattr."""
    allowed = _addresses_of_services()
    for name in ("connect", "connect_ex"):
        patch(socket.socket, name, _guard_connect(getattr(socket.socket, name), allowed))
    patch(socket.socket, "sendto", _guard_sendto(socket.socket.sendto, allowed))
    patch(socket, "getaddrinfo", _guard_lookup(socket.getaddrinfo, allowed))


def _guard_connect(real, allowed):
    def guarded(self, address):
        _refuse_elsewhere(self.family, address, allowed)
        return real(self, address)

    return guarded


def _guard_sendto(real, allowed):
    def guarded(self, data, *flags_and_address):
        _refuse_elsewhere(self.family, flags_and_address[-1], allowed)
        return real(self, data, *flags_and_address)

    return guarded


def _guard_lookup(real, allowed):
    def guarded(host, *rest, **named):
        if host is not None and not _stays_here(host, allowed):
            raise NetworkIsSealed(f"A test asked for the address of {host!r}.")
        return real(host, *rest, **named)

    return guarded


def _refuse_elsewhere(family, address, allowed) -> None:
    if family not in {socket.AF_INET, socket.AF_INET6}:
        return
    if not _stays_here(address[0], allowed):
        raise NetworkIsSealed(f"A test tried to reach {address!r}.")


def _stays_here(host, allowed) -> bool:
    name = host.decode() if isinstance(host, bytes) else str(host)
    if name in allowed or name in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(name.split("%")[0]).is_loopback
    except ValueError:
        return False


def _addresses_of_services() -> set[str]:
    """Hosts of the database and the cache that the run was given, by name and by number."""
    hosts = {urlsplit(os.environ.get(name, "")).hostname for name in ("DATABASE_URL", "CACHE_URL")} - {
        None,
        "",
    }
    found = set(hosts)
    for host in hosts:
        found.update(str(entry[4][0]) for entry in socket.getaddrinfo(host, None))
    return found
