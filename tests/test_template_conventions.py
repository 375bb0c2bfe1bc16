"""What no linter knows of the templates: none unused, nothing undefined, no inline script."""

import re
from fnmatch import fnmatchcase
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.template import engines

from tests.project import python_files, strings, template_files

NAMES = re.compile(r"""\{%\s*(?:extends|include)\s+["']([^"']+)["']""")
#: Libraries that look for templates of these folders by names of their own.
LIBRARIES = {
    "account": "allauth",
    "mfa": "allauth",
    "usersessions": "allauth",
    "django/forms": "django.forms",
}
ASKED_FOR_BY_LIBRARIES = {"429.html"}  # allauth's, for too many requests
#: Mail clients read styles from the tags alone, and no policy of ours reaches a PDF.
DRAWN_ELSEWHERE = re.compile(r"(^|/)(email|pdf)/|^messages/")
PAGES = {
    name: text
    for name, text in template_files().items()
    if name.endswith(".html") and not DRAWN_ELSEWHERE.search(name)
}


def library_templates():
    """Names of the templates that our libraries have, ours stand in for some of them."""
    found = set()
    for library in set(LIBRARIES.values()):
        folder = Path(find_spec(library).origin).parent / "templates"
        found |= {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}
    return found


def named_in_templates():
    components = re.findall(r"[\w/.-]+\.html", template_files()["components.yaml"])
    named = {name for text in template_files().values() for name in NAMES.findall(text)}
    return named | set(components)


def named_in_code():
    """Strings that may be a template's name; * stands for what an f-string fills in."""
    return {text for tree in python_files().values() for text in strings(tree) if "/" in text}


def letters(name):
    """The names by which a letter's three files may be asked for, without their endings."""
    return re.sub(r"(\.subject\.txt|\.txt|\.html)$", "", name)


def test_every_template_is_used():
    by_name = named_in_templates() | library_templates() | ASKED_FOR_BY_LIBRARIES
    in_code = named_in_code()
    unused = [
        name
        for name in template_files()
        if name not in by_name
        and name != "components.yaml"
        and not any(
            fnmatchcase(name, each) or ("/email/" in name and fnmatchcase(letters(name), each))
            for each in in_code
        )
    ]
    assert unused == []


def test_every_letter_has_a_subject_a_text_and_a_page():
    ours = {
        letters(name)
        for name in template_files()
        if "/email/" in name and name not in library_templates()
    }
    wanted = {f"{letter}{end}" for letter in ours for end in (".subject.txt", ".txt", ".html")}
    assert wanted - set(template_files()) == set()


FORBIDDEN = {
    "an inline style": r"\sstyle\s*=",
    "a style element": r"<style\b",
    "an inline script": r"<script(?![^>]*\ssrc=)",
    "a handler": r"\son[a-z]+\s*=\s*[\"']",
    "an address that is a script": r"javascript:",
    "text called safe": r"\|\s*safe\b|\|\s*safeseq\b",
    "escaping switched off": r"{%\s*autoescape\s+off",
    "something from another host": r"<(?:script|link|img|iframe)\b[^>]*"
    r"\s(?:src|href)\s*=\s*[\"'](?:https?:)?//",
}


@pytest.mark.parametrize("pattern", FORBIDDEN.values(), ids=FORBIDDEN)
def test_no_page_has(pattern):
    assert [name for name, text in PAGES.items() if re.search(pattern, text, re.I)] == []


@pytest.mark.parametrize("pattern", ["text called safe", "escaping switched off"])
def test_no_letter_or_document_has(pattern):
    drawn = {name: text for name, text in template_files().items() if name.endswith(".html")}
    assert [name for name, text in drawn.items() if re.search(FORBIDDEN[pattern], text)] == []


def test_nobody_writes_an_input_by_hand():
    drawn = re.compile(r"<(?:input|select|textarea)\b(?![^>]*type=[\"']hidden)", re.I)
    by_hand = [
        name
        for name, text in PAGES.items()
        if not name.startswith(("django/forms/", "components/")) and drawn.search(text)
    ]
    assert by_hand == []


def test_no_template_is_longer_than_two_screens():
    lengths = {name: len(text.splitlines()) for name, text in template_files().items()}
    assert {name: lines for name, lines in lengths.items() if lines > 120} == {}


def test_buttons_say_what_they_do():
    vague = re.compile(
        r"(?:button|text|action)=[\"'](?:submit|ok|okay|go|yes|send)[\"']|>\s*(?:Submit|OK)\s*<",
        re.I,
    )
    assert [name for name, text in PAGES.items() if vague.search(text)] == []


def test_no_page_shouts():
    shouting = re.compile(r"[A-Za-z]!(?=[\s<\"])")
    assert [name for name, text in PAGES.items() if shouting.search(text)] == []


def test_an_undefined_name_in_a_template_is_an_error():
    template = engines["django"].from_string("Dear {{ pupil.nickname }}")
    with pytest.raises(pytest.fail.Exception, match="pupil.nickname"):
        template.render({})
