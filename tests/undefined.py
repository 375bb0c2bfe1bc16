"""An undefined name in a template is an error in every test.

What may be missing is asked for with ``{% if %}``. pytest-django's own switch comes too late here:
static files are collected first, and that makes the template engine.
"""

import inspect

import pytest


class Undefined:
    """Stands for ``string_if_invalid``: Django asks whether it holds %s, and then fills it in."""

    def __contains__(self, key):
        return key == "%s"

    def __mod__(self, name):
        pytest.fail(f"Undefined name in a template: {name} ({_where()})", pytrace=False)


def _where():
    """Names of the templates that are being drawn, the innermost first."""
    names = []
    for frame in inspect.stack():
        template = getattr(frame.frame.f_locals.get("self"), "origin", None)
        if frame.function in {"render", "_render", "render_annotated"} and template:
            names.append(str(getattr(template, "template_name", template)))
    return ", ".join(dict.fromkeys(names)) or "a string"
