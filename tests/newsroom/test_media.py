"""Pictures reach readers from a server that has no proxy before it."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.django_db  # a 404 page is set in the site's frame


def test_a_picture_of_the_media_folder_may_be_kept_for_good(client, settings):
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True)
    (folder / "harbour.webp").write_bytes(b"RIFF")

    response = client.get("/media/harbour.webp")

    assert b"".join(response) == b"RIFF"
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"


def test_nothing_outside_the_folder_is_served(client, settings):
    Path(settings.MEDIA_ROOT).mkdir(parents=True)

    assert client.get("/media/../conftest.py").status_code == 400
    assert client.get("/media/%2e%2e/%2e%2e/etc/passwd").status_code == 400


def test_a_folder_is_not_listed(client, settings):
    (Path(settings.MEDIA_ROOT) / "images").mkdir(parents=True)

    assert client.get("/media/images/").status_code == 404
