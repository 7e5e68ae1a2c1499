from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from articles.models import Image, PublishedArticle
from articles.publishing.edition import current
from articles.publishing.renditions import add_picture
from tests.factories import make_article, make_image, make_live_article, make_user
from tests.pictures import picture_file

pytestmark = pytest.mark.django_db
ADD, LIST = "admin:articles_image_add", "admin:articles_image_changelist"


@pytest.fixture
def desk(client):
    """A publisher's browser: the role that may do everything with pictures."""
    client.force_login(make_user("Publisher"))
    return client


def upload(content: bytes, name: str = "harbour.jpg"):
    return SimpleUploadedFile(name, content, "image/jpeg")


def fields(**given):
    return {
        "title": "Harbour",
        "alt": "Ships in a harbour",
        "caption": "",
        "credit_kind": "photograph",
        "credit": "Ana Silva",
        "may_syndicate": "on",
        "focal_x": "0.5",
        "focal_y": "0.5",
    } | given


def errors_of(response) -> dict:
    return {name: list(said) for name, said in response.context["adminform"].form.errors.items()}


def test_an_upload_becomes_a_picture_with_its_renditions(desk):
    response = desk.post(reverse(ADD), fields(file=upload(picture_file(size=(700, 400)))))

    assert response.status_code == 302
    image = Image.objects.get()
    assert image.credit_line == "Photograph: Ana Silva"
    assert [made["width"] for made in image.renditions] == [320, 640, 700, 700]
    assert image.file.name.startswith("originals/")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"hello", "This is not a picture. Use a JPEG, PNG, WebP, GIF, TIFF or AVIF file."),
        (b"%PDF-1.7 ...", "This is a PDF document. Use a JPEG, PNG, WebP, GIF, TIFF or AVIF picture."),
        (picture_file(size=(640, 480))[:-300], "The picture is cut off or damaged."),
    ],
)
def test_a_file_that_is_no_picture_is_refused_at_the_field_and_nothing_is_saved(
    desk, settings, content, said
):
    response = desk.post(reverse(ADD), fields(file=upload(content)))

    assert errors_of(response) == {"file": [said]}
    assert not Image.objects.exists()
    assert not settings.MEDIA_ROOT.exists()


def test_credit_and_text_alternative_are_asked_for_next_to_the_field(desk):
    response = desk.post(reverse(ADD), fields(file=upload(picture_file()), alt="", credit=""))

    assert set(errors_of(response)) == {"alt", "credit"}
    assert not Image.objects.exists()


def test_a_credit_in_the_file_is_enough(desk):
    desk.post(reverse(ADD), fields(file=upload(picture_file(credit="Agency X")), credit=""))

    assert Image.objects.get().credit_line == "Image credit: Agency X"


def test_the_same_file_again_is_refused_with_a_link_to_the_picture(desk):
    image, _ = add_picture(picture_file(), credit="Ana Silva")

    response = desk.post(reverse(ADD), fields(file=upload(picture_file())))

    assert f"/admin/articles/image/{image.pk}/change/" in errors_of(response)["file"][0]


def test_a_new_credit_reaches_the_pages_in_the_same_moment(desk):
    image, _ = add_picture(picture_file(), credit="Ana", credit_kind="photograph", alt="Ships")
    make_live_article(images=[image])
    before = current().number

    desk.post(reverse("admin:articles_image_change", args=[image.pk]), fields(credit="Ana Silva"))

    assert PublishedArticle.objects.get().lead["credit"] == "Photograph: Ana Silva"
    assert current().number > before


def test_rights_that_end_take_the_picture_off_the_pages(desk):
    image, _ = add_picture(picture_file(), credit="Ana", alt="Ships")
    make_live_article(images=[image])
    ended = timezone.localtime() - timedelta(hours=1)
    day, hour = f"{ended:%Y-%m-%d}", f"{ended:%H:%M:%S}"

    desk.post(
        reverse("admin:articles_image_change", args=[image.pk]),
        fields(rights_until_0=day, rights_until_1=hour),
    )

    row = PublishedArticle.objects.live().get()
    assert row.pictures == []


def test_a_picture_keeps_the_credit_it_has(desk):
    image = make_image()

    response = desk.post(reverse("admin:articles_image_change", args=[image.pk]), fields(credit=""))

    assert errors_of(response) == {"credit": ["A picture that has its credit cannot lose it."]}


@pytest.mark.parametrize("where", ["public", "draft", "body"])
def test_a_picture_in_use_cannot_be_deleted(desk, where):
    image = make_image()
    if where == "public":
        make_live_article(images=[image])
    else:
        body = f'<figure data-image="{image.pk}"><img src="/a.webp" alt=""></figure>'
        make_article(images=[image] if where == "draft" else [], body=body if where == "body" else "<p>x</p>")

    response = desk.post(
        reverse("admin:articles_image_delete", args=[image.pk]), {"post": "yes"}, follow=True
    )

    assert Image.objects.filter(pk=image.pk).exists()
    assert "cannot be deleted. One story" in str(next(iter(response.context["messages"])))


def test_a_picture_nobody_uses_can_go(desk):
    image = make_image()

    desk.post(reverse("admin:articles_image_delete", args=[image.pk]), {"post": "yes"})

    assert not Image.objects.exists()


def test_its_files_go_with_it(desk, django_capture_on_commit_callbacks):
    image, _ = add_picture(picture_file())
    names = [image.file.name, *(made["name"] for made in image.renditions)]

    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("admin:articles_image_delete", args=[image.pk]), {"post": "yes"})

    assert not [name for name in names if default_storage.exists(name)]


def test_its_page_says_where_it_is_used(desk):
    image = make_image()
    live = make_live_article(headline="Harbour reopens", images=[image])
    make_article(headline="Tides", images=[image])

    page = desk.get(reverse("admin:articles_image_change", args=[image.pk])).content.decode()

    assert f'<a href="{live.publications.get().path}">Harbour reopens</a>' in page
    assert ">Tides</a>" in page


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_costs_the_same_for_one_picture_and_many(desk, django_assert_num_queries, count):
    for _ in range(count):
        make_article(images=[make_image()])
    desk.get(reverse(LIST))  # content types are read once by a process

    with django_assert_num_queries(6):
        page = desk.get(reverse(LIST))

    assert len(page.context["cl"].result_list) == count


@pytest.mark.parametrize(("search", "found"), [("silva", 1), ("harbour", 1), ("nobody", 0)])
def test_pictures_are_found_by_credit_and_title(desk, search, found):
    make_image(title="Harbour", credit="Ana Silva")

    page = desk.get(reverse(LIST), {"q": search})

    assert len(page.context["cl"].result_list) == found


def test_pictures_that_lack_something_are_listed(desk):
    make_image()
    lacking = make_image(alt="")

    page = desk.get(reverse(LIST), {"lacks": "alt"})

    assert [image.pk for image in page.context["cl"].result_list] == [lacking.pk]


def test_of_many_files_the_good_go_in_and_the_bad_are_named(desk):
    files = [
        upload(picture_file(), "a.jpg"),
        upload(b"hello", "b.jpg"),
        upload(picture_file(credit="X"), "c.jpg"),
    ]

    page = desk.post(
        reverse("admin:articles_image_upload"),
        {"files": files, "credit_kind": "courtesy", "credit": "Ben Ode"},
    )

    assert [name for name, _ in page.context["refused"]] == ["b.jpg"]
    assert {image.credit_line for image in Image.objects.all()} == {"Courtesy of Ben Ode", "Image credit: X"}


def test_many_pictures_are_described_on_one_page(desk):
    answer = desk.post(
        reverse("admin:articles_image_upload"), {"files": [upload(picture_file())], "credit_kind": "credit"}
    )
    image = Image.objects.get()
    row = {"id": image.pk, "title": "T", "caption": "", "credit_kind": "credit", "credit": "Ana", "alt": ""}
    whole = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1}

    lacking = desk.post(answer.url, whole | {f"form-0-{name}": value for name, value in row.items()})
    desk.post(
        answer.url, whole | {f"form-0-{name}": value for name, value in (row | {"alt": "Ships"}).items()}
    )

    assert lacking.context["formset"].forms[0].errors.keys() == {"alt"}
    image.refresh_from_db()
    assert (image.alt, image.credit) == ("Ships", "Ana")


def test_the_picker_finds_pictures_and_never_gives_the_original(desk):
    image, _ = add_picture(picture_file(size=(800, 400)), title="Harbour", credit="Ana", alt="Ships")
    make_image(title="Market", alt="Stalls")

    answer = desk.get(reverse("admin:articles_image_picker"), {"q": "harbour"})

    (picture,) = answer.json()["pictures"]
    assert (picture["id"], picture["credit"], picture["alt"]) == (image.pk, "Image credit: Ana", "Ships")
    assert picture["src"].endswith("-640.webp")
    assert "originals" not in answer.content.decode()


@pytest.mark.parametrize("name", ["picker", "upload", "describe"])
def test_the_librarys_pages_ask_for_permission(client, name):
    client.force_login(make_user())

    assert client.get(reverse(f"admin:articles_image_{name}")).status_code == 403


def test_a_thumbnail_leads_to_the_smallest_rendition(desk):
    image = make_image()

    answer = desk.get(reverse("admin:articles_image_thumbnail", args=[image.pk]))

    assert answer.url == image.thumbnail_url()


def test_too_many_files_at_once_are_refused_before_any_is_taken(desk):
    files = [upload(picture_file(size=(8, 8 + number)), f"{number}.jpg") for number in range(31)]

    page = desk.post(reverse("admin:articles_image_upload"), {"files": files, "credit_kind": "credit"})

    assert page.context["form"].errors["files"] == ["These are 31 files. Take at most 30 at a time."]
    assert not Image.objects.exists()


def test_a_contributor_describes_what_they_added_until_readers_see_it(client):
    client.force_login(make_user("Contributor"))
    answer = client.post(
        reverse("admin:articles_image_upload"), {"files": [upload(picture_file())], "credit_kind": "credit"}
    )

    before = client.get(answer.url).status_code
    make_live_article(images=[Image.objects.get()])
    after = client.get(answer.url).status_code

    assert (before, after) == (200, 404)
