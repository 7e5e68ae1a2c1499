"""Where the line ends of a loosely marked text become paragraphs and line breaks."""

import pytest

from articles.importing.paragraphs import paragraphs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One\r\n\r\nTwo\nlines", "<p>One</p>\n<p>Two<br>\nlines</p>"),
        ("One <em>word</em>\n \n\n Two", "<p>One <em>word</em></p>\n<p>Two</p>"),
        ("Before\n<h2>Head</h2>\nAfter", "<p>Before</p><h2>Head</h2><p>After</p>"),
        ("<ul>\n<li>One\n<li>Two</li>\n</ul>", "<ul>\n<li>One\n<li>Two</li>\n</ul>"),
        ("<blockquote>Said\n\nagain</blockquote>", "<blockquote><p>Said</p>\n<p>again</p></blockquote>"),
        ("<pre>a\n\nb</pre>", "<pre>a\n\nb</pre>"),
        ("One<hr />Two", "<p>One</p><hr /><p>Two</p>"),
        ("One</div>Two", "<p>One</p></div><p>Two</p>"),
        ("<!-- note -->\n\nOne", "<!-- note -->\n<p>One</p>"),
        ("<video src='a'></video>One", "<video src='a'></video><p>One</p>"),
        ("", ""),
        (" \n\n ", ""),
    ],
)
def test_line_ends_mean_what_their_writer_saw(text, expected):
    assert paragraphs(text) == expected


def test_plain_text_is_never_taken_for_markup():
    assert (
        paragraphs("1 < 2 & 3\n\n=cmd|' /C calc'!A0", escape=True)
        == "<p>1 &lt; 2 &amp; 3</p>\n<p>=cmd|' /C calc'!A0</p>"
    )


def test_ten_thousand_open_elements_are_no_trouble():
    assert paragraphs("<div>" * 10_000 + "x") == "<div>" * 10_000 + "<p>x</p>"
