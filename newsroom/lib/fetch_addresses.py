"""Where outbound HTTP may go: which addresses are written acceptably, and which of the internet's are public."""

import ipaddress
import queue
import re
import socket
import threading
from dataclasses import dataclass
from urllib.parse import quote

import idna

ALLOWED_PORTS = frozenset({80, 443, 8080, 8443})
_DEFAULT_PORTS = {"http": 80, "https": 443}
_LONGEST_ADDRESS = 4096

# IANA's special-purpose registry (RFC 6890 and its successors), multicast, and Azure's host on a public number.
_CLOSED_V4 = [
    ipaddress.IPv4Network(block)
    for block in [
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",
    ]
]
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")  # all that has ever been given out
_CLOSED_V6 = [
    ipaddress.IPv6Network(block)
    for block in (
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "3fff::/20",
    )  # Teredo and others, 6to4, documentation
]
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address in the last 32 bits

_ADDRESS = re.compile(r"(https?)://([^/?#]*)([^#]*)(?:#.*)?", re.IGNORECASE)
_HOST_AND_PORT = re.compile(r"(\[[0-9a-f:.]+\]|[^\[\]:]+)(?::([0-9]{0,5}))?", re.IGNORECASE)
_UNWRITABLE = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029\ud800-\udfff]")
_NUMBER_LIKE = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)", re.IGNORECASE)
_HOST_NAME = re.compile(
    r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.?"
)
# Never names of the open internet (RFC 6761, 6762, 8375; ICANN reserved "internal" in 2024).
_PRIVATE_ENDINGS = frozenset(
    {"arpa", "internal", "intranet", "invalid", "lan", "local", "localdomain", "localhost", "test"}
)

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


class FetchRefused(Exception):
    """We did not fetch it. The message says why, in plain words; `status` is the HTTP status where there was one."""

    def __init__(self, reason: str, status: int = 0):
        super().__init__(reason)
        self.reason = reason
        self.status = status


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address taken apart; host in ASCII, target percent-encoded, no credentials, no fragment."""

    scheme: str
    host: str
    port: int
    target: str

    def __str__(self) -> str:
        port = "" if self.port == _DEFAULT_PORTS[self.scheme] else f":{self.port}"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}{port}{self.target}"


def read_address(url: str, *, allow_loopback: bool = False) -> WebAddress:
    """The address taken apart. Raises FetchRefused for every address two programs might read differently."""
    if len(url) > _LONGEST_ADDRESS:
        raise FetchRefused("The address is too long.")
    if _UNWRITABLE.search(url):
        raise FetchRefused("The address holds spaces, backslashes or control characters.")
    parts = _ADDRESS.fullmatch(url)
    if not parts:
        raise FetchRefused("The address does not begin with http:// or https://.")
    scheme, authority, rest = parts[1].lower(), parts[2], parts[3]
    if "@" in authority:
        raise FetchRefused("The address holds a user name or password.")
    host_and_port = _HOST_AND_PORT.fullmatch(authority)
    if not host_and_port:
        raise FetchRefused("The address has no proper host name.")
    port = int(host_and_port[2] or _DEFAULT_PORTS[scheme])
    if port not in ALLOWED_PORTS and not (allow_loopback and 0 < port < 65536):
        raise FetchRefused(f"Port {port} is not one that web servers use.")
    target = quote(rest if rest.startswith("/") else "/" + rest, safe="/?%:@!$&'()*+,;=~[]|")
    return WebAddress(scheme, _host(host_and_port[1], allow_loopback), port, target)


def _host(written: str, allow_loopback: bool) -> str:
    if written.startswith("["):
        try:
            address: IPAddress = ipaddress.IPv6Address(written[1:-1])
        except ValueError:
            raise FetchRefused("The address has no proper host name.") from None
        refuse_closed(address, allow_loopback)
        return str(address)
    name = _ascii_name(written)
    if _NUMBER_LIKE.fullmatch(name.rstrip(".").rpartition(".")[2]):  # browsers read such a name as a number
        try:
            address = ipaddress.IPv4Address(name)
        except ValueError:
            raise FetchRefused("The address hides a number in its host name.") from None
        refuse_closed(address, allow_loopback)
    elif not allow_loopback and _is_private_name(name.rstrip(".")):
        raise FetchRefused("The address is a name of this machine or of a private network.")
    return name


def _is_private_name(name: str) -> bool:
    return "." not in name or name.rpartition(".")[2] in _PRIVATE_ENDINGS


def _ascii_name(written: str) -> str:
    try:
        name = written.lower() if written.isascii() else idna.encode(written, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        raise FetchRefused("The address has no proper host name.") from None
    if len(name) > 253 or not _HOST_NAME.fullmatch(name):
        raise FetchRefused("The address has no proper host name.")
    return name


def is_public(address: IPAddress) -> bool:
    """Whether it belongs to the open internet, looking through the ways of writing IPv4 inside IPv6."""
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in block for block in _CLOSED_V4)
    if address.scope_id:
        return False
    if address.ipv4_mapped:
        return is_public(address.ipv4_mapped)
    if address in _NAT64:
        return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return address in _GLOBAL_V6 and not any(address in block for block in _CLOSED_V6)


def refuse_closed(address: IPAddress, allow_loopback: bool) -> None:
    """Raises FetchRefused unless the address is public, or of this machine where that is allowed."""
    if not is_public(address) and not (allow_loopback and address.is_loopback):
        raise FetchRefused("The address leads into a private or reserved network.")


def resolve(host: str, port: int, *, seconds: float, allow_loopback: bool) -> list[str]:
    """The host's numeric addresses, every one of them checked: one closed address among them refuses all.

    Waits at most `seconds`; the system's resolver knows no limit, so it is asked in a thread that may be left behind.
    """
    answers: queue.SimpleQueue = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        found = answers.get(timeout=max(seconds, 0.001))
    except queue.Empty:
        raise FetchRefused("Finding the server took too long.") from None
    if isinstance(found, Exception) or not found:
        raise FetchRefused("There is no server of that name.")
    numbers = list(dict.fromkeys(entry[4][0] for entry in found))
    for number in numbers:
        refuse_closed(ipaddress.ip_address(number), allow_loopback)
    return numbers
