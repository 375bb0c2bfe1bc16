"""Who came to a school and who left it, on its timeline."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format

from hub.accounts.choices import SCHOOL_ROLES, Role
from hub.accounts.models import RoleGrant
from schools.models import School
from schools.timeline import Event, rows_that_happened, timeline_source

_KIND = "People"


def _began(at, school, told):
    starts_on = datetime.date.fromisoformat(told["starts_on"])
    is_to_come = timezone.localdate(at) < starts_on
    since = f", from {date_format(starts_on, 'j F Y')}" if is_to_come else ""
    return _event(at, school, told, f"became {_role(told)}{since}.")


def _ended(at, school, told):
    return _event(at, school, told, f"is {_role(told)} no longer.")


def _role(told):
    label = Role(told["role"]).label
    return label[:1].lower() + label[1:]


def _event(at, school, told, words):
    who = told["by_name"] or told["by_email"] or ""
    text = f"{told['name'] or told['email']} {words}"
    return Event(at, text, school, who=who, is_private=True)


@timeline_source(_KIND, _began)
def people_who_came(schools, user):
    """Roles that began, for those who may see who has one there."""
    return _rows(schools, user, "granted_at", "granted_by")


@timeline_source(_KIND, _ended)
def people_who_left(schools, user):
    """Roles that ended, for the same."""
    return _rows(schools, user, "ended_at", "ended_by")


def _rows(schools, user, at, by):
    seen = School.objects.allowing("schools.see_contacts", user) if user else School.objects.all()
    here = seen.filter(pk__in=[school.pk for school in schools]).values("pk")
    return rows_that_happened(
        RoleGrant.objects.filter(school__in=here, role__in=sorted(SCHOOL_ROLES)),
        at=at,
        role="role",
        starts_on="starts_on",
        name="user__name",
        email="user__email",
        by_name=f"{by}__name",
        by_email=f"{by}__email",
    )
