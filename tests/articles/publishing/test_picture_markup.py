import pytest

from articles.publishing.picture_markup import focus_classes, picture_parts

PICTURE = {
    "src": "/media/harbour-960.jpg",
    "sources": [
        {"type": "image/webp", "set": [["/media/harbour-480.webp", 480], ["/media/harbour-960.webp", 960]]}
    ],
    "caption": "The harbour at dawn",
    "focal": [0.5, 0.5],
}


def test_every_rendition_is_offered_with_its_width():
    (source,) = picture_parts(PICTURE)["sources"]

    assert source == {
        "type": "image/webp",
        "srcset": "/media/harbour-480.webp 480w, /media/harbour-960.webp 960w",
    }


def test_the_caption_can_be_left_to_the_page_where_a_card_has_no_room():
    assert picture_parts(PICTURE)["caption"] == "The harbour at dawn"
    assert picture_parts(PICTURE, caption=False)["caption"] == ""


def test_only_the_picture_a_page_opens_with_is_fetched_first():
    assert picture_parts(PICTURE)["priority"] == ""
    assert picture_parts(PICTURE, loading="eager")["priority"] == "high"


@pytest.mark.parametrize(
    ("focal", "classes"),
    [
        (None, ""),
        ([0.5, 0.5], ""),
        ([0.5, 0.52], ""),
        ([0.0, 1.0], "focus-x-0 focus-y-100"),
        ([0.32, 0.18], "focus-x-30 focus-y-20"),
        ([-3, 7], "focus-x-0 focus-y-100"),
    ],
)
def test_the_focal_point_becomes_the_nearest_tenth(focal, classes):
    assert focus_classes(focal) == classes


def test_no_picture_is_no_markup():
    assert picture_parts(None) == {"picture": None}
