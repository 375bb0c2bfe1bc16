"""Which routes list rows, and for which a test states how much they ask the database.

A test of a bound carries the route's name: ``@pytest.mark.query_bound("schools:list")``. It asks
for the list with few rows and with many, and states the same bound for both (style.md).
"""

import ast
import inspect

from django.views.generic.list import MultipleObjectMixin

from tests import matrix
from tests.project import ROOT


def routes_that_list():
    """Names of the routes whose view pages through rows."""
    return {name for name, pattern in matrix.patterns() if _lists(pattern.callback)}


def _lists(view):
    if hasattr(view, "actions"):  # a viewset of the API
        return view.actions.get("get") == "list"
    cls = getattr(view, "view_class", None)
    if cls is not None:
        return issubclass(cls, MultipleObjectMixin)
    source = inspect.getsource(inspect.unwrap(view))
    # The trail's page_of and keyset page by key.
    return any(call in source for call in ("paginate(", "page_of(", "keyset("))


def routes_with_a_bound():
    """Names that stand in a ``query_bound`` mark of any test."""
    return {
        name.value
        for path in (ROOT / "tests").rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "query_bound"
        for name in node.args
    }
