"""Reminds the people of schools of what the hub waits for. Nothing outside writes a SchoolChase."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from hub.accounts.choices import Role
from hub.accounts.models import RoleGrant, User
from hub.messaging.outbox import queue
from hub.policy.values import value
from hub.trail.record import record
from schools.choices import ChasedFor
from schools.models import School, SchoolChase
from schools.needs.figures import FIGURES
from schools.needs.lists import schools_behind

#: Schools that are reminded in one go, in one request.
MOST_AT_ONCE = 500
#: When nobody needs to be reminded: the figure and its answers.
_DONE = {
    ChasedFor.PLAN: ("plan", ("published",)),
    ChasedFor.AUDIT: ("audited", ("yes",)),
    ChasedFor.FACTS: ("told", ("yes",)),
}
_ADDRESSES = {
    ChasedFor.PLAN: "schools:plans",
    ChasedFor.AUDIT: "schools:audit",
    ChasedFor.FACTS: "schools:known",
}


@dataclass
class Outcome:
    """What became of it: how many people of how many schools, and names of those left out."""

    people: int = 0
    schools: int = 0
    done: list[str] = field(default_factory=list)
    lately: list[str] = field(default_factory=list)
    nobody: list[str] = field(default_factory=list)


def chase(*, schools, about, year, by) -> Outcome:
    """Remind the leads of each school, or its heads where there is no lead.

    Left out are schools that have done it meanwhile, that were reminded of the same within the
    days of the rule "chase-again-days", and those without anybody to write to.
    """
    outcome = Outcome()
    for school in schools:
        _one(school, ChasedFor(about), year, by, outcome)
    return outcome


@transaction.atomic
def _one(school, about, year, by, outcome):
    # Two officers who remind the same school at once: the second finds that it was done.
    school = School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    if _has_done(school, about, year):
        outcome.done.append(school.name)
    elif lately(about, year).filter(school=school).exists():
        outcome.lately.append(school.name)
    elif not (people := people_of(school)):
        outcome.nobody.append(school.name)
    else:
        row = SchoolChase.objects.create(
            school=school, year=year, about=about, people=len(people), by=by
        )
        for user in people:
            _write(row, user)
        record("reminded", school, by=by, fields=[str(about)], reason=str(year))
        outcome.people += len(people)
        outcome.schools += 1


def lately(about, year):
    """The reminders after which the same school is not reminded of the same again yet."""
    since = timezone.now() - timedelta(days=value("chase-again-days"))
    return SchoolChase.objects.filter(about=about, year=year, at__gt=since)


def people_of(school) -> list[User]:
    """The music leads of a school with a role today, or its heads when there is none."""
    grants = RoleGrant.objects.live().filter(school=school, user__is_active=True)
    for role in (Role.LEAD, Role.HEAD):
        found = User.objects.filter(pk__in=grants.filter(role=role).values("user"))
        if people := list(found.order_by("pk")):
            return people
    return []


def _has_done(school, about, year):
    figure, answers = _DONE[about]
    one = School.objects.filter(pk=school.pk)
    return any(schools_behind(one, FIGURES[figure], each, year).exists() for each in answers)


def _write(row, user):
    link = settings.SITE_URL + reverse(_ADDRESSES[row.about], args=[row.school_id])
    queue(
        template=f"schools/email/chase_{row.about}",
        to=user.email,
        context={"school": str(row.school), "year": str(row.year), "link": link},
        dedupe_key=f"chase:{row.pk}:{user.pk}",
        user=user,
    )
