"""Markdown to HTML: what a writer may use, and what never comes through."""

import pytest

from hub.content.richtext import to_html


def test_markdown_becomes_paragraphs_headings_lists_and_links():
    html = to_html("# Top\n\n## Next\n\nRead *this*:\n\n- one\n- [two](https://example.org/)\n")
    assert html == (
        "<h2>Top</h2>\n<h2>Next</h2>\n<p>Read <em>this</em>:</p>\n<ul>\n<li>one</li>\n"
        '<li><a href="https://example.org/" rel="noopener noreferrer">two</a></li>\n</ul>'
    )


def test_headings_stand_below_the_one_that_the_text_is_under():
    html = to_html("# Top\n\n## Next\n\n### Deep\n\n###### Deepest", under=3)
    assert html == "<h4>Top</h4>\n<h4>Next</h4>\n<h5>Deep</h5>\n<h6>Deepest</h6>"


def test_a_text_for_another_site_holds_no_class_of_ours():
    table = "| Year | Minutes |\n| --- | --- |\n| 3 | 60 |"
    assert ("class=" in to_html(table), "class=" in to_html(table, is_plain=True)) == (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "<a href='&#106;avascript:alert(1)'>x</a>",
        "<svg><script>alert(1)</script></svg>",
        "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<p style='background:url(x)' class='govuk-error-summary' id='main-content'>x</p>",
        "<iframe src='https://evil.example'></iframe>",
        "<form action='https://evil.example'><input name=password></form>",
        "<style>body{display:none}</style>",
        "<base href='https://evil.example'>",
        "![x](https://evil.example/pixel.png)",
        "`<script>alert(1)</script>`",
        "<<script>script>alert(1)<</script>/script>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    ],
)
def test_nothing_that_runs_loads_or_disguises_comes_through(text):
    html = to_html(text).lower()
    forbidden = [
        *("<script", "<img", "<svg", "<style", "<iframe", "<form", "<input", "<base", "<math"),
        *("javascript:", "vbscript:", "data:", " style=", " class=", " id="),
    ]
    assert [word for word in forbidden if word in html] == []


def test_tables_are_drawn_as_ours():
    html = to_html("| a | b |\n|---|---|\n| 1 | 2 |")
    assert '<table class="govuk-table">' in html
    assert '<th scope="col">a</th>' in html


def test_names_are_filled_in_and_cannot_bring_markup():
    html = to_html("Ask {hub} about {unknown}.", {"hub": "<b>Brass & Co</b> {hub}"})
    assert html == "<p>Ask &lt;b&gt;Brass &amp; Co&lt;/b&gt; {hub} about {unknown}.</p>"


def test_a_name_with_several_lines_becomes_a_list():
    html = to_html("{contact}\n\nor {contact}", {"contact": ["Phone: 1", "Post: A & B"]})
    assert html == (
        "<ul><li>Phone: 1</li><li>Post: A &amp; B</li></ul>\n<p>or Phone: 1; Post: A &amp; B</p>"
    )


def test_a_name_inside_an_address_cannot_leave_it():
    html = to_html("[x](https://{site}/)", {"site": '" onclick="alert(1)'})
    assert "onclick=" not in html.replace("&quot;", "")
