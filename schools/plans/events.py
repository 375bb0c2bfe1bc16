"""What has happened with a school's plans, on its timeline. Imported by schools.timeline."""

from django.urls import reverse

from hub.calendar.years import AcademicYear
from schools.models import Plan, PlanVersion
from schools.timeline import Event, rows_that_happened, timeline_source

_KIND = "Development plan"
_STEPS = {
    "begun_at": "The school began its music development plan for {}.",
    "agreed_at": "The school agreed its music development plan for {}.",
    "shared_at": "The school shared its music development plan for {} with the hub.",
}


def _was_published(at, school, told):
    number = "" if told["number"] == 1 else f", version {told['number']}"
    return Event(
        at=at,
        text=f"The school published its music development plan for {_year(told)}{number}.",
        school=school,
        who=told["by"] or told["by_email"] or "",
    )


@timeline_source(_KIND, _was_published)
def published(schools, user):
    """What was published, for everybody."""
    rows = PlanVersion.objects.all() if user is None else PlanVersion.objects.visible_to(user)
    return rows_that_happened(
        rows.filter(school__in=schools),
        at="published_at",
        number="number",
        year="plan__year",
        by="published_by__name",
        by_email="published_by__email",
    )


def _source(name, words):
    """How a plan came about, for those who read the plan."""

    def event(at, school, told):
        url = reverse("schools:plan", args=[school, told["pk"]])
        return Event(at, words.format(_year(told)), school, url=url, is_private=True)

    @timeline_source(_KIND, event)
    def written(schools, user):
        rows = Plan.objects.none() if user is None else Plan.objects.visible_to(user)
        return rows_that_happened(rows.filter(school__in=schools), at=name, pk="pk", year="year")


def _year(told):
    return AcademicYear(told["year"])


for _name, _words in _STEPS.items():
    _source(_name, _words)
