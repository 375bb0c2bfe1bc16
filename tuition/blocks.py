"""What is taught at a school, on its record."""

import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from hub.music.models import Instrument
from schools.blocks import block
from tuition.finding.cards import when_words
from tuition.finding.looking import to_be_had
from tuition.models import Provision

_SHOWN = 8
_FIELDS = ("pk", "title", "kind", "minutes", "weekday", "capacity", "places_taken")


def with_taught(schools):
    """Each with ``taught``: what the block shows, told by the school's own statement."""
    rows = to_be_had().filter(venue__school=OuterRef("pk"))
    rows = rows.order_by("instrument__name", "weekday", "starts_at", "pk")
    told = JSONObject(
        **{name: name for name in _FIELDS}, at="starts_at", instrument="instrument__name"
    )
    return schools.annotate(taught=ArraySubquery(rows.values_list(told)[: _SHOWN + 1]))


@block(template="tuition/finding/of_school.html", order=60, joined=with_taught)
def taught_here(school, user):
    """Published lessons and groups at the school; None where there are none."""
    if not hasattr(school, "taught"):  # a school that was read for something else
        school = with_taught(type(school).objects.filter(pk=school.pk)).get()
    rows = [_provision(each) for each in school.taught]
    if not rows:
        return None
    return {
        "rows": [(row, when_words(row)) for row in rows[:_SHOWN]],
        "has_more": len(rows) > _SHOWN,
    }


def _provision(told):
    """The row as far as a line about it needs it."""
    at = told["at"] and datetime.time.fromisoformat(told["at"])
    row = Provision(starts_at=at, **{name: told[name] for name in _FIELDS})
    row.instrument = Instrument(name=told["instrument"])
    return row
