"""Markdown to clean HTML: the one place of the portal that calls a text safe."""

import re

import markdown
import nh3
from django.utils.html import escape
from django.utils.safestring import mark_safe

#: What a page may hold. No images, frames, scripts, styles or classes of the writer's own.
_TAGS = {
    *("h2", "h3", "h4", "p", "ul", "ol", "li", "strong", "em", "a", "br", "hr", "code"),
    *("blockquote", "table", "thead", "tbody", "tr", "th", "td"),
}
_DEEPER = {"h5", "h6"}
_EXTENSIONS = ["sane_lists", "tables"]
_HEADING = re.compile(r"(</?h)([1-6])\b")


def to_html(text, names=None, *, under=1, is_plain=False):
    """Markdown as HTML that may stand in a page as it is.

    ``names``: {"hub": "Anytown Music Hub"} puts a value wherever the text says ``{hub}``; a value
    that is a list of lines becomes a list. Other braces stay as they were typed. ``under``: the
    level of the heading that it stands under. ``is_plain``: without classes of ours, for a page
    that is not ours.
    """
    html = markdown.markdown(text, extensions=_EXTENSIONS, output_format="html")
    # The page's own title is the h1, so a writer's # counts as ##.
    html = _HEADING.sub(lambda found: f"{found[1]}{_level(int(found[2]), under)}", html)
    for name, value in (names or {}).items():
        html = _fill_in(html, "{" + name + "}", value)
    # Last of all, so that nothing that was put in can bring back what was taken out.
    return mark_safe(_clean(html, under, is_plain))  # noqa: S308  (nh3 has just cleaned it)


def _level(written, under):
    """The level of a heading under another: a writer's first and second are both one below it."""
    return min(max(written, 2) + under - 1, 6)


def _fill_in(html, mark, value):
    if isinstance(value, str):
        return html.replace(mark, escape(value))
    lines = "".join(f"<li>{escape(line)}</li>" for line in value)
    # A list cannot stand inside a paragraph.
    return html.replace(f"<p>{mark}</p>", f"<ul>{lines}</ul>").replace(
        mark, escape("; ".join(value))
    )


def _clean(html, under, is_plain):
    classes = {} if is_plain else {"table": {"class": "govuk-table"}}
    return nh3.clean(
        html,
        tags=_TAGS | _DEEPER if under > 1 else _TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer",
        set_tag_attribute_values={**classes, "th": {"scope": "col"}},
    )
