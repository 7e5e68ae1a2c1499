"""What feeds of all formats have in common: identities, addresses without tracking, the choice of the text."""

import re
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit, urlunsplit

from articles.importing.paragraphs import paragraphs
from articles.importing.values import clean, line, plain, web_address

SHORT = 500  # characters: a longer summary is a text, no standfirst
_TRACKING = re.compile(
    r"(?:utm_\w+|mtm_\w+|pk_(?:campaign|kwd)|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|cmpid|cmp|ref_src|at_medium"
    r"|at_campaign|ns_mchannel|wt_mc|source_feed|feed_id)(?:=.*)?",
    re.IGNORECASE | re.DOTALL,
)
_DEFAULT_PORTS = {("http", 80), ("https", 443)}


def without_tracking(address: str) -> str:
    """A web address without the parameters that only tell where a reader came from, or "" for no web address."""
    address = web_address(address)
    if not address:
        return ""
    parts = urlsplit(address)
    kept = [part for part in parts.query.split("&") if part and not _TRACKING.fullmatch(part)]
    fragment = "" if _TRACKING.match(parts.fragment) else parts.fragment
    return urlunsplit(parts._replace(query="&".join(kept), fragment=fragment))


def identity(guid: str, link: str, words: str, published: datetime | None) -> str:
    """By what an item is known when it comes again: its id, link, or first words and date. Two spellings of one
    address (http or https, a trailing slash, tracking) are one. Raises ValueError where there is none of these."""
    guid = line(guid)
    found = _one_spelling(guid) or guid or _one_spelling(link)
    if not found and words:
        found = f"{published:%Y-%m-%dT%H:%M} {words[:200]}" if published else words[:200]
    if not found:
        raise ValueError("It has no id, link or words by which it could be known again.")
    return found[:500]


def _one_spelling(address: str) -> str:
    address = without_tracking(address)
    if not address:
        return ""
    parts = urlsplit(address)
    try:
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").rstrip(".")
    place = host if port is None or (parts.scheme.lower(), port) in _DEFAULT_PORTS else f"{host}:{port}"
    return urlunsplit(("https", place, parts.path.rstrip("/"), parts.query, parts.fragment))


def body_and_standfirst(contents: Iterable[tuple[str, str]], summary: tuple[str, str]) -> tuple[str, str]:
    """The longest text as HTML, and the summary where it says, in short, something else than the text's beginning."""
    texts = [as_html(kind, text) for kind, text in contents]
    body = max(texts, key=len, default="")
    about = as_html(*summary)
    if len(body) < len(about):
        return about, ""
    standfirst = plain(about)
    if not standfirst or len(standfirst) > SHORT or _begins(plain(body), standfirst):
        return body, ""
    return body, standfirst


def as_html(kind: str, text: str) -> str:
    """A text of this media type as HTML."""
    text = clean(text).strip()
    is_plain = kind.partition(";")[0].strip() in {"text/plain", "text"}
    return paragraphs(text, escape=True) if is_plain and text else text


def _begins(text: str, summary: str) -> bool:
    """Many feeds cut their summary from the text: "The bridge reopened on […]"."""
    start = re.sub(
        r"\W*(?:\[?(?:…|\.\.\.)\]?|read more|continue reading)?\W*$", "", summary, flags=re.IGNORECASE
    )
    return bool(start) and re.sub(r"\s", "", text).startswith(re.sub(r"\s", "", start))
