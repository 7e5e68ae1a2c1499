"""What an operator should know before readers come: `manage.py check --deploy` tells each in a sentence."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Caution
from django.http.request import validate_host


@register(Tags.security, deploy=True)
def check_addresses(**named) -> Iterator[CheckMessage]:
    """The site's own address is what feeds, canonical links and e-mails carry."""
    parts = urlsplit(settings.SITE_URL)
    if parts.scheme != "https":
        yield Caution(
            f"SITE_URL is {settings.SITE_URL}: cookies and passwords travel unprotected.",
            hint="Put a proxy with a certificate before the site and set SITE_URL=https://….",
            id="newsroom.W001",
        )
    if parts.hostname in {"127.0.0.1", "localhost", "::1"}:
        yield Caution(
            "SITE_URL names this machine, so feeds, canonical links and e-mails lead nowhere.",
            hint="Set SITE_URL to the address readers type.",
            id="newsroom.W002",
        )
    if not validate_host(parts.netloc.rpartition(":")[0] or parts.netloc, settings.ALLOWED_HOSTS):
        yield Error(
            f"ALLOWED_HOSTS does not hold {parts.hostname}, the host of SITE_URL: every reader would get a 400.",
            hint="Add it, or leave ALLOWED_HOSTS unset.",
            id="newsroom.E001",
        )
    if "*" in settings.ALLOWED_HOSTS:
        yield Caution(
            "ALLOWED_HOSTS allows every host, so a visitor decides which host some links carry.",
            hint="Name the hosts, or leave ALLOWED_HOSTS unset.",
            id="newsroom.W003",
        )


@register(Tags.files, deploy=True)
def check_folders(**named) -> Iterator[CheckMessage]:
    """The folders that the site writes to and reads from."""
    if "FileSystemStorage" in settings.STORAGES["default"]["BACKEND"] and not _writable(settings.MEDIA_ROOT):
        yield Error(
            f"MEDIA_ROOT ({settings.MEDIA_ROOT}) can't be written by this user: no picture could be uploaded.",
            hint="Create the folder and give it to the user that runs the site.",
            id="newsroom.E002",
        )
    private, public = Path(settings.PRIVATE_MEDIA_ROOT).resolve(), Path(settings.MEDIA_ROOT).resolve()
    if "PrivateFolder" in settings.STORAGES["private"]["BACKEND"]:
        if private.is_relative_to(public):
            yield Error(
                f"PRIVATE_MEDIA_ROOT ({private}) lies inside MEDIA_ROOT, so publications could be read before their time.",
                hint="Name a folder beside it.",
                id="newsroom.E005",
            )
        if not _writable(private):
            yield Error(
                f"PRIVATE_MEDIA_ROOT ({private}) can't be written by this user: no publication could be uploaded.",
                hint="Create the folder and give it to the user that runs the site.",
                id="newsroom.E006",
            )
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if "Manifest" in settings.STORAGES["staticfiles"]["BACKEND"] and not manifest.is_file():
        yield Error(
            f"{manifest} is missing: every page would fail.",
            hint="Run manage.py collectstatic.",
            id="newsroom.E003",
        )


@register(Tags.database, deploy=True)
def check_kept_data(**named) -> Iterator[CheckMessage]:
    """SQLite writes beside its file too, so the folder counts."""
    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        return
    folder = Path(database["NAME"]).parent
    if "memory" not in str(database["NAME"]) and not _writable(folder):
        yield Error(
            f"The folder of the database ({folder}) can't be written by this user; SQLite keeps its log there.",
            hint="Give the folder to the user that runs the site, or name another in DATABASE_URL.",
            id="newsroom.E004",
        )


@register(Tags.compatibility, deploy=True)
def check_letters(**named) -> Iterator[CheckMessage]:
    """Letters that only reach a terminal."""
    if settings.MAILER["BACKEND"].endswith(("console.EmailBackend", "dummy.EmailBackend")):
        yield Caution(
            "Letters, such as those for a forgotten password, are printed or dropped and reach nobody.",
            hint="Set EMAIL_URL=smtp+tls://user:password@host:587.",
            id="newsroom.W004",
        )


def _writable(folder: Path | str) -> bool:
    """Whether this user may write in the folder, or make it where it does not exist yet."""
    folder = Path(folder)
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
