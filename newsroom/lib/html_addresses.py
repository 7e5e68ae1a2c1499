"""Which addresses a body may hold. Read as browsers read them (WHATWG URL Standard), refused when in doubt."""

import re

# Browsers drop tabs and line ends anywhere, and control characters and spaces at the ends.
_DROPPED = re.compile(r"[\t\n\r]")
_EDGES = "".join(map(chr, range(0x21)))
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")

# The host ends where a browser ends it; "@" before that end hides the true host, a backslash counts as "/".
_WEB = re.compile(r"(https?):(//[^\s/?#\\@\"<>]+(?:[/?#].*)?)", re.IGNORECASE)
_ROOTED = re.compile(r"/(?![/\\]).*")
_BESIDE = re.compile(r"[\w.~%-][^:/\\?#]*(?:[/?#].*)?")
_MAIL = re.compile(r"mailto:[^\s<>\"\\@]+@[^\s<>\"\\@]+", re.IGNORECASE)
_PHONE = re.compile(r"tel:[0-9+*(][0-9+*#().;=a-z-]*", re.IGNORECASE)
_HOST = re.compile(r"https?://([^/?#]+)")
_PORT = re.compile(r":[0-9]*$")


def link_address(value: str) -> str | None:
    """The address of a link, normalised: http, https, mailto, tel or from our own root. None when refused."""
    address = _as_browsers_read(value)
    if address is None:
        return None
    web = _web_address(address)
    if web or _ROOTED.fullmatch(address):
        return web or address
    if _MAIL.fullmatch(address) or _PHONE.fullmatch(address):
        scheme, rest = address.split(":", 1)
        return f"{scheme.lower()}:{rest}"
    return None


def web_link(value: str) -> str:
    """The address as a link may have it, or "" for what a browser would run or not know where to go with."""
    return (link_address(value) or "") if value else ""


def picture_address(value: str) -> str | None:
    """The address of a picture or of a quotation's source: http, https or relative. None when refused."""
    address = _as_browsers_read(value)
    if address is None:
        return None
    web = _web_address(address)
    if web:
        return web
    return address if _ROOTED.fullmatch(address) or _BESIDE.fullmatch(address) else None


def link_host(address: str) -> str:
    """The host of an address `link_address` returned, without its port; "" for one of our own site's paths."""
    host = _HOST.match(address)
    return _PORT.sub("", host[1]).casefold() if host else ""


def _as_browsers_read(value: str) -> str | None:
    address = _DROPPED.sub("", value).strip(_EDGES)
    if not address or _CONTROL.search(address):
        return None
    return address.replace(" ", "%20")


def _web_address(address: str) -> str | None:
    match = _WEB.fullmatch("https:" + address if address.startswith("//") else address)
    return f"{match[1].lower()}:{match[2]}" if match else None
