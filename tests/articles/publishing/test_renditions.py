import io
from collections import Counter

import pytest
from django.core.files.storage import default_storage
from PIL import Image as Pillow

from articles.models import Image
from articles.publishing.renditions import UnusableImage, add_picture, make_avif, make_renditions
from newsroom.lib.imaging import open_untrusted
from tests.pictures import picture_file

pytestmark = pytest.mark.django_db


def stored(name: str) -> bytes:
    with default_storage.open(name) as file:
        return file.read()


def widths(image: Image, kind: str = "image/webp") -> list[int]:
    return [made["width"] for made in image.renditions if made["type"] == kind]


def test_a_picture_gets_a_file_for_each_width_and_is_never_enlarged():
    image, created = add_picture(picture_file(size=(1000, 500)), filename="harbour.jpg")

    assert created
    assert widths(image) == [320, 640, 960, 1000]
    assert widths(image, "image/jpeg") == [1000]
    assert (image.width, image.height) == (1000, 500)
    for made in image.renditions:
        assert Pillow.open(io.BytesIO(stored(made["name"]))).size == (made["width"], made["height"])


def test_where_it_was_taken_never_leaves():
    image, _ = add_picture(picture_file(size=(400, 300), gps=True, byline="Ana Silva"), filename="a.jpg")

    assert image.metadata["had_gps"]
    assert open_untrusted(
        stored(image.file.name)
    ).has_gps  # the archive's own file, under a name nobody can guess
    assert image.sha256[:12] not in image.file.name
    for made in image.renditions:
        opened = Pillow.open(io.BytesIO(stored(made["name"])))
        assert not dict(opened.getexif())
        assert not {"exif", "xmp", "icc_profile"} & set(opened.info)


def test_empty_fields_are_filled_from_the_file():
    content = picture_file(
        credit="Agency X", byline="Ana Silva", caption="Ships at dawn", rights="Copyright 2024 Agency X Ltd"
    )

    image, _ = add_picture(content, filename="IMG_0001 harbour.jpg", alt="Ships")

    assert image.credit_line == "Image credit: Agency X"
    assert (image.photographer, image.holder) == ("Ana Silva", "Agency X Ltd")
    assert (image.caption, image.alt, image.title) == ("Ships at dawn", "Ships", "IMG 0001 harbour")


def test_what_was_given_by_hand_wins_over_the_file():
    image, _ = add_picture(picture_file(credit="Agency X"), credit="Ben Ode", credit_kind="courtesy")

    assert image.credit_line == "Courtesy of Ben Ode"


def test_a_byline_alone_is_credited_as_the_photographer():
    image, _ = add_picture(picture_file(byline="Ana Silva"))

    assert image.credit_line == "Photograph: Ana Silva"


def test_the_same_file_is_the_same_picture():
    first, _ = add_picture(picture_file(), credit="Ana Silva")
    again, created = add_picture(picture_file(), credit="Somebody else")

    assert (again.pk, created, again.credit) == (first.pk, False, "Ana Silva")


def test_the_same_record_of_a_source_is_the_same_picture_even_with_another_file():
    first, _ = add_picture(picture_file(), source="wxr", source_id="7")
    again, created = add_picture(picture_file(colour="red"), source="wxr", source_id="7")

    assert (again.pk, created) == (first.pk, False)


def test_a_file_that_is_no_picture_is_refused_and_leaves_nothing(settings):
    with pytest.raises(UnusableImage, match="not a picture"):
        add_picture(b"hello", filename="a.jpg")

    assert not Image.objects.exists()
    assert not settings.MEDIA_ROOT.exists()


def test_transparency_is_kept():
    image, _ = add_picture(picture_file(mode="RGBA", colour=(0, 0, 0, 0), kind="PNG"))

    assert {made["type"] for made in image.renditions} == {"image/webp"}
    assert Pillow.open(io.BytesIO(stored(image.renditions[0]["name"]))).mode == "RGBA"


def test_renditions_made_again_have_the_same_names_and_mend_a_file_cut_short():
    image, _ = add_picture(picture_file(size=(700, 400)))
    before, name = image.renditions, image.renditions[0]["name"]
    whole = stored(name)
    with open(default_storage.path(name), "wb") as file:
        file.write(whole[:10])

    make_renditions(image)

    image.refresh_from_db()
    assert image.renditions == before
    assert stored(name) == whole


def test_a_missing_file_is_said_so():
    image, _ = add_picture(picture_file())
    default_storage.delete(image.file.name)

    with pytest.raises(UnusableImage, match="missing"):
        make_renditions(image)


def test_avif_comes_afterwards_and_once():
    image, _ = add_picture(picture_file(size=(400, 200)))

    assert make_avif(image)
    assert not make_avif(image)

    image.refresh_from_db()
    assert widths(image, "image/avif") == [320, 400]


def test_hostile_and_odd_files_are_taken_whole_or_refused_in_words(corpora):
    outcome = Counter()
    for path in sorted(path for path in (corpora / "images").rglob("*") if path.is_file()):
        try:
            image, created = add_picture(path.read_bytes(), filename=path.name)
        except UnusableImage as refusal:
            outcome["refused" if str(refusal).endswith(".") else "refused without a sentence"] += 1
        else:
            outcome["taken" if created else "again"] += 1
            assert image.renditions
            assert image.width <= 16_000

    print(dict(outcome))  # noqa: T201  the counts are the point
    assert not outcome["refused without a sentence"]
    assert outcome["taken"] > 100
    assert outcome["refused"] > 50
