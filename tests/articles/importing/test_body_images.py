"""How the pictures of a body are found and marked."""

from hypothesis import given
from hypothesis import strategies as st

from articles.importing.base import ImportedImage
from articles.importing.body_images import located

SRC = "https://old.example/a.jpg"
IMG = f'<img src="{SRC}" alt="A pier &amp; a bridge">'
PIER = ImportedImage(url=SRC, alt="A pier & a bridge")


def test_a_figure_keeps_its_caption():
    body, images = located(
        f'<p>One</p><figure class="x">{IMG}<figcaption>The <em>pier</em></figcaption></figure><p>Two</p>'
    )

    assert (
        body
        == f'<p>One</p><figure data-picture="0">{IMG}<figcaption>The <em>pier</em></figcaption></figure><p>Two</p>'
    )
    assert images == (ImportedImage(url=SRC, alt="A pier & a bridge", caption="The pier"),)


def test_a_picture_among_words_comes_before_their_paragraph():
    body, images = located(f"<p>One {IMG} two</p><p><a href='{SRC}'>{IMG}</a></p>")

    assert (
        body
        == f'<figure data-picture="0">{IMG}</figure><p>One  two</p><figure data-picture="1">{IMG}</figure>'
    )
    assert images == (PIER, PIER)


def test_a_picture_outside_paragraphs_stays_in_its_place():
    assert located(f"<div>One {IMG}</div>") == (
        f'<div>One <figure data-picture="0">{IMG}</figure></div>',
        (PIER,),
    )


def test_the_sources_own_record_completes_a_picture_known_by_number():
    pier = ImportedImage(
        url="https://old.example/full.jpg", source="old", source_id="755", alt="Full", credit="Ana"
    )
    known = {"755": pier}.get
    by_class = located(f'<img class="size-l wp-image-755" src="{SRC}">', known)[1]
    by_figure = located(f'<figure id="attachment_755"><img src="{SRC}" alt="Here"></figure>', known)[1]

    assert by_class == (pier,)
    assert by_figure[0].alt == "Here"
    assert by_figure[0].credit == "Ana"


def test_marks_that_would_point_at_pictures_of_ours_are_removed():
    body, images = located(
        "<figure data-image='5' data-picture=3><img data-image=\"7\" src=a.jpg></figure><i data-image=9>x</i>"
    )

    assert body == '<figure data-picture="0"><img src=a.jpg></figure><i>x</i>'
    assert images == (ImportedImage(file="a.jpg"),)


def test_pictures_inside_the_text_itself_are_not_taken_along():
    assert located('<p>One</p><img src="data:image/png;base64,AAAA"><img alt="nothing">') == (
        "<p>One</p>",
        (),
    )


def test_a_figure_of_several_pictures_becomes_several_figures():
    body, images = located(f"<figure>{IMG}{IMG}</figure>")

    assert len(images) == 2
    assert body.count("data-picture") == 2


PIECES = st.sampled_from(
    ["<p>", "</p>", "<figure>", "</figure>", IMG, "<img ", "<a href=x>", "</a>", "<figcaption>", ">", '"']
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=20).map("".join))
def test_in_any_body_the_marks_and_the_pictures_are_as_many(body):
    marked, images = located(body)

    assert [f'data-picture="{number}"' in marked for number in range(len(images) + 1)] == [True] * len(
        images
    ) + [False]
