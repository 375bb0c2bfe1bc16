"""Long tests in parts that other processes may take over, when tests run side by side.

    @pytest.mark.parametrize("part", in_parts("pages", 4))
    def test_nothing_is_wrong_with_any_page(part):
        for page in PAGES[part::4]: ...

What is not marked so stays with the rest of its file (hub/platform/testing.py).
"""

import pytest


def in_parts(name, number):
    """The numbers of the parts, each in a group of its own. ``name`` is this test's alone."""
    return [
        pytest.param(part, marks=[pytest.mark.long, pytest.mark.xdist_group(f"{name}-{part}")])
        for part in range(number)
    ]
