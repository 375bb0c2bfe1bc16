"""A menu entry that leads nowhere would break every page, so it stops the start instead."""

from django.core.checks import Error, register
from django.urls import NoReverseMatch

from hub.home.registry import registered
from hub.permissions import rights


@register
def entries_lead_somewhere(app_configs, **kwargs):
    """Every menu entry names an address and a right that exist."""
    errors = []
    for area, entry in registered():
        if entry.right is not None and entry.right not in rights:
            errors.append(
                Error(
                    f"Menu entry {entry.text!r} of {area}: no right {entry.right!r}.",
                    id="home.E001",
                )
            )
        try:
            entry.url  # noqa: B018  (reversing is the check)
        except NoReverseMatch as error:
            errors.append(Error(f"Menu entry {entry.text!r} of {area}: {error}", id="home.E002"))
    return errors
