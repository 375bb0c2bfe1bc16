"""What has happened with a school's plans, on its timeline. Imported by schools.timeline."""

from django.urls import reverse

from schools.models import Plan, PlanVersion
from schools.timeline import ALWAYS, Event, timeline_source

_STEPS = [
    ("begun_at", "The school began its music development plan for {}."),
    ("agreed_at", "The school agreed its music development plan for {}."),
    ("shared_at", "The school shared its music development plan for {} with the hub."),
]


@timeline_source("Development plan")
def plans(schools, user, limit, between=ALWAYS):
    """What was published, for everybody; how a plan came about, for those who read the plan."""
    return [*_published(schools, user, limit, between), *_written(schools, user, limit, between)]


def _published(schools, user, limit, between):
    rows = PlanVersion.objects.all() if user is None else PlanVersion.objects.visible_to(user)
    rows = rows.filter(school__in=schools, published_at__range=between)
    return [
        Event(
            at=row.published_at,
            text=f"The school published its music development plan for {row.plan.year}"
            f"{'' if row.number == 1 else f', version {row.number}'}.",
            school=row.school_id,
            who=str(row.published_by or ""),
        )
        for row in rows.select_related("plan", "published_by").defer("contents")[:limit]
    ]


def _written(schools, user, limit, between):
    if user is None:
        return []
    rows = Plan.objects.visible_to(user).filter(school__in=schools).order_by("-begun_at")
    return [
        Event(
            at=at,
            text=words.format(row.year),
            school=row.school_id,
            url=reverse("schools:plan", args=[row.school_id, row.pk]),
            is_private=True,
        )
        for row in rows.only("school", "year", *(name for name, _ in _STEPS))[:limit]
        for name, words in _STEPS
        if (at := getattr(row, name)) is not None and between[0] <= at <= between[1]
    ]
