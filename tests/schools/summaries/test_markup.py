"""HTML for a school's own website: semantic, clean, and ours nowhere."""

import re
from html.parser import HTMLParser

from schools.summaries.markup import fragment, whole_page
from tests.schools.summaries.test_rows import whole

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>\n\n"
    "[x](javascript:alert(1)) <p style='color:red' class='a' id='b'>y</p>\n\n# Loud\n\n- one\n- two"
)


class Outline(HTMLParser):
    """The tags in order with their attributes."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes = [], set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}


def test_the_fragment_starts_below_the_heading_of_the_page():
    tags = Outline(fragment(whole())).tags
    assert [tag for tag in tags if re.fullmatch("h[1-6]", tag)] == ["h2", *["h3"] * 6]


def test_the_file_has_its_own_heading_language_and_title():
    html = whole_page(whole())
    tags = Outline(html).tags
    assert [tag for tag in tags if re.fullmatch("h[1-6]", tag)] == ["h1", *["h2"] * 6]
    assert html.startswith('<!doctype html>\n<html lang="en-GB">')
    assert "<title>Music development plan summary: Oak Primary School</title>" in html


def test_the_overview_is_a_table_with_headings():
    html = fragment(whole())
    assert html.count('<th scope="col">') == 2
    assert html.count('<th scope="row">') == 7


def test_nothing_of_ours_and_nothing_hostile_is_in_it():
    outline = Outline(fragment(whole(curriculum=HOSTILE, future="| a |\n| --- |\n| b |")))
    assert outline.attributes <= {"scope", "href", "rel"}
    assert {"script", "img", "style", "div", "span"}.isdisjoint(outline.tags)


def test_headings_of_a_text_stand_below_those_of_the_template():
    assert "<h4>Loud</h4>" in fragment(whole(curriculum=HOSTILE))


def test_names_stay_words():
    html = fragment(whole(lead="<b>Ada</b> & Co"))
    assert "<td>&lt;b&gt;Ada&lt;/b&gt; &amp; Co</td>" in html
