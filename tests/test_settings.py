"""The start is refused, in words, for every value that can't be right. Each case is a start of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom import services
from tests.settings import FIXED

ROOT = Path(__file__).resolve().parent.parent
OWN = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}


def start(shown: str = "SITE_URL", **environment: str) -> subprocess.CompletedProcess:
    """Read the settings in a fresh process that knows only this environment, and print one of them."""
    return subprocess.run(
        [sys.executable, "-c", f"from newsroom import settings; print(repr(settings.{shown}))"],
        env={**OWN, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


REFUSED = [
    ("SECRET_KEY", ""),
    ("DEBUG", "perhaps"),
    ("SITE_URL", "news.example"),
    ("SITE_URL", "https://news.example/blog"),
    ("SITE_URL", "https://news.example:port"),
    ("SITE_URL", "ftp://news.example"),
    ("SITE_URL", ""),
    ("ALLOWED_HOSTS", "https://news.example"),
    ("ALLOWED_HOSTS", "news.example:8000"),
    ("BEHIND_PROXY", "nginx"),
    ("TIME_ZONE", "Europe/Atlantis"),
    ("TIME_ZONE", "+02:00"),
    ("LANGUAGE_CODE", "english"),
    ("LANGUAGE_CODE", "xx"),
    ("DATABASE_URL", "mysql://localhost/news"),
    ("DATABASE_URL", "news.sqlite3"),
    ("DATABASE_URL", "sqlite://news.sqlite3"),
    ("DATABASE_URL", "postgres://localhost"),
    ("DATABASE_URL", "postgres://me:pass/word@localhost/news"),
    ("DATABASE_POOL", "many"),
    ("DATABASE_POOL", "4"),
    ("CACHE_URL", "memcached://localhost"),
    ("CACHE_URL", "redis://localhost:port"),
    ("CACHE_URL", "redis://localhost/main"),
    ("MEDIA_URL", "media"),
    ("MEDIA_URL", "//media.example/"),
    ("MEDIA_URL", "/"),
    ("MEDIA_ROOT", "media"),
    ("MEDIA_ROOT", __file__),
    ("STATIC_ROOT", "static"),
    ("PRIVATE_MEDIA_ROOT", "private"),
    ("PUBLICATION_MAX_MB", "0"),
    ("PUBLICATION_MAX_PAGES", "all"),
    ("S3_BUKET", "news"),
    ("S3_REGION", "eu-west-1"),
    ("EMAIL_URL", "mail.example"),
    ("EMAIL_URL", "imap://mail.example"),
    ("EMAIL_URL", "smtp://"),
    ("LOG_LEVEL", "LOUD"),
    ("SHARED_CACHE_SECONDS", "-1"),
]


@pytest.mark.parametrize(("name", "value"), REFUSED)
def test_a_value_that_cannot_be_right_stops_the_start_and_is_named(name, value):
    refused = start(**{**FIXED, name: value})

    last_line = refused.stderr.strip().splitlines()[-1]
    assert refused.returncode == 1
    assert last_line.startswith("django.core.exceptions.ImproperlyConfigured: ")
    assert name in last_line


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "postgres://me:sesame/word@localhost/news"),
        ("DATABASE_URL", "mysql://me:sesame@localhost/news"),
        ("CACHE_URL", "redis://:sesame/word@localhost:6379/0"),
        ("EMAIL_URL", "smtp://me:sesame/word@mail.example"),
    ],
)
def test_a_refusal_never_repeats_a_password(name, value):
    refused = start(**{**FIXED, name: value})

    assert refused.returncode == 1
    assert "sesame" not in refused.stderr + refused.stdout


def test_a_key_and_its_secret_go_together():
    refused = start(**FIXED, S3_BUCKET="news", S3_ACCESS_KEY="key")

    assert "S3_SECRET_KEY" in refused.stderr.splitlines()[-1]


def test_a_slip_in_a_name_is_told_with_the_right_one():
    assert "Did you mean S3_BUCKET?" in start(**FIXED, S3_BUKET="news").stderr


@pytest.mark.parametrize(
    ("environment", "shown", "value"),
    [
        ({}, "SECURE", "True"),
        ({"SITE_URL": "http://127.0.0.1:8000/"}, "SITE_URL", "'http://127.0.0.1:8000'"),
        ({"SITE_URL": "http://127.0.0.1:8000"}, "BEHIND_PROXY", "False"),
        ({"SITE_URL": "http://[::1]:8000"}, "OUR_HOST", "'::1'"),
        ({"LANGUAGE_CODE": "pt_AO"}, "LANGUAGE_CODE", "'pt-ao'"),
        ({"LOG_LEVEL": "debug"}, "LOG_LEVEL", "'DEBUG'"),
        ({"MEDIA_URL": "https://media.example/news"}, "MEDIA_URL", "'https://media.example/news/'"),
        ({"DEBUG": "yes", "SECRET_KEY": ""}, "DEBUG", "True"),
        ({"EMAIL_URL": "smtp+tls://me:p%40ss@mail.example:587"}, "MAILER['OPTIONS']['password']", "'p@ss'"),
        ({"EMAIL_URL": "filemail:///var/mail"}, "MAILER['OPTIONS']", "{'file_path': '/var/mail'}"),
        (
            {"DATABASE_URL": "sqlite:////srv/news.sqlite3"},
            "DATABASES['default']['NAME']",
            "'/srv/news.sqlite3'",
        ),
        (
            {"DATABASE_URL": "sqlite:///news.sqlite3"},
            "DATABASES['default']['NAME']",
            repr(str(ROOT / "news.sqlite3")),
        ),
        (
            {"DATABASE_URL": "postgres://me:p%40ss@db.example/news?sslmode=require", "DATABASE_POOL": "8"},
            "DATABASES['default']['OPTIONS']",
            "{'connect_timeout': 10, 'sslmode': 'require', 'pool': {'min_size': 1, 'max_size': 8, 'timeout': 10}}",
        ),
        (
            {"CACHE_URL": "redis://:p%40ss@cache.example:6379/3"},
            "CACHES['default']['BACKEND'][-10:]",
            "'RedisCache'",
        ),
        (
            {"S3_BUCKET": "news", "S3_ENDPOINT_URL": "https://s3.example"},
            "CONTENT_SECURITY_POLICY['DIRECTIVES']['img-src'][2:]",
            "['https://news.s3.example', 'https://s3.example']",
        ),
        (
            {"S3_BUCKET": "news", "S3_CUSTOM_DOMAIN": "media.example"},
            "CONTENT_SECURITY_POLICY['DIRECTIVES']['img-src'][2:]",
            "['https://media.example']",
        ),
        (
            {"S3_BUCKET": "news", "S3_CUSTOM_DOMAIN": "media.example"},
            "STORAGES['private']['OPTIONS']['location']",
            "'private'",
        ),
        (
            {"S3_BUCKET": "news", "S3_PRIVATE_BUCKET": "news-private"},
            "STORAGES['private']['OPTIONS']['bucket_name']",
            "'news-private'",
        ),
        ({"MEDIA_ROOT": "/var/news/media"}, "PRIVATE_MEDIA_ROOT.as_posix()", "'/var/news/private-media'"),
        (
            {"MEDIA_URL": "https://media.example/news/"},
            "CONTENT_SECURITY_POLICY['DIRECTIVES']['img-src'][2:]",
            "['https://media.example']",
        ),
    ],
)
def test_what_is_given_is_what_is_used(environment, shown, value):
    started = start(shown, **{**FIXED, **environment})

    assert (started.stdout.strip(), started.stderr) == (value, "")


def test_the_tests_need_nothing_from_the_environment():
    run = subprocess.run(
        [sys.executable, "-c", "from tests import settings; print(settings.SITE_URL)"],
        env=OWN,
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stdout.strip() == "https://news.example"


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ((5, 2), {"EMAIL_BACKEND": "smtp", "EMAIL_HOST": "mail.example", "EMAIL_TIMEOUT": 15}),
        (
            (6, 1),
            {"MAILERS": {"default": {"BACKEND": "smtp", "OPTIONS": {"host": "mail.example", "timeout": 15}}}},
        ),
    ],
)
def test_letters_are_set_up_as_the_running_django_wants(monkeypatch, version, expected):
    monkeypatch.setattr("django.VERSION", version)
    mailer = {"BACKEND": "smtp", "OPTIONS": {"host": "mail.example", "timeout": 15}}

    assert services.mail_settings(mailer) == expected
