import json
import re

from django.contrib.staticfiles import finders

from articles.desk.editor import MODULES, BodyFormField
from newsroom.lib.html import figures

CLIPBOARDS = 3  # kinds of clipboard in the corpora: Word, Word through Safari, Google Docs
OFFICE = re.compile(
    r"mso-|MsoNormal|<o:|<v:|<!--|style=|class=|<span|<font|docs-internal|javascript:", re.IGNORECASE
)


def test_what_was_typed_without_scripts_is_cleaned_as_well():
    body = BodyFormField().clean('<h1>Ports</h1><p onclick="x()">Ships <script>alert(1)</script>wait</p>')

    assert body == "<h2>Ports</h2><p>Ships wait</p>"


def test_a_figure_of_the_library_keeps_its_number_and_caption():
    figure = '<figure data-image="12"><img src="/media/a.webp" alt=""><figcaption>At <em>dawn</em></figcaption></figure>'

    body = BodyFormField().clean(figure)

    assert figures(body) == [12]
    assert "<figcaption>At <em>dawn</em></figcaption>" in body


def test_an_empty_body_is_an_empty_text():
    assert BodyFormField().clean("<p></p>") == ""
    assert BodyFormField().clean(None) == ""


def test_the_field_names_modules_that_exist_and_needs_no_inline_script():
    html = BodyFormField().widget.render("body", "<p>x</p>")
    config = json.loads(re.search(r'data-body-editor="([^"]+)"', html)[1].replace("&quot;", '"'))

    assert set(config["modules"]) == set(MODULES)
    assert all(finders.find(path) for path in MODULES.values())
    assert "<script" not in html
    assert "importmap" not in str(BodyFormField().widget.media)


def test_real_clipboards_come_out_clean(corpora):
    files = sorted((corpora / "html" / "ckeditor-paste").rglob("*.html"))
    dirty = [
        path.name
        for path in files
        if OFFICE.search(BodyFormField().clean(path.read_text("utf-8", "replace")))
    ]

    assert len(files) >= 40
    assert len({path.parent.name for path in files}) == CLIPBOARDS
    assert dirty == []
