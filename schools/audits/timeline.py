"""Audits among what has happened at a school. Loaded by schools/timeline.py."""

from django.urls import reverse

from hub.calendar.years import AcademicYear
from hub.permissions import may
from hub.surveys.choices import FillingState
from schools.models import Audit
from schools.timeline import Event, rows_that_happened, timeline_source

_STEPS = {
    "begun": ("filling__started_at", "filling__started_by"),
    "given back to the school": ("reopened_at", "reopened_by"),
    "handed in": ("filling__submitted_at", "filling__submitted_by"),
}


def _source(what, at, by):
    """One step of an audit, as far as the user reads the audit."""

    def event(at, school, told):
        year = AcademicYear(told["year"])
        is_open = told["state"] == FillingState.OPEN
        page = "schools:audit_year" if is_open else "schools:audit_result"
        return Event(
            at=at,
            text=f"Music audit {year} {what}.",
            school=school,
            who=told.get("by") or told.get("by_email") or "",
            url=reverse(page, args=[school, year]),
            detail=told.get("why", ""),
        )

    @timeline_source("Audits", event)
    def audits(schools, user):
        rows = Audit.objects.visible_to(user) if user is not None else Audit.objects.submitted()
        told = {"year": "year", "state": "filling__state"}
        # A trust reads what was handed in, and sees nobody of a school (schools.see_contacts).
        if user is not None and may(user, "schools.see_contacts"):
            told |= {"by": f"{by}__name", "by_email": f"{by}__email"}
            if what == "given back to the school":
                told["why"] = "reopen_reason"
        return rows_that_happened(rows.filter(school__in=schools), at=at, **told)


for _what, (_at, _by) in _STEPS.items():
    _source(_what, _at, _by)
