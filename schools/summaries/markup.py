"""A summary as HTML for a school's own website: plain and semantic, without anything of ours.

Site builders keep the headings, paragraphs, lists and tables that they are given, and draw them in
the site's own style.
"""

from django.template.loader import render_to_string

from hub.content.richtext import to_html
from schools.summaries.rows import INTRO

_TEMPLATE = "schools/summaries/pasted.html"
_WHOLE = "schools/summaries/whole.html"


def parts_as_html(summary, *, under, is_plain=False):
    """[(Part, its text as clean HTML)]; ``under``: the level of the parts' headings."""
    return [
        (part, to_html(part.text, under=under, is_plain=is_plain) if part.text else "")
        for part in summary.parts
    ]


def fragment(summary, *, level=2):
    """The HTML to paste into a page. ``level``: of the title; a page has an h1 of its own."""
    return render_to_string(_TEMPLATE, _context(summary, level)).strip() + "\n"


def whole_page(summary):
    """A whole HTML file, in which the title is the h1."""
    return render_to_string(_WHOLE, _context(summary, 1)).strip() + "\n"


def _context(summary, level):
    return {
        "summary": summary,
        "intro": INTRO,
        "parts": parts_as_html(summary, under=level + 1, is_plain=True),
        "top": f"h{level}",
        "below": f"h{level + 1}",
    }
