"""What has happened to a record of a family, newest first, from the trail."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from hub.trail.models import Entry
from hub.trail.sentences import lines

_MOST = 30


@dataclass(frozen=True)
class Happening:
    """One line for components/timeline.html."""

    at: datetime
    text: str
    detail: str = ""
    who: str = ""


def happenings(rows) -> list[Happening]:
    """Changes of these rows, the newest _MOST. Who has read what is for those who keep the trail.

    Values of children's data stand nowhere on the trail, so that none is shown here.
    """
    about = Q(pk__in=[])
    for label, keys in _by_label(rows).items():
        about |= Q(object_type=label, object_id__in=keys)
    entries = Entry.objects.filter(about, kind=Entry.Kind.CHANGE).order_by("-at", "-pk")
    return [Happening(line.entry.at, line.sentence, line.fields) for line in lines(entries[:_MOST])]


def _by_label(rows):
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row._meta.label_lower, []).append(str(row.pk))
    return found
