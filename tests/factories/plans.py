"""Development plans."""

import factory
from django.utils import timezone

from hub.calendar.years import AcademicYear
from schools.models import Plan, PlanAction
from tests.factories.schools import SchoolFactory


class PlanFactory(factory.django.DjangoModelFactory):
    """A draft for this year in which nothing is written."""

    class Meta:
        model = Plan

    school = factory.SubFactory(SchoolFactory)
    year = factory.LazyFunction(AcademicYear.current)


def room_for_a_plan(school):
    """The school, its live plans archived: there is one a school and year."""
    Plan.objects.live().filter(school=school).update(state="archived")
    return school


class ActionFactory(factory.django.DjangoModelFactory):
    """Something to do, with who and by when."""

    class Meta:
        model = PlanAction

    plan = factory.SubFactory(PlanFactory)
    what = factory.Sequence(lambda n: f"Start choir number {n}")
    who = "Ada Lead"
    due_on = factory.LazyAttribute(lambda action: action.plan.year.ends_on)


def full_plan(**fields):
    """A draft with everything that agreeing and publishing ask for."""
    texts = {
        "objective": "Every child sings every week.",
        "lead_name": "Ada Lead",
        "leader_name": "Hetty Head",
        "hub_name": "Westshire Music Hub",
        "part_a": "An hour of music a week.",
        "part_b": "A choir and a band.",
        "part_c": "A concert each term.",
        "future": "A second choir.",
    }
    year = AcademicYear(fields.pop("year", AcademicYear.current()))
    plan = PlanFactory(**texts | {"year": year, "review_on": year.ends_on} | fields)
    ActionFactory(plan=plan)
    return plan


def agreed_plan(**fields):
    """A whole plan that the school stands behind."""
    return full_plan(state="agreed", agreed_at=timezone.now(), **fields)


def published_plan(**fields):
    """A plan that is out, without actions and without the version that publishing keeps."""
    year = AcademicYear(fields.pop("year", AcademicYear.current()))
    return PlanFactory(
        state="published",
        version=1,
        year=year,
        review_on=year.ends_on,
        agreed_at=timezone.now(),
        published_on=timezone.localdate(),
        **fields,
    )
