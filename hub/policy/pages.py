"""Where every app adds its lines to the Settings index, from its own ``menus.py``."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from hub.permissions import may


@dataclass(frozen=True)
class SettingsPage:
    """One line of the Settings index."""

    text: str
    hint: str | Callable
    url_name: str
    right: str
    order: int


@dataclass(frozen=True)
class Line:
    """A line as the index draws it (templates/components/task_list.html)."""

    text: str
    url: str
    hint: str


_pages: list[SettingsPage] = []


def settings_page(*, text, hint, url_name, right, order=50):
    """Add a line to the Settings index; whoever holds the right sees it.

    ``hint`` says what is set there: a sentence, or a function that gives one, asked when somebody
    opens the index. Low orders stand first, equal ones by their text.
    """
    _pages.append(SettingsPage(text, hint, url_name, right, order))
    _pages.sort(key=lambda each: (each.order, each.text))


def registered():
    """Every line of the portal, in order."""
    return list(_pages)


def lines_for(user):
    """The lines that this user may open."""
    return [
        Line(
            each.text,
            reverse(each.url_name),
            each.hint() if callable(each.hint) else each.hint,
        )
        for each in _pages
        if may(user, each.right)
    ]
