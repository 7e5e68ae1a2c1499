"""A judge of whole pages that knows nothing of how they were made: what in them could run that is not ours."""

import json
import re
from urllib.parse import urlsplit

import lxml.html
from lxml import etree

FORBIDDEN = {
    "iframe",
    "frame",
    "object",
    "embed",
    "applet",
    "base",
    "math",
    "portal",
    "foreignobject",
    "animate",
    "set",
}
ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "cite", "background", "xlink:href"}
SCHEMES = {"", "http", "https", "mailto", "tel"}


def faults(html: bytes) -> list[str]:
    """What could run on the page, and is none of its own scripts and styles; [] for a clean page."""
    found = []
    for element in lxml.html.document_fromstring(html, parser=lxml.html.HTMLParser(encoding="utf-8")).iter():
        if not isinstance(element.tag, str):
            continue
        tag = element.tag.lower()
        own_preview = tag == "iframe" and element.get("src", "").startswith("/admin/articles/article/")
        if (tag in FORBIDDEN and not own_preview) or (tag == "meta" and element.get("http-equiv")):
            found.append(f"<{tag}>")
        if tag == "script" and not _ours(element):
            found.append(f"<script> {etree.tostring(element)[:80]!r}")
        if tag == "style" or (
            tag == "link" and element.get("rel") == "stylesheet" and not _is_static(element.get("href"))
        ):
            found.append(f"<{tag}> {element.get('href')}")
        found += [
            f"<{tag} {name}={value[:60]!r}>" for name, value in element.attrib.items() if _runs(name, value)
        ]
    return found


def _ours(script) -> bool:
    if script.get("src"):
        return _is_static(script.get("src")) or script.get("src") == "/admin/jsi18n/"
    if script.get("type") in {"application/ld+json", "application/json"}:
        json.loads(script.text)
        return True
    return script.get("type") == "importmap"


def _is_static(address: str | None) -> bool:
    return (address or "").startswith("/static/")


def _runs(name: str, value: str) -> bool:
    name = name.lower()
    if name.startswith("on") or name in {"style", "srcdoc", "ping"}:
        return True
    if name not in ADDRESSES:
        return False
    as_read = re.sub(r"[\x00-\x20]", "", value)
    try:
        return urlsplit(as_read).scheme.lower() not in SCHEMES
    except ValueError:
        return True
