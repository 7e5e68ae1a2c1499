import os
from types import SimpleNamespace

import pytest
from django.core.checks import registry

from newsroom import checks

FILES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {"BACKEND": "newsroom.lib.private_files.PrivateFolder"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}


def told(check) -> list[str]:
    return [message.id for message in check()]


@pytest.mark.parametrize(
    ("site_url", "allowed_hosts", "expected"),
    [
        ("https://news.example", ["news.example"], []),
        ("https://news.example:8443", [".example"], []),
        ("https://[2001:db8::1]:8443", ["[2001:db8::1]"], []),
        ("http://news.example", ["news.example"], ["newsroom.W001"]),
        ("http://127.0.0.1:8000", ["127.0.0.1"], ["newsroom.W001", "newsroom.W002"]),
        ("https://news.example", ["other.example"], ["newsroom.E001"]),
        ("https://news.example", ["*"], ["newsroom.W003"]),
    ],
)
def test_an_address_that_readers_could_not_use_is_told(settings, site_url, allowed_hosts, expected):
    settings.SITE_URL, settings.ALLOWED_HOSTS = site_url, allowed_hosts

    assert told(checks.check_addresses) == expected


def test_static_files_that_were_not_collected_are_told(settings, tmp_path):
    settings.STORAGES, settings.STATIC_ROOT = FILES, tmp_path

    assert told(checks.check_folders) == ["newsroom.E003"]

    (tmp_path / "staticfiles.json").write_text("{}")
    assert told(checks.check_folders) == []


def test_a_folder_that_cannot_be_written_is_told(settings, monkeypatch, tmp_path):
    monkeypatch.setattr(os, "access", lambda folder, mode: False)
    settings.STORAGES = {**FILES, "staticfiles": {"BACKEND": "StaticFilesStorage"}}
    settings.MEDIA_ROOT = tmp_path / "not" / "yet" / "there"

    assert told(checks.check_folders) == ["newsroom.E002", "newsroom.E006"]


def test_private_files_in_the_public_folder_are_told(settings, tmp_path):
    settings.STORAGES = {**FILES, "staticfiles": {"BACKEND": "StaticFilesStorage"}}
    settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT = tmp_path, tmp_path / "private"

    assert told(checks.check_folders) == ["newsroom.E005"]


@pytest.mark.parametrize(
    ("engine", "name", "expected"),
    [("sqlite3", "/srv/news/db", ["newsroom.E004"]), ("sqlite3", ":memory:", []), ("postgresql", "news", [])],
)
def test_sqlite_in_a_folder_that_cannot_be_written_is_told(monkeypatch, engine, name, expected):
    database = {"ENGINE": f"django.db.backends.{engine}", "NAME": name}
    monkeypatch.setattr(os, "access", lambda folder, mode: False)
    monkeypatch.setattr(checks, "settings", SimpleNamespace(DATABASES={"default": database}))

    assert told(checks.check_kept_data) == expected


@pytest.mark.parametrize(("backend", "expected"), [("console", ["newsroom.W004"]), ("smtp", [])])
def test_letters_that_reach_nobody_are_told(settings, backend, expected):
    settings.MAILER = {"BACKEND": f"django.core.mail.backends.{backend}.EmailBackend"}

    assert told(checks.check_letters) == expected


def test_the_deployment_check_asks_all_of_them():
    ours = {check for check in registry.registry.deployment_checks if check.__module__ == checks.__name__}

    assert len(ours) == 4
