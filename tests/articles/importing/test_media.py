"""The pictures of an import: found beside it or fetched, once each, and never without their credit."""

from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
import time_machine

from articles.importing.base import ImportedImage, Report
from articles.importing.media import ANOTHER_CREDIT, MISSING, UNUSABLE, Media
from articles.importing.store import Store
from articles.models import Image, PublishedArticle
from articles.publishing.renditions import add_picture
from tests.articles.importing.newsroom_state import every_row
from tests.articles.importing.test_store import NOW, story, the_article, warnings, write
from tests.pictures import picture_file

pytestmark = pytest.mark.django_db

PIER = ImportedImage(
    file="2020/05/pier.jpg", credit="Port Authority", credit_kind="source", alt="A pier", caption="At dawn"
)


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in" / "2020" / "05").mkdir(parents=True)
    (tmp_path / "in" / "2020" / "05" / "pier.jpg").write_bytes(picture_file())
    return tmp_path / "in"


def with_picture(image=PIER, number=1, **fields):
    return story(number, lead_image=image, **fields)


def the_picture():
    return PublishedArticle.objects.get().pictures[0]


def test_a_picture_from_the_folder_is_shown_with_its_credit(folder):
    report = write(with_picture(), media=Media(folder))

    picture = the_picture()
    assert (picture["credit"], picture["alt"], picture["caption"]) == (
        "Source: Port Authority",
        "A pier",
        "At dawn",
    )
    assert picture["src"]
    assert (report.also["images"], warnings(report)) == (1, {})


@pytest.mark.parametrize(
    "said",
    [
        {"file": "wp-content/uploads/2020/05/pier.jpg"},
        {"file": "", "url": "https://old.example/uploads/2020/05/pier.jpg?w=300"},
        {"file": "C:\\site\\2020\\05\\pier.jpg"},
        {"file": "2020/05/pier-300x200.jpg"},
    ],
)
def test_a_file_is_found_by_the_end_of_its_path_or_as_the_whole_of_a_smaller_copy(folder, said):
    write(with_picture(replace(PIER, **said)), media=Media(folder))

    assert Image.objects.get().file


@pytest.mark.parametrize("name", ["../secret.jpg", "/etc/hostname", "x" * 5000 + ".jpg", "con:\n.jpg", "."])
def test_no_name_reaches_outside_the_folder_or_breaks_the_run(folder, name):
    (folder.parent / "secret.jpg").write_bytes(picture_file())

    report = write(with_picture(replace(PIER, file=name)), media=Media(folder))

    assert (report.created, warnings(report)[MISSING]) == (1, 1)
    assert not Image.objects.get().file


def test_a_missing_file_is_a_warning_and_its_credit_is_kept(tmp_path):
    report = write(with_picture(), media=Media(tmp_path))

    assert (Image.objects.get().credit_line, report.failed) == ("Source: Port Authority", 0)
    assert warnings(report) == {MISSING: 1, "A picture without its file": 1}
    assert report.warnings[0]["items"] == ["line 1: 2020/05/pier.jpg"]
    assert "A picture without its file" in the_article().marks


def test_a_file_that_arrives_later_is_shown_without_another_revision(folder, tmp_path):
    write(with_picture(), media=Media(tmp_path / "nowhere"))
    assert the_picture()["src"] == ""

    report = write(with_picture(), media=Media(folder))

    assert (report.updated, report.unchanged) == (1, 0)
    assert the_picture()["src"]
    assert the_article().revisions.count() == 1
    assert the_article().marks == []


def test_a_second_run_with_the_same_pictures_changes_nothing(folder):
    records = [with_picture(), with_picture(number=2), replace(PIER, source="old", source_id="9")]
    write(*records, media=Media(folder))
    before = every_row()

    assert write(*records, media=Media(folder)).unchanged == 2
    assert every_row() == before


def test_the_very_same_file_is_one_picture(folder):
    (folder / "copy.jpg").write_bytes(picture_file())

    report = write(with_picture(), with_picture(replace(PIER, file="copy.jpg"), 2), media=Media(folder))

    assert (Image.objects.count(), report.also["images"]) == (1, 1)


def test_a_picture_that_is_here_keeps_its_credit_and_the_difference_is_said(folder):
    add_picture(picture_file(), credit="Ana Silva", credit_kind="photograph")

    report = write(with_picture(), media=Media(folder))

    assert the_picture()["credit"] == "Photograph: Ana Silva"
    assert warnings(report)[ANOTHER_CREDIT] == 1
    assert the_picture()["caption"] == "At dawn"


def test_a_picture_that_is_here_without_a_credit_gets_it(folder):
    add_picture(picture_file())

    write(with_picture(), media=Media(folder))

    assert the_picture()["credit"] == "Source: Port Authority"


@pytest.mark.parametrize("content", [b"no picture", b"<svg onload='alert(1)'/>", b""])
def test_what_is_no_picture_is_a_warning(folder, content):
    (folder / "odd.jpg").write_bytes(content)

    report = write(with_picture(replace(PIER, file="odd.jpg")), media=Media(folder))

    assert (report.created, warnings(report)[UNUSABLE]) == (1, 1)


def test_the_lead_comes_first_the_others_follow_and_none_twice(folder):
    (folder / "quay.jpg").write_bytes(picture_file(colour="red"))
    quay = ImportedImage(file="quay.jpg", credit="Bo Li", alt="A quay")

    write(with_picture(images=(quay, PIER)), media=Media(folder))

    assert [picture["alt"] for picture in PublishedArticle.objects.get().pictures] == ["A pier", "A quay"]


def test_pictures_of_the_body_stand_in_it_with_their_credits(folder):
    body = '<p>One</p><figure><img src="https://old.example/2020/05/pier.jpg" alt="A pier"><figcaption>Here</figcaption></figure>'

    write(story(body_html=body), media=Media(folder))

    image = Image.objects.get()
    assert the_article().body.count(f'data-image="{image.pk}"') == 1
    row = PublishedArticle.objects.get()
    assert [picture["id"] for picture in row.body_pictures] == [image.pk]
    assert "old.example" not in row.body_html


def test_a_dry_run_keeps_no_file(folder, settings):
    report = write(with_picture(), media=Media(folder, dry_run=True), dry_run=True)

    assert (report.also["images"], Image.objects.count()) == (1, 0)
    assert not settings.MEDIA_ROOT.exists()


# --- fetched ----------------------------------------------------------------------------------------------------


class Server(BaseHTTPRequestHandler):
    asked: list

    def do_GET(self):
        self.asked.append(self.path)
        found = self.path.endswith("pier.jpg")
        self.send_response(200 if found else 404)
        self.end_headers()
        self.wfile.write(picture_file() if found else b"")

    def log_message(self, *args):
        pass


@pytest.fixture
def web():
    """An address on this machine that has pier.jpg and nothing else."""
    Server.asked = []
    server = HTTPServer(("127.0.0.1", 0), Server)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def at(address):
    return ImportedImage(url=address, credit="Port Authority", alt="A pier")


def test_pictures_are_fetched_only_when_asked_for(web):
    write(with_picture(at(f"{web}/pier.jpg")), media=Media(loopback=True))

    assert Server.asked == []
    assert not Image.objects.get().file


def test_a_picture_is_fetched_once(web):
    records = [with_picture(at(f"{web}/pier.jpg")), with_picture(at(f"{web}/pier.jpg"), 2)]
    write(*records, media=Media(fetching=True, loopback=True))
    write(*records, media=Media(fetching=True, loopback=True))

    assert Server.asked == ["/pier.jpg"]
    assert Image.objects.get().file


def test_what_cannot_be_fetched_is_asked_for_once_and_said(web):
    records = [with_picture(at(f"{web}/gone.jpg"), number) for number in (1, 2)]
    report = write(*records, media=Media(fetching=True, loopback=True))

    assert Server.asked == ["/gone.jpg"]
    assert (report.created, report.warnings[0]["items"]) == (
        2,
        [f"line 1: {web}/gone.jpg: The server answered 404 Not Found."],
    )


def test_no_picture_is_fetched_from_inside_our_own_network():
    report = write(with_picture(at("http://127.0.0.1:1/pier.jpg")), media=Media(fetching=True))

    assert report.created == 1
    assert MISSING in warnings(report)


def test_a_record_that_says_nothing_of_a_picture_makes_none():
    assert Media().image(ImportedImage(), "old", "", "line 1", Report()) is None
    assert Store().write([with_picture(ImportedImage())]).created == 1
    assert not Image.objects.exists()


def test_a_picture_that_the_database_refuses_costs_only_its_own_story(monkeypatch):
    def refuse(self, said, *rest):
        raise ValueError("No.")

    monkeypatch.setattr(Media, "image", refuse)

    report = write(with_picture(), story(2), replace(PIER, title="Pier"))

    assert (report.created, report.failures) == (
        1,
        [{"item": "Pier", "reason": "No."}, {"item": "line 1", "reason": "No."}],
    )


def test_pictures_of_a_batch_are_looked_up_in_few_queries(django_assert_max_num_queries):
    records = [
        with_picture(ImportedImage(file=f"{number}.jpg", credit="NASA"), number) for number in range(60)
    ]
    write(*records)

    with django_assert_max_num_queries(20):
        assert write(*records).unchanged == 60
