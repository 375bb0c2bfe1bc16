"""The project's own files, for the tests that read them."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APPS = ("tuition", "ensembles", "cpd", "visits")
PACKAGES = ("hub", "schools", *APPS)
TEMPLATES = ROOT / "templates"


def name_of(path):
    """The file's path from the root, as it stands in the assertions."""
    return path.relative_to(ROOT).as_posix()


@cache
def python_files():
    """Every module of the portal but migrations, as {path from the root: syntax tree}."""
    found = (path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))
    return {
        name_of(path): ast.parse(path.read_text())
        for path in found
        if "migrations" not in path.parts
    }


@cache
def template_files():
    """Every template, as {name: text}."""
    files = (path for path in sorted(TEMPLATES.rglob("*")) if path.is_file())
    return {path.relative_to(TEMPLATES).as_posix(): path.read_text() for path in files}


def imports(tree, *, everywhere=False):
    """Full names of the modules (or things in them) that a module imports.

    At its top; ``everywhere``: inside functions too.
    """
    for node in ast.walk(tree) if everywhere else _at_top(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _at_top(tree):
    for node in tree.body:
        if isinstance(node, ast.If | ast.Try):
            yield from ast.walk(node)
        else:
            yield node


def strings(tree):
    """Every string of a module; of an f-string what is fixed, with * between."""
    inner = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            inner.update(id(part) for part in node.values)
            yield "".join(
                part.value if isinstance(part, ast.Constant) else "*" for part in node.values
            )
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner:
            yield node.value
