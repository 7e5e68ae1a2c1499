"""Outbound HTTP to addresses that strangers give us: feeds, pictures, pages of partners.

Built on httpcore, the layer under httpx, as its connection pool takes a network backend as a public argument: ours
resolves a name once, checks what came out and connects to exactly that number, so a name that changes its answer
between check and connection (DNS rebinding) gains nothing. TLS still checks the certificate against the name.
Neither proxies nor anything else is taken from the environment.
"""

import functools
import http
import ssl
import time
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin

import httpcore

from newsroom.lib.fetch_addresses import FetchRefused, WebAddress, read_address, resolve

__all__ = ["FetchRefused", "Fetched", "fetch"]

MAX_BYTES = 10 * 1024 * 1024
MAX_REDIRECTS = 5
USER_AGENT = "Newsroom"
_REDIRECTS = {301, 302, 303, 307, 308}
_PERMANENT = {301, 308}
_MOST_ADDRESSES_TRIED = 3


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: `status` 200, or 304 with an empty body when nothing has changed since.

    `etag` and `modified` are the validators to send next time, exactly as the server wrote them (RFC 9110, 8.8).
    `permanent` is whether there were redirects and all said 301 or 308, so that `final_url` may replace the address.
    """

    status: int
    body: bytes
    content_type: str
    etag: str
    modified: str
    final_url: str
    permanent: bool


def fetch(
    url: str,
    *,
    etag: str = "",
    modified: str = "",
    max_bytes: int = MAX_BYTES,
    timeout: float = 10,
    allow_loopback: bool = False,
) -> Fetched:
    """What is at the address. `timeout` is in seconds, from the first look-up to the last byte.

    `max_bytes` counts the body unpacked. `allow_loopback` is for tests: this machine, on any port.
    Raises FetchRefused, and nothing else, when the address, an address it redirects to or the answer is not acceptable.
    """
    deadline = time.monotonic() + timeout
    address = read_address(url, allow_loopback=allow_loopback)
    headers = _request_headers(etag, modified)
    statuses: list[int] = []
    with _pool(deadline, allow_loopback) as pool:
        while len(statuses) <= MAX_REDIRECTS:
            status, answered, body = _answer(pool, address, headers, max_bytes, deadline)
            if status not in _REDIRECTS:
                permanent = bool(statuses) and set(statuses) <= _PERMANENT
                return _fetched(status, answered, body, address, permanent, etag=etag, modified=modified)
            statuses.append(status)
            address = _next_address(address, answered.get("location", ""), allow_loopback)
    raise FetchRefused(f"The address redirects more than {MAX_REDIRECTS} times.")


def _request_headers(etag: str, modified: str) -> list[tuple[str, str]]:
    headers = [
        ("User-Agent", USER_AGENT),
        ("Accept", "*/*"),
        ("Accept-Encoding", "gzip"),
        ("Connection", "close"),
    ]
    for name, value in (("If-None-Match", etag), ("If-Modified-Since", modified)):
        if value and value.isprintable() and value.isascii():
            headers.append((name, value))
    return headers


def _pool(deadline: float, allow_loopback: bool) -> httpcore.ConnectionPool:
    backend = _CheckedBackend(deadline, allow_loopback)
    return httpcore.ConnectionPool(ssl_context=_tls(), network_backend=backend, max_keepalive_connections=0)


@functools.cache
def _tls() -> ssl.SSLContext:
    return httpcore.default_ssl_context()


def _answer(
    pool: httpcore.ConnectionPool,
    address: WebAddress,
    headers: list[tuple[str, str]],
    max_bytes: int,
    deadline: float,
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers by lower-case name, and the body of a 200. Every failure becomes a FetchRefused."""
    url = httpcore.URL(
        scheme=address.scheme, host=_bracketed(address.host), port=address.port, target=address.target
    )
    try:
        with pool.stream("GET", url, headers=headers) as response:
            answered = {
                name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers
            }
            body = (
                _body(response.iter_stream(), answered, max_bytes, deadline)
                if response.status == 200
                else b""
            )
            return response.status, answered, body
    except FetchRefused:
        raise
    except httpcore.TimeoutException as error:
        raise FetchRefused("The server took too long.") from error
    except (httpcore.ProtocolError, zlib.error) as error:
        raise FetchRefused("The server's answer is malformed.") from error
    except (httpcore.NetworkError, ssl.SSLError, OSError) as error:
        raise FetchRefused("The connection to the server failed.") from error


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _body(stream: Iterable[bytes], answered: dict[str, str], max_bytes: int, deadline: float) -> bytes:
    too_large = FetchRefused(f"The answer is larger than {max_bytes:,} bytes.")
    announced = answered.get("content-length", "")
    if announced.isdecimal() and int(announced[:20]) > max_bytes:
        raise too_large
    body = bytearray()
    for piece in _unpacked(stream, answered.get("content-encoding", "").strip().lower(), max_bytes + 1):
        body += piece
        if len(body) > max_bytes:
            raise too_large
        if time.monotonic() > deadline:
            raise FetchRefused("The server took too long.")
    return bytes(body)


def _unpacked(stream: Iterable[bytes], coding: str, most: int) -> Iterable[bytes]:
    """The body without its content coding, never more than `most` bytes at once however well it was packed."""
    if coding in ("", "identity"):
        yield from stream
        return
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise FetchRefused("The answer is packed in a way we did not ask for.")
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)  # gzip or zlib, told by the first bytes
    for packed in stream:
        while packed and not unpacker.eof:
            yield unpacker.decompress(packed, most)
            packed = unpacker.unconsumed_tail
    if not unpacker.eof:
        raise FetchRefused("The answer is cut off.")


def _fetched(
    status: int,
    answered: dict[str, str],
    body: bytes,
    address: WebAddress,
    permanent: bool,
    *,
    etag: str,
    modified: str,
) -> Fetched:
    if status != 200 and not (status == 304 and (etag or modified)):
        phrase = http.HTTPStatus(status).phrase if status in http.HTTPStatus._value2member_map_ else ""
        raise FetchRefused(f"The server answered {status} {phrase}".rstrip() + ".", status)
    unchanged = status == 304
    return Fetched(
        status=status,
        body=body,
        content_type=answered.get("content-type", ""),
        etag=answered.get("etag", etag if unchanged else ""),
        modified=answered.get("last-modified", modified if unchanged else ""),
        final_url=str(address),
        permanent=permanent,
    )


def _next_address(address: WebAddress, location: str, allow_loopback: bool) -> WebAddress:
    if not location:
        raise FetchRefused("The server redirects to nowhere.")
    try:
        target = urljoin(str(address), location.encode("latin-1").decode("utf-8", "replace").strip())
    except ValueError:
        raise FetchRefused("The server redirects to an address that cannot be read.") from None
    return read_address(target, allow_loopback=allow_loopback)


class _CheckedBackend(httpcore.NetworkBackend):
    """Connects to the numbers a host name resolved to, after every one was found acceptable, within the time left."""

    def __init__(self, deadline: float, allow_loopback: bool):
        self.deadline = deadline
        self.allow_loopback = allow_loopback
        self.network = httpcore.SyncBackend()

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        host = host.strip("[]")
        numbers = resolve(host, port, seconds=_left(self.deadline), allow_loopback=self.allow_loopback)
        for number in numbers[:_MOST_ADDRESSES_TRIED]:
            try:
                stream = self.network.connect_tcp(number, port, _left(self.deadline), None, socket_options)
            except httpcore.ConnectError as error:
                failure = error
            else:
                return _TimedStream(stream, self.deadline)
        raise failure

    def connect_unix_socket(self, path, timeout=None, socket_options=None):
        raise FetchRefused("Only servers on the internet are fetched from.")


class _TimedStream(httpcore.NetworkStream):
    """A connection whose every step has only what is left of the whole time; httpcore's own limits are per step."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float):
        self.stream = stream
        self.deadline = deadline

    def read(self, max_bytes, timeout=None):
        return self.stream.read(max_bytes, _left(self.deadline))

    def write(self, buffer, timeout=None):
        self.stream.write(buffer, _left(self.deadline))

    def close(self):
        self.stream.close()

    def start_tls(self, ssl_context, server_hostname=None, timeout=None):
        return _TimedStream(
            self.stream.start_tls(ssl_context, server_hostname, _left(self.deadline)), self.deadline
        )

    def get_extra_info(self, info):
        return self.stream.get_extra_info(info)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise FetchRefused("The server took too long.")
    return left
