"""The addresses of a page's own files."""

import json

import pytest

from newsroom.static_files import ManifestFiles


@pytest.fixture
def files(settings, tmp_path):
    settings.DEBUG = False
    manifest = {"paths": {"site/site.css": "site/site.0123456789ab.css"}, "version": "1.1", "hash": ""}
    (tmp_path / "staticfiles.json").write_text(json.dumps(manifest))
    return ManifestFiles(location=str(tmp_path), base_url="/static/")


def test_an_address_names_the_version_and_is_worked_out_once(files):
    first = files.url("site/site.css")

    assert first == "/static/site/site.0123456789ab.css"
    assert files.url("site/site.css") is first


def test_a_file_that_nobody_collected_is_an_error_each_time(files):
    for _ in range(2):
        with pytest.raises(ValueError, match="Missing staticfiles manifest entry"):
            files.url("site/other.css")
