"""What an import says about itself."""

from dataclasses import replace
from datetime import UTC, datetime

from articles.importing.base import NAMED_PER_WARNING, ImportedArticle, ImportedByline, ImportedImage, Report

STORY = ImportedArticle(
    source="wire",
    source_id="7",
    headline="Harbour bridge reopens",
    bylines=(ImportedByline("Ana Ruiz"),),
    lead_image=ImportedImage(file="bridge.jpg", credit="Port Authority"),
    published_at=datetime(2020, 5, 1, 8, tzinfo=UTC),
)


def test_a_later_time_stamp_or_another_line_number_is_no_change():
    again = replace(
        STORY, changed_at=datetime(2021, 1, 1, tzinfo=UTC), item="line 9", warnings=("no standfirst",)
    )

    assert again.fingerprint() == STORY.fingerprint()


def test_any_word_printed_is_a_change():
    changes = [
        replace(STORY, headline="Harbour bridge reopens at last"),
        replace(STORY, bylines=(ImportedByline("Ana Ruiz", role="photographs"),)),
        replace(STORY, lead_image=replace(STORY.lead_image, credit="Port Authority / pool")),
        replace(STORY, published_at=datetime(2020, 5, 1, 9, tzinfo=UTC)),
    ]

    assert len({STORY.fingerprint(), *(changed.fingerprint() for changed in changes)}) == 5


def test_text_that_no_encoding_can_hold_still_has_a_fingerprint():
    assert replace(STORY, headline="half a pair \ud800").fingerprint() != STORY.fingerprint()


def test_failures_are_all_named_and_warnings_alike_are_one_entry():
    report = Report(created=3)
    report.fail("line 2", "It has no headline.")
    for number in range(NAMED_PER_WARNING + 5):
        report.warn(f"line {number}", "The picture was not found.", f"p{number}.jpg")

    answer = report.as_dict()

    assert answer["failures"] == [{"item": "line 2", "reason": "It has no headline."}]
    assert [(entry["warning"], entry["count"], len(entry["items"])) for entry in answer["warnings"]] == [
        ("The picture was not found.", NAMED_PER_WARNING + 5, NAMED_PER_WARNING)
    ]
    assert answer["warnings"][0]["items"][0] == "line 0: p0.jpg"


def test_the_exit_code_is_one_only_when_something_failed():
    clean, torn = Report(created=1, skipped=4), Report(created=1)
    torn.fail("line 2", "It has no headline.")

    assert (clean.exit_code, torn.exit_code) == (0, 1)
