"""Changing the hub's own settings. Everything about it goes on the trail."""

from django.db import transaction
from django.db.models import ProtectedError

from hub.policy.models import HubSettings, LocalAuthority
from hub.trail.record import form_changes, record


class SettingsRefused(Exception):
    """A rule says no. The message can be shown as it stands."""


@transaction.atomic
def save(*, form, by) -> HubSettings:
    """Save a valid form over the one HubSettings row; an old logo's file goes after commit."""
    before = HubSettings.objects.select_for_update().get(pk=1)
    changes = {name: change for name, change in form_changes(form).items() if name in _TEXTS}
    hub = form.save(commit=False)
    fields = [name for name in form.Meta.fields if name in form.cleaned_data]
    hub.save(update_fields=[*fields, "updated_at"])
    logo_changed = hub.logo.name != before.logo.name
    if changes or logo_changed:
        record("changed settings", hub, by=by, changes=changes, fields=["logo"] * logo_changed)
    if logo_changed and before.logo:
        old, storage = str(before.logo.name), before.logo.storage
        transaction.on_commit(lambda: storage.delete(old), robust=True)
    return hub


@transaction.atomic
def add_authority(*, form, by) -> LocalAuthority:
    """Add the local authority of a valid form."""
    authority = form.save()
    record("added local authority", authority, by=by, changes={"code": (None, authority.code)})
    return authority


@transaction.atomic
def remove_authority(*, authority, by):
    """Take a local authority off the list. Raises SettingsRefused for one that has schools."""
    authority = LocalAuthority.objects.select_for_update().get(pk=authority.pk)
    record("removed local authority", authority, by=by, changes={"code": (authority.code, None)})
    try:
        authority.delete()
    except ProtectedError as error:
        raise SettingsRefused(
            f"{authority} has schools in the directory, so it stays on the list."
        ) from error


_TEXTS = frozenset(
    field.name for field in HubSettings._meta.fields if field.name not in {"id", "logo"}
)
