"""A network that is none: names answer as a test says, and connections are only noted."""

import httpcore
import pytest


@pytest.fixture
def dialled(monkeypatch):
    """The numbers a connection was tried to; none is made."""
    numbers = []

    def connect(self, host, *args, **more):
        numbers.append(host)
        raise httpcore.ConnectError("not in a test")

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    return numbers
