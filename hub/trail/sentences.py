"""Entries as sentences: "Mary Manager ended: role “Head teacher (Oak)” of Ana Head".

The trail keeps ids alone, so that erasing a person needs no change of it; names are looked up when
a page of it is read, one query a kind of thing.
"""

import datetime
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.formats import date_format

from hub.accounts.models import User
from hub.trail.models import Entry

THE_PORTAL = "The portal itself"
GONE = "Somebody whose account is gone"


@dataclass(frozen=True)
class Change:
    """One field of an entry, in words; what it was and is may be kept off the trail."""

    field: str
    before: str = ""
    after: str = ""
    is_told: bool = False

    @property
    def words(self):
        """What happened to the value: "Oak", "was Ash", "Ash, now Oak"; "" when it is not told."""
        if self.before and self.after:
            return f"{self.before}, now {self.after}"
        return self.after or (f"was {self.before}" if self.before else "")


@dataclass(frozen=True)
class Line:
    """An Entry with the words for a page: who, what (``sentence``), and what it was about."""

    entry: Entry
    who: str
    about: str
    changes: list

    @property
    def sentence(self):
        """What happened, after the name of who did it."""
        if self.entry.kind == Entry.Kind.READ:
            return f"{self.who} read {', '.join(self.entry.fields)} of {self.about}"
        return f"{self.who} {self.entry.action}: {self.about}"

    @property
    def fields(self):
        """Names of the fields that changed, in one line."""
        return ", ".join(change.field for change in self.changes)


def lines(entries):
    """The entries (few: a page of them) as Lines, in the same order."""
    entries = list(entries)
    actors = User.objects.in_bulk({entry.actor_id for entry in entries if entry.actor_id})
    things = _things(entries)
    return [
        Line(
            entry,
            _who(entry, actors),
            things.get((entry.object_type, entry.object_id)) or _unnamed(entry),
            _changes(entry),
        )
        for entry in entries
    ]


def kind_of_thing(label):
    """ "school" for "schools.school"; of a kind that is no more, what stands on the trail."""
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return label


def _who(entry, actors):
    if entry.actor_id is None:
        return THE_PORTAL
    actor = actors.get(entry.actor_id)
    return str(actor) if actor else GONE


def _things(entries):
    """{(object type, id): what it is called now}, one query a type."""
    ids = {}
    for entry in entries:
        ids.setdefault(entry.object_type, set()).add(entry.object_id)
    named = {}
    for label, wanted in ids.items():
        for row in _rows(label, wanted):
            named[label, str(row.pk)] = _name(label, row)
    return named


def _rows(label, ids):
    try:
        model = apps.get_model(label)
        keys = {model._meta.pk.to_python(each) for each in ids}
    except (LookupError, ValueError, ValidationError):
        return []
    # A name may say whose or where it is: one join, instead of a query a row.
    relations = [field.name for field in model._meta.concrete_fields if field.is_relation]
    return model._base_manager.select_related(*relations).filter(pk__in=keys)


def _name(label, row):
    name = f"{kind_of_thing(label)} “{row}”"
    owner = getattr(row, "user", None)
    return f"{name} of {owner}" if owner else name


def _unnamed(entry):
    return f"{kind_of_thing(entry.object_type)} {entry.object_id}, which is gone"


def _changes(entry):
    """What changed, without fields that were empty before and after (a role without a last day)."""
    found = [_change(name, told) for name, told in entry.fields.items()]
    return [change for change in found if change.words or not change.is_told]


def _change(name, told):
    words = name.replace("_", " ")
    if not isinstance(told, dict) or not {"from", "to"} <= told.keys():
        return Change(words)
    return Change(words, _value(told["from"]), _value(told["to"]), is_told=True)


def _value(value):
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _day(value) or str(value)


def _day(value):
    """A date, which the trail keeps as 2026-11-23, as people write it; None for anything else."""
    try:
        return date_format(datetime.date.fromisoformat(value), "j F Y")
    except (TypeError, ValueError):
        return None
