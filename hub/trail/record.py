"""Writing on the trail. Call these inside the transaction of the change."""

from hub.trail.context import origin
from hub.trail.models import Entry


def record(action, obj, *, by, changes=None, fields=(), reason=""):
    """Put a change of a row on the trail and return the Entry.

    ``action``: a past participle ("enrolled"). ``by``: the User, or None for the portal itself.
    ``changes``: {field: (before, after)}, values shown to whoever reads the trail, so only for what
    is no child's data. ``fields``: names of changed fields whose values stay off the trail.
    """
    noted = {
        name: {"from": _plain(old), "to": _plain(new)}
        for name, (old, new) in (changes or {}).items()
    }
    noted.update({name: {} for name in fields})
    return _write(Entry.Kind.CHANGE, action, obj, by, noted, reason)


def record_read(obj, *, by, fields, reason=""):
    """Put the reading of a sensitive field on the trail (names only) and return the Entry."""
    return _write(Entry.Kind.READ, "read", obj, by, {name: {} for name in fields}, reason)


def form_changes(form):
    """{field: (before, after)} of a bound ModelForm's changed fields, to pass as ``changes``."""
    return {
        name: (form.initial.get(name), form.cleaned_data.get(name))
        for name in form.changed_data
        if name in form.cleaned_data
    }


def _write(kind, action, obj, by, fields, reason):
    source = origin()
    return Entry.objects.create(
        kind=kind,
        actor_id=by.pk if by else None,
        actor_roles=",".join(sorted(by.live_roles)) if by else "",
        action=action,
        object_type=obj._meta.label_lower,
        object_id=str(obj.pk),
        fields=fields,
        reason=reason,
        door=source.door,
        address=source.address,
    )


def _plain(value):
    if value is None or isinstance(value, bool | int | str):
        return value
    return str(value)
