"""The body's editor in a real browser, under the site's own content security policy."""

from pathlib import Path

import pytest

from articles.publishing.renditions import add_picture
from tests.factories import make_user
from tests.pictures import picture_file

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
BODY = "[aria-label=Body].ProseMirror"
PASTE = """([selector, html]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  document.querySelector(selector).dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
GOOGLE_DOCS = (
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr" style="line-height:1.4">'
    '<span style="font-weight:400;color:#000">Plain and </span><span style="font-weight:700">bold</span></p>'
    "<ul><li><p>One</p></li><ul><li><p>Inside</p></li></ul></ul></b>"
)
WORD = (
    "<html xmlns:o='urn:o'><head><style>p{mso-x:1}</style></head><body><!--StartFragment--><p class=MsoNormal>Intro<o:p></o:p></p>"
    "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span>"
    "</span><![endif]>First</p><p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>1.</span>Second</p>"
    "<img src='file:///c:/a.png'><!--EndFragment--></body></html>"
)


@pytest.fixture
def desk(browser, live_server, client, settings, answered_all):
    """Opens the page of the body's field; gives the page and what its console complained of."""
    settings.ROOT_URLCONF = "tests.browser.editor_page"
    client.force_login(make_user(is_superuser=True))
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    opened = []

    def start(**options):
        opened.append(context := browser.new_context(**options))
        context.add_cookies([cookie])
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda said: said.type == "error" and page.complaints.append(said.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(f"{live_server.url}/editor/")
        return page

    yield start
    for context in opened:
        context.close()


def saved(page) -> str:
    page.click("input[type=submit]")
    page.wait_for_load_state()
    return page.inner_text("#saved")


def test_what_is_typed_and_marked_is_saved(desk):
    page = desk()
    page.click(BODY)

    page.keyboard.type("Ports ")
    page.click("button[title=bold]")
    page.keyboard.type("reopen")

    assert saved(page) == "<p>Ports <strong>reopen</strong></p>"
    assert page.complaints == []


def test_a_picture_is_found_in_the_library_and_placed_with_its_credit(desk):
    image, _ = add_picture(picture_file(size=(700, 400)), title="Harbour", credit="Ana Silva", alt="Ships")
    page = desk()
    page.click(BODY)

    page.click("button[title=figure]")
    page.fill(".desk-picker input", "harb")
    page.click(".desk-picker li button")
    page.click(".desk-figure figcaption")
    page.keyboard.type("At dawn")

    assert page.inner_text(".desk-figure__credit") == "Image credit: Ana Silva"
    figure = saved(page)
    assert figure.startswith(f'<figure data-image="{image.pk}"><img')
    assert "<figcaption>At dawn</figcaption>" in figure
    assert page.complaints == []


@pytest.mark.parametrize(
    ("clipboard", "body"),
    [
        (
            GOOGLE_DOCS,
            "<p>Plain and <strong>bold</strong></p><ul><li><p>One</p><ul><li><p>Inside</p></li></ul></li></ul>",
        ),
        (WORD, "<p>Intro</p><ul><li><p>First</p><ol><li><p>Second</p></li></ol></li></ul>"),
    ],
)
def test_a_paste_leaves_what_was_meant(desk, clipboard, body):
    page = desk()
    page.click(BODY)

    page.evaluate(PASTE, [BODY, clipboard])

    assert saved(page).replace('<p dir="ltr">', "<p>") == body
    assert page.complaints == []


def test_real_clipboards_paste_without_complaint(desk, corpora):
    page = desk()
    files = sorted((corpora / "html" / "ckeditor-paste").rglob("*.html"))
    for path in files:
        page.click(BODY)
        page.keyboard.press("Control+A")
        page.evaluate(PASTE, [BODY, Path(path).read_text("utf-8", "replace")])
        html = page.evaluate("document.querySelector('textarea').value")
        assert "mso-" not in html, path.name
        assert "<img" not in html, path.name

    assert len(files) >= 40
    assert page.complaints == []


def test_on_a_phone_nothing_is_wider_than_the_screen(desk):
    page = desk(viewport={"width": 390, "height": 800})
    page.wait_for_selector(BODY)

    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_without_scripts_the_textarea_is_the_editor(desk):
    page = desk(java_script_enabled=False)

    page.fill("textarea[name=body]", "<p>Typed <b>by hand</b></p>")

    assert saved(page) == "<p>Typed <strong>by hand</strong></p>"
