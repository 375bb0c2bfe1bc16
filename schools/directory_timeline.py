"""What the directory itself tells on the timeline of a school: the register, notes, changes."""

from django.db.models import BigIntegerField, OuterRef, Subquery
from django.db.models.functions import Cast
from django.urls import reverse

from hub.accounts.models import User
from hub.permissions import may
from hub.trail.models import Entry
from schools.models import School, SchoolNote
from schools.timeline import Event, rows_that_happened, timeline_source

_DIRECTORY = "The school directory"
_FIELDS = {
    "phase": "phase",
    "region": "region",
    "trust": "trust",
    "easting": "position",
    "northing": "position",
}


def _was_read(at, school, told):
    return Event(at, "The register of schools was read.", school)


@timeline_source(_DIRECTORY, _was_read)
def register_read(schools, user):
    """When the register last spoke of each school."""
    read = School.objects.filter(pk__in=[each.pk for each in schools], imported_at__isnull=False)
    return rows_that_happened(read, at="imported_at", school="pk")


def _was_noted(at, school, told):
    return Event(
        at=at,
        text="Note changed since" if told["changed"] else "Note",
        school=school,
        who=told["by"] or told["by_email"] or "Somebody whose account is gone",
        url=reverse("schools:note", args=[told["pk"]]) if told["may_change"] else "",
        detail=told["text"],
        is_private=True,
    )


@timeline_source("Notes", _was_noted)
def notes(schools, user):
    """What hub staff wrote; the way to it for those who may change it."""
    rows = SchoolNote.objects.visible_to(user).filter(school__in=schools)
    return rows_that_happened(
        rows.with_right("schools.change_note", user, as_="may_change"),
        at="at",
        pk="pk",
        text="text",
        changed="changed_at",
        may_change="may_change",
        by="by__name",
        by_email="by__email",
    )


def _was_changed(at, school, told):
    return Event(
        at=at,
        text=_SENTENCES[told["action"]](told["fields"]),
        school=school,
        who=told.get("name") or told.get("email") or "",
        detail=told["reason"],
    )


@timeline_source(_DIRECTORY, _was_changed)
def changes(schools, user):
    """Changes of the directory, from the trail. Who made them, for those who may read the trail."""
    entries = Entry.objects.filter(
        object_type=School._meta.label_lower,
        object_id__in=[str(each.pk) for each in schools],
        action__in=_SENTENCES,
    )
    who = {}
    if may(user, "trail.see_entry"):
        person = User.objects.filter(pk=OuterRef("actor_id"))
        who = {name: Subquery(person.values(name)) for name in ("name", "email")}
    return rows_that_happened(
        entries,
        at="at",
        school=Cast("object_id", BigIntegerField()),
        action="action",
        fields="fields",
        reason="reason",
        **who,
    )


def _changed(fields):
    names = sorted({_FIELDS.get(name, name) for name in fields})
    return f"The hub set {' and '.join(names)}."


def _told(fields):
    number = len(fields)
    return f"{number} answer{'' if number == 1 else 's'} about music in school noted."


_SENTENCES = {
    "closed": lambda fields: "The school closed.",
    "reopened": lambda fields: "The school opened again.",
    "kept": lambda fields: "Missing from the register; the hub looked, and it stays open.",
    "added": lambda fields: "The hub added this setting.",
    "adopted": lambda fields: "The register has this setting now; imports keep it up to date.",
    "changed": _changed,
    "told facts": _told,
    "reminded": lambda fields: "The hub reminded the school.",
}
