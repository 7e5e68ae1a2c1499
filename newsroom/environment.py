"""Typed readers of the environment. A malformed value stops the start with the variable's name (12-factor, III)."""

import os
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import environ
from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


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


def words(name: str, default: list[str]) -> list[str]:
    """A list separated by commas or white space."""
    value = os.environ.get(name)
    return default if value is None else value.replace(",", " ").split()


def web_address(name: str, default: str) -> str:
    """An http(s) origin without a trailing slash."""
    value = text(name, default).rstrip("/")
    try:
        parts = urlsplit(value)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good or parts.path or parts.query or parts.fragment or parts.username:
        raise ImproperlyConfigured(f"{name} must look like https://news.example, not {value!r}.")
    return value


def time_zone(name: str, default: str) -> str:
    value = text(name, default)
    if value not in available_timezones():
        raise ImproperlyConfigured(f"{name} must be a time zone such as Europe/Paris, not {value!r}.")
    return value


def database(name: str, default: Path) -> dict:
    """DATABASE_URL as Django's dict: SQLite in WAL mode, or PostgreSQL."""
    value = text(name)
    try:
        config = environ.Env.db_url_config(value or f"sqlite:///{default}")
    except Exception as error:  # django-environ raises many kinds; each means one thing to an operator
        raise ImproperlyConfigured(f"{name} could not be read: {error}") from error
    engine = config.get("ENGINE", "")
    if engine.endswith("sqlite3"):
        config["OPTIONS"] = {
            **config.get("OPTIONS", {}),
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000; "
                "PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"
            ),
        }
    elif not engine.endswith("postgresql"):
        raise ImproperlyConfigured(f"{name} must start with sqlite:/// or postgres://, not {value.split(':')[0]!r}.")
    config["CONN_MAX_AGE"] = None
    config["CONN_HEALTH_CHECKS"] = engine.endswith("postgresql")
    return config


def cache(name: str) -> dict:
    """CACHE_URL as Django's dict: in-process by default, or Redis through Django's own backend."""
    value = text(name)
    if not value or value.startswith("locmem://"):
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 5000}}
    if value.startswith(("redis://", "rediss://", "unix://")):
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": value}
    raise ImproperlyConfigured(f"{name} must start with redis://, rediss:// or locmem://, not {value.split(':')[0]!r}.")


def email(name: str, default: str) -> dict:
    """EMAIL_URL (smtp://, smtp+tls://, consolemail://, filemail:///…) as settings."""
    try:
        return environ.Env.email_url_config(text(name, default))
    except Exception as error:
        raise ImproperlyConfigured(f"{name} could not be read: {error}") from error
