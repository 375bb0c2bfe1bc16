"""The rows of the route × role matrix, one module a room. A new module here is found by itself.

``ROWS``: {route: Row} (tests/answers.py). ``OBJECTS``: {route: (kwargs of an object of one's own,
kwargs of a stranger's)}, each a function of the world and who asks (somebody signed out stands for
a carer). A module defines either or both. ``NO_PAGES``, if defined: its routes whose answer is no
page (a file, data), so that no browser looks at them.
"""

from importlib import import_module
from pkgutil import iter_modules

_modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]


def _gathered(name):
    found = {}
    for module in _modules:
        here = getattr(module, name, {})
        if twice := found.keys() & here.keys():
            raise ValueError(f"{module.__name__} repeats {name} of {sorted(twice)}")
        found |= here
    return found


ROWS = _gathered("ROWS")
OBJECTS = _gathered("OBJECTS")
NO_PAGES = {route for module in _modules for route in getattr(module, "NO_PAGES", ())}
