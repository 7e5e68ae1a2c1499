"""What sources write in their fields, as values: text, moments, states, addresses. Shared by all readers."""

import html
import re
from datetime import UTC, datetime, tzinfo
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, urlsplit

from articles.importing.base import Status
from newsroom.lib.text import clean_line

YEARS = range(1400, 9000)  # a date outside is a slip of the pen
LONGEST_FIELD = 2000  # characters of anything that is not a body

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--(?:(?!-->|<!--).)*-->", re.DOTALL)
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]"
)  # no XML and no PostgreSQL holds these
_ASCII_UNPRINTABLE = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127))
_NO_ADDRESS = re.compile(r"[\s<>\"\\^`]")
_HALF_PAIRS = re.compile(r"[\ud800-\udfff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}")
_NUMBER = re.compile(r"\d{9,13}(?:\.\d+)?")
_SLASHED = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4})(?:\D+(\d{1,2}:\d{2}(?::\d{2})?))?")
_IN_WORDS = (
    "%d %B %Y",
    "%d %b %Y",
    "%B %d, %Y",
    "%b %d, %Y",
    "%Y/%m/%d",
    "%Y/%m/%d %H:%M",
    "%Y/%m/%d %H:%M:%S",
)

STATUSES = {
    "draft": Status.DRAFT,
    "auto-draft": Status.DRAFT,
    "false": Status.DRAFT,
    "no": Status.DRAFT,
    "0": Status.DRAFT,
    "in_review": Status.IN_REVIEW,
    "in review": Status.IN_REVIEW,
    "review": Status.IN_REVIEW,
    "pending": Status.IN_REVIEW,
    "approved": Status.IN_REVIEW,
    "published": Status.PUBLISHED,
    "publish": Status.PUBLISHED,
    "live": Status.PUBLISHED,
    "public": Status.PUBLISHED,
    "true": Status.PUBLISHED,
    "yes": Status.PUBLISHED,
    "1": Status.PUBLISHED,
    "future": Status.PUBLISHED,
    "scheduled": Status.PUBLISHED,
}


def clean(text: str) -> str:
    """Without what no database or page can hold: control characters and halves of surrogate pairs."""
    if text.isascii():
        return text.translate(_ASCII_UNPRINTABLE)
    return _HALF_PAIRS.sub("\ufffd", _UNPRINTABLE.sub("", text))


def line(text: str) -> str:
    """One visible line of bounded length."""
    return clean_line(text[: 2 * LONGEST_FIELD])[:LONGEST_FIELD]


def plain(text: str) -> str:
    """One line out of a field that holds HTML: tags dropped, entities as the characters they mean."""
    if "<" in text:
        text = _TAG.sub("", text)
    return line(html.unescape(text) if "&" in text else text)


def moment(value, zone: tzinfo = UTC) -> datetime | None:
    """An instant in UTC from ISO 8601, RFC 5322, (milli)seconds since 1970, or a date in plain words.

    Empty gives None. `zone` is taken where the text names none. Raises ValueError, in plain words, for what
    cannot be read or, like 3/4/2021, can be read in two ways.
    """
    text = line(str(value)) if value is not None else ""
    if not text:
        return None
    try:
        found = _since_1970(text) or _iso(text) or _rfc5322(text) or _slashed(text) or _in_words(text)
        if found and found.year in YEARS:
            return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError, OSError) as error:
        if "two ways" in str(error):
            raise
    raise ValueError(f"The date “{text[:60]}” could not be read; write it as 2021-10-22T12:00:00Z.")


def _since_1970(text: str) -> datetime | None:
    if not _NUMBER.fullmatch(text):
        return None
    seconds = float(text)
    return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC)


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(re.sub(r"\s*(?:UTC|GMT)$", "Z", text))
    except ValueError:
        return None


def _rfc5322(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None


def _slashed(text: str) -> datetime | None:
    """22/10/2021 and 10/22/2021 mean one day each, 22.10.2021 is always day first; 3/4/2021 is refused."""
    match = _SLASHED.fullmatch(text)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if match[2] == "/" and first <= 12 and second <= 12 and first != second:
        raise ValueError(
            f"The date “{text}” can be read in two ways; write it as {year}-{second:02}-{first:02}."
        )
    day, month = (first, second) if match[2] == "." or first > 12 else (second, first)
    return datetime.fromisoformat(f"{year}-{month:02}-{day:02}T{match[5] or '00:00'}".replace("T0:", "T00:"))


def _in_words(text: str) -> datetime | None:
    for form in _IN_WORDS:
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007 - moment() gives it its zone
        except ValueError:
            continue
    return None


def foreign_language(said: str, site: str) -> str:
    """The language that a source says (BCP 47) where it is another than the site's, else ""."""
    said = said.replace("_", "-")
    if not _LANGUAGE.fullmatch(said) or len(said) > 12:
        return ""
    return "" if said.partition("-")[0].casefold() == site.partition("-")[0].casefold() else said


def path_of(address: str) -> str:
    """The decoded path of an address or path, with its slashes, or "" where it names no page (/?p=216)."""
    text = line(address)
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    if parts.scheme and parts.scheme not in {"http", "https"}:
        return ""
    path = clean(unquote(parts.path))
    if not path.strip("/") or (parts.query and "=" in parts.query and path.strip("/") == "index.php"):
        return ""
    return path if path.startswith("/") else f"/{path}"


def web_address(text: str) -> str:
    """An absolute http(s) address as written, a space in it as %20, or "" for anything else: what names a user, or
    holds what no address may (RFC 3986), is none."""
    text = line(text)
    host, slash, rest = text.partition("://")[2].partition("/")
    if slash:
        text = f"{text.partition('://')[0]}://{host}/{rest.replace(' ', '%20')}"
    try:
        parts = urlsplit(text)
        named = bool(parts.hostname)
    except ValueError:
        return ""
    proper = parts.scheme in {"http", "https"} and named and "@" not in parts.netloc
    return text if proper and not _NO_ADDRESS.search(text) else ""
