"""Typed readers of the environment. A malformed value stops the start with the variable's name (12-factor, III)."""

import os
import re
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from django.conf import global_settings
from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}
HOST = re.compile(r"\*|\.?[\w-]+(\.[\w-]+)*|\[[0-9a-fA-F:.]+\]")


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in TRUE:
        return True
    if value.strip().lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0 (also true/false, yes/no, on/off), not {value!r}.")


def whole_number(name: str, default: int, *, least: int = 0) -> int:
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit() or int(value) < least:
        raise ImproperlyConfigured(f"{name} must be a whole number of at least {least}, not {value!r}.")
    return int(value)


def one_of(name: str, default: str, choices: Iterable[str]) -> str:
    """One word of a few, in any case."""
    value = text(name, default).lower()
    known = {choice.lower(): choice for choice in choices}
    if value not in known:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(known.values())}, not {value!r}.")
    return known[value]


def hosts(name: str, default: list[str]) -> list[str]:
    """Host names separated by commas or white space: no scheme, no port, no path."""
    value = os.environ.get(name)
    found = default if value is None else value.replace(",", " ").split()
    for host in found:
        if not HOST.fullmatch(host):
            raise ImproperlyConfigured(f"{name} holds host names such as news.example, not {host!r}.")
    return found


def web_address(name: str, default: str) -> str:
    """An http(s) origin without a trailing slash; empty only where the default is."""
    value = text(name, default).rstrip("/")
    if not value and not default:
        return ""
    if not _is_origin(value):
        raise ImproperlyConfigured(f"{name} must look like https://news.example, not {value!r}.")
    return value


def _is_origin(value: str) -> bool:
    try:
        parts = urlsplit(value)
        good = parts.scheme in {"http", "https"} and bool(HOST.fullmatch(_host_of(parts.netloc)))
        return (
            good and parts.port != 0 and not (parts.path or parts.query or parts.fragment or parts.username)
        )
    except ValueError:
        return False


def _host_of(netloc: str) -> str:
    return re.sub(r":\d*$", "", netloc)


def public_prefix(name: str, default: str) -> str:
    """Where files are public: a path of this site (/media/) or an address elsewhere; always with a last slash."""
    value = text(name, default).rstrip("/") + "/"
    is_path = re.fullmatch(r"/[\w.~/-]+/", value) and not value.startswith("//")
    try:
        parts = urlsplit(value)
        elsewhere = (
            parts.scheme in {"http", "https"} and parts.hostname and not (parts.query or parts.fragment)
        )
    except ValueError:
        elsewhere = False
    if not is_path and not elsewhere:
        raise ImproperlyConfigured(f"{name} must look like /media/ or https://media.example/, not {value!r}.")
    return value


def folder(name: str, default: Path) -> Path:
    """A folder as an absolute path; it may not exist yet, but nothing else may stand in its place."""
    value = Path(text(name) or default)
    if not value.is_absolute():
        raise ImproperlyConfigured(f"{name} must be an absolute path, not {str(value)!r}.")
    if value.exists() and not value.is_dir():
        raise ImproperlyConfigured(f"{name} must be a folder; {str(value)!r} is a file.")
    return value


def time_zone(name: str, default: str) -> str:
    value = text(name, default)
    if value not in available_timezones():
        raise ImproperlyConfigured(f"{name} must be a time zone such as Europe/Paris, not {value!r}.")
    return value


def language(name: str, default: str) -> str:
    """A language that Django speaks, or a variety of one (RFC 5646): en-gb, fr, zh-hans, pt-ao."""
    value = text(name, default).lower().replace("_", "-")
    known = {code for code, _ in global_settings.LANGUAGES}
    if value not in known and value.split("-")[0] not in known:
        near = get_close_matches(value, known, n=3)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        raise ImproperlyConfigured(
            f"{name} must be a language code such as en-gb or fr, not {value!r}.{hint}"
        )
    return value


def refuse_unknown(prefix: str, known: Iterable[str]) -> None:
    """Stop the start where a variable has our prefix but a name we don't read: a slip of the pen would go unnoticed."""
    known = sorted(known)
    for name in sorted(os.environ):
        if name.startswith(prefix) and name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"Known are {', '.join(known)}."
            raise ImproperlyConfigured(f"{name} is not a setting of Newsroom. {hint}")
