"""Where a Summary comes from: the working copy of a plan, or a version that was published."""

import datetime

from hub.calendar.years import AcademicYear
from hub.content.pasted import tidy, tidy_line
from schools.plans.contents import contents_of
from schools.summaries.rows import Summary

#: {field of a plan: field of a Summary}.
LINES = {
    "school": "school",
    "lead_name": "lead",
    "leader_name": "senior",
    "hub_name": "hub",
    "partners": "partners",
}
TEXTS = {
    "part_a": "curriculum",
    "part_b": "co_curricular",
    "part_c": "experiences",
    "future": "future",
    "further": "further",
}


def of_version(version) -> Summary:
    """What was published."""
    return _of_contents(version.contents)


def of_plan(plan, *, published_on=None) -> Summary:
    """What the plan would publish as it stands, on a day."""
    return _of_contents(contents_of(plan, published_on=published_on))


def _of_contents(said):
    lines = {name: tidy_line(said.get(field) or "") for field, name in LINES.items()}
    texts = {name: tidy(said.get(field) or "") for field, name in TEXTS.items()}
    return Summary(
        year=AcademicYear(said["year"]),
        published_on=_day(said.get("published_on")),
        review_on=_day(said.get("review_on")),
        **lines,
        **texts,
    )


def _day(text):
    return datetime.date.fromisoformat(text) if text else None
