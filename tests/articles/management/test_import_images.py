import json

import pytest
from django.core.management import CommandError, call_command

from articles.models import Image, PublishedArticle
from articles.publishing.edition import current
from articles.publishing.renditions import add_picture
from tests.factories import make_live_article
from tests.pictures import picture_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in" / "asia").mkdir(parents=True)
    (tmp_path / "in" / "harbour.jpg").write_bytes(picture_file(credit="Agency X", caption="Ships", gps=True))
    (tmp_path / "in" / "asia" / "market.jpg").write_bytes(picture_file(colour="red"))
    (tmp_path / "in" / "notes.txt").write_text("to do")
    return tmp_path / "in"


def run(folder, tmp_path, *options) -> dict:
    """The command's report; its exit code is under "exit"."""
    code = 0
    try:
        call_command("import_images", str(folder), "--report", str(tmp_path / "report.json"), *options)
    except SystemExit as left:
        code = left.code
    return json.loads((tmp_path / "report.json").read_text()) | {"exit": code}


def test_a_folder_comes_in_with_its_credits_and_a_second_run_changes_nothing(folder, tmp_path):
    (folder / "credits.csv").write_text(
        "file,credit,credit_kind,alt\nasia/market.jpg,Ben Ode,photograph,A market\n"
    )

    first = run(folder, tmp_path)
    again = run(folder, tmp_path)

    assert (first["created"], first["exit"], first["also"]) == (2, 0, {"places taken out": 1})
    assert (again["created"], again["unchanged"]) == (0, 2)
    assert {image.title: image.credit_line for image in Image.objects.all()} == {
        "harbour": "Image credit: Agency X",
        "market": "Photograph: Ben Ode",
    }


def test_what_holds_for_all_is_given_once(folder, tmp_path):
    run(folder, tmp_path, "--licence", "CC BY 4.0")

    assert set(Image.objects.values_list("licence", flat=True)) == {"CC BY 4.0"}


def test_a_broken_file_is_named_and_the_rest_goes_in(folder, tmp_path):
    (folder / "broken.jpg").write_bytes(picture_file()[:200])

    report = run(folder, tmp_path)

    assert (report["created"], report["failed"], report["exit"]) == (2, 1, 1)
    assert report["failures"][0]["item"] == "broken.jpg"


def test_a_picture_nobody_is_credited_for_is_taken_and_said_so(folder, tmp_path):
    report = run(folder, tmp_path)

    uncredited = [entry for entry in report["warnings"] if "credited" in entry["warning"]]
    assert [entry["items"] for entry in uncredited] == [["asia/market.jpg"]]


def test_a_dry_run_says_the_same_and_writes_nothing(folder, tmp_path, settings):
    report = run(folder, tmp_path, "--dry-run")

    assert (report["created"], report["dry_run"]) == (2, True)
    assert not Image.objects.exists()
    assert not settings.MEDIA_ROOT.exists()


@pytest.mark.parametrize(
    ("credits_csv", "said"),
    [
        ("name,credit\na.jpg,X\n", "file"),
        ("file,colour\na.jpg,red\n", "colour"),
        ("file,credit_kind\na.jpg,stolen\n", "stolen"),
    ],
)
def test_a_list_that_cannot_be_understood_stops_before_anything_is_written(folder, credits_csv, said):
    (folder / "credits.csv").write_text(credits_csv)

    with pytest.raises(CommandError, match=said) as refused:
        call_command("import_images", str(folder))

    assert refused.value.returncode == 2
    assert not Image.objects.exists()


def test_no_folder_is_exit_code_2(tmp_path):
    with pytest.raises(CommandError, match="not a folder") as refused:
        call_command("import_images", str(tmp_path / "nowhere"))

    assert refused.value.returncode == 2


def test_avif_made_afterwards_reaches_the_pages_that_show_the_picture():
    image, _ = add_picture(picture_file(size=(400, 200)), alt="A harbour", credit="Ana Silva")
    make_live_article(images=[image])
    before = current().number

    call_command("make_avif")

    kinds = [source["type"] for source in PublishedArticle.objects.get().lead["sources"]]
    assert kinds == ["image/avif", "image/webp", "image/jpeg"]
    assert current().number > before
