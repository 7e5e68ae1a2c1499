"""Where rows, cached pages, letters and pictures are kept: addresses from the environment, as Django's settings."""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

import django
import environ
from django.core.exceptions import ImproperlyConfigured

from newsroom import environment as env

# WAL lets readers read while one writes; NORMAL is safe with WAL (https://www.sqlite.org/wal.html). A write
# transaction takes its lock at once and waits for it, where the default fails half-way with "database is locked".
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,  # seconds
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000; "
        "PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"
    ),
}
DATABASE_HINT = "sqlite:////var/lib/newsroom/newsroom.sqlite3 or postgres://user:password@host:5432/name"
EMAIL_HINT = "smtp+tls://user:password@host:587, smtp://host:25, filemail:///var/mail or consolemail://"
ENCODE_HINT = "Signs such as @ / : # in a password are written percent-encoded (%40 %2F %3A %23)."
POSTGRESQL_SCHEMES = {"postgres", "postgresql", "psql", "pgsql"}
REDIS_SCHEMES = {"redis", "rediss", "unix"}
SMTP_OPTIONS = {
    "host": "EMAIL_HOST",
    "port": "EMAIL_PORT",
    "username": "EMAIL_HOST_USER",
    "password": "EMAIL_HOST_PASSWORD",
    "use_tls": "EMAIL_USE_TLS",
    "use_ssl": "EMAIL_USE_SSL",
}
S3_NAMES = {
    "S3_BUCKET",
    "S3_ENDPOINT_URL",
    "S3_REGION",
    "S3_ACCESS_KEY",
    "S3_SECRET_KEY",
    "S3_CUSTOM_DOMAIN",
    "S3_PRIVATE_BUCKET",
}


def database(name: str, default: Path, *, pool: int = 0) -> dict[str, Any]:
    """The database as Django's dict: SQLite in WAL mode, or PostgreSQL.

    `pool` is the number of connections one process may hold; 0 keeps one for each thread instead.
    A relative SQLite path starts at the default file's folder, not where the command happened to be given.
    """
    value = env.text(name) or f"sqlite:///{default}"
    parts = _split(name, value, DATABASE_HINT)
    if parts.scheme not in POSTGRESQL_SCHEMES | {"sqlite"}:
        raise ImproperlyConfigured(f"{name} must look like {DATABASE_HINT}, not {parts.scheme!r}://….")
    if parts.scheme == "sqlite":
        return _sqlite(name, value, default.parent, pool)
    config = environ.Env.db_url_config(value)
    if not config["NAME"]:
        raise ImproperlyConfigured(f"{name} names no database: postgres://user:password@host:5432/name.")
    return _postgresql(config, pool)


def _sqlite(name: str, value: str, base: Path, pool: int) -> dict[str, Any]:
    if not value.startswith("sqlite:///"):
        raise ImproperlyConfigured(f"{name} needs three slashes before a file: sqlite:///news.sqlite3.")
    if pool:
        raise ImproperlyConfigured("DATABASE_POOL is for PostgreSQL; SQLite needs none.")
    config = environ.Env.db_url_config(value)
    if config["NAME"] != ":memory:":
        config["NAME"] = str(base / config["NAME"])
    return {**config, "OPTIONS": {**SQLITE_OPTIONS, **config.get("OPTIONS", {})}, "CONN_MAX_AGE": None}


def _postgresql(config: dict[str, Any], pool: int) -> dict[str, Any]:
    options = {"connect_timeout": 10, **config.get("OPTIONS", {})}
    if pool:
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 10}
    return {
        **config,
        "OPTIONS": options,
        "CONN_MAX_AGE": 0 if pool else None,
        "CONN_HEALTH_CHECKS": True,
    }


def cache(name: str) -> dict[str, Any]:
    """The cache as Django's dict: in-process by default, or Redis through Django's own backend."""
    value = env.text(name, "locmem://")
    parts = _split(name, value or "locmem://", "redis://host:6379/0")
    if parts.scheme == "locmem":
        return {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "OPTIONS": {"MAX_ENTRIES": 5000},
        }
    if parts.scheme not in REDIS_SCHEMES:
        raise ImproperlyConfigured(
            f"{name} must begin with redis://, rediss://, unix:// or locmem://, not {parts.scheme!r}."
        )
    number = parts.path.strip("/")
    if parts.scheme != "unix" and number and not number.isdigit():
        raise ImproperlyConfigured(f"{name} ends in the number of a Redis database (…/0), not in {number!r}.")
    # A cache that hangs would hang every page; one that is gone should say so soon.
    return {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": value,
        "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 5, "health_check_interval": 30},
    }


def mailer(name: str, default: str) -> dict[str, Any]:
    """How letters are sent, in the form of one entry of Django's MAILERS."""
    value = env.text(name) or default
    parts = _split(name, value, EMAIL_HINT)
    if parts.scheme not in environ.Env.EMAIL_SCHEMES:
        raise ImproperlyConfigured(f"{name} must look like {EMAIL_HINT}, not {parts.scheme!r}://….")
    if parts.scheme.startswith("smtp") and not parts.hostname:
        raise ImproperlyConfigured(f"{name} names no host: {EMAIL_HINT}.")
    config = environ.Env.email_url_config(value)
    options: dict[str, Any] = {}
    if parts.scheme.startswith("smtp"):
        options = {option: config[old] for option, old in SMTP_OPTIONS.items() if config.get(old) is not None}
        options["timeout"] = 15  # seconds; without one a silent mail server holds a request for ever
    if parts.scheme == "filemail":
        options = {"file_path": f"/{config['EMAIL_FILE_PATH'].lstrip('/')}"}
    return {"BACKEND": config["EMAIL_BACKEND"], "OPTIONS": options}


def mail_settings(one: dict[str, Any]) -> dict[str, Any]:
    """The mailer as the settings that the running Django wants: MAILERS since 6.1, EMAIL_… before."""
    if django.VERSION >= (6, 1):
        return {"MAILERS": {"default": one}}
    old_names = {**SMTP_OPTIONS, "timeout": "EMAIL_TIMEOUT", "file_path": "EMAIL_FILE_PATH"}
    options = {old_names[option]: value for option, value in one["OPTIONS"].items()}
    return {"EMAIL_BACKEND": one["BACKEND"], **options}


def object_storage() -> dict[str, Any] | None:
    """The storage of media in an S3-compatible bucket, or None where S3_BUCKET is not set."""
    env.refuse_unknown("S3_", S3_NAMES)
    given = {name for name in S3_NAMES if env.text(name)}
    if not given:
        return None
    if "S3_BUCKET" not in given:
        raise ImproperlyConfigured(f"{min(given)} is set but S3_BUCKET is not.")
    if ("S3_ACCESS_KEY" in given) != ("S3_SECRET_KEY" in given):
        raise ImproperlyConfigured("S3_ACCESS_KEY and S3_SECRET_KEY go together; one of them is missing.")
    domain = env.hosts("S3_CUSTOM_DOMAIN", [])
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": env.text("S3_BUCKET"),
            "endpoint_url": env.web_address("S3_ENDPOINT_URL", "") or None,
            "region_name": env.text("S3_REGION") or None,
            "access_key": env.text("S3_ACCESS_KEY") or None,
            "secret_key": env.text("S3_SECRET_KEY") or None,
            "custom_domain": domain[0] if domain else None,
            "querystring_auth": False,
            "file_overwrite": False,
        },
    }


def private_storage(bucket: dict[str, Any] | None) -> dict[str, Any]:
    """The storage of files that only the site itself hands out: a folder of its own, or a part of the bucket (or another
    bucket, S3_PRIVATE_BUCKET) that is not public."""
    if bucket is None:
        return {"BACKEND": "newsroom.lib.private_files.PrivateFolder"}
    options = bucket["OPTIONS"] | {
        "bucket_name": env.text("S3_PRIVATE_BUCKET") or bucket["OPTIONS"]["bucket_name"],
        "location": "private",
        "default_acl": "private",
        "custom_domain": None,
        "querystring_auth": True,
    }
    return {"BACKEND": bucket["BACKEND"], "OPTIONS": options}


def picture_origins(media_url: str, storage: dict[str, Any] | None) -> list[str]:
    """The origins other than ours that pictures come from, for the Content-Security-Policy."""
    if storage is None:
        parts = urlsplit(media_url)
        return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []
    options = storage["OPTIONS"]
    if options["custom_domain"]:
        return [f"https://{options['custom_domain']}"]
    region = f".{options['region_name']}" if options["region_name"] else ""
    endpoint = urlsplit(options["endpoint_url"] or f"https://s3{region}.amazonaws.com")
    # A bucket is part of the host or of the path, as the service and its name allow.
    return [
        f"{endpoint.scheme}://{options['bucket_name']}.{endpoint.netloc}",
        f"{endpoint.scheme}://{endpoint.netloc}",
    ]


def _split(name: str, value: str, hint: str) -> SplitResult:
    """The parts of an address. The refusal never repeats the value, which may hold a password."""
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018  reading it is what finds a port that is no number
    except ValueError:
        raise ImproperlyConfigured(f"{name} could not be read. It looks like {hint}. {ENCODE_HINT}") from None
    return parts
