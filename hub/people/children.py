"""Learners as their carers enter and change them. Nothing here says who else knows the child."""

import datetime
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from hub.accounts.models import User
from hub.calendar.stages import age_on
from hub.people import carers
from hub.people.choices import Relationship, Schooling
from hub.people.models import CarerLink, Needs, Pupil, SchoolSpell
from hub.people.refusals import FamilyRefused
from hub.policy.values import value
from hub.trail.record import record

#: What is known of the learner alone; all of it stays off the trail.
OF_PUPIL = ("first_name", "last_name", "preferred_name", "born_on", "out_by")


class IsAdult(FamilyRefused):
    """The date of birth makes an adult of a child. ``with_plan``: not with an EHCP."""

    def __init__(self, *, with_plan):
        super().__init__(
            "This date of birth makes them an adult. Adults make an account of their own, and "
            "learn as themselves."
        )
        self.with_plan = with_plan


@transaction.atomic
def add_child(
    *,
    by: User,
    relationship: str,
    has_responsibility: bool,
    first_name: str,
    last_name: str,
    born_on: datetime.date,
    preferred_name: str = "",
    schooling: str = Schooling.SCHOOL,
    school=None,
    school_words: str = "",
    out_by: int = 0,
    has_ehcp: bool = False,
) -> Pupil:
    """Enter a child whom ``by`` looks after, sees, books and pays for.

    Another family may have entered the same child: that is never said here, the office sees it.
    Raises IsAdult, and FamilyRefused for a day to come and for too many children in a day.
    """
    carer = carers.ensure(user=by)
    _check_not_too_many(by)
    check_age(born_on, has_ehcp=has_ehcp)
    pupil = Pupil.objects.create(
        first_name=first_name,
        last_name=last_name,
        preferred_name=preferred_name,
        born_on=born_on,
        out_by=out_by,
        schooling=schooling,
        school=school if schooling == Schooling.SCHOOL else None,
        school_words=school_words if schooling == Schooling.ELSEWHERE else "",
        created_by=by,
    )
    SchoolSpell.objects.create(
        pupil=pupil,
        school=pupil.school,
        words="" if pupil.school else pupil.school_in_words,
        from_on=timezone.localdate(),
    )
    if has_ehcp:
        # What else the child needs nobody has said yet.
        Needs.objects.create(pupil=pupil, has_ehcp=True, answered_at=None)
    _link(carer, pupil, by=by, relationship=relationship, has_responsibility=has_responsibility)
    record("created", pupil, by=by, fields=[*OF_PUPIL, "schooling", "school"])
    return pupil


@transaction.atomic
def add_self(
    *,
    by: User,
    first_name: str,
    last_name: str,
    born_on: datetime.date,
    preferred_name: str = "",
) -> Pupil:
    """Enter the account holder as an adult learner, who books and pays for themselves.

    Raises FamilyRefused for whoever is one already, and for whoever is too young for an account.
    """
    carer = carers.ensure(user=by)
    if carer.links.live().filter(relationship=Relationship.SELF).exists():
        raise FamilyRefused("You are a learner here already: see “My family”.")
    least = value("adult-age-least")
    if age_on(born_on, timezone.localdate()) < least:
        raise FamilyRefused(
            f"Accounts are for people of {least} and over. Ask your parent or carer to make one, "
            "and to add you.",
            field="born_on",
        )
    pupil = Pupil.objects.create(
        first_name=first_name,
        last_name=last_name,
        preferred_name=preferred_name,
        born_on=born_on,
        schooling=Schooling.NONE,
        is_adult=True,
        created_by=by,
    )
    _link(carer, pupil, by=by, relationship=Relationship.SELF, has_responsibility=False)
    record("created", pupil, by=by, fields=OF_PUPIL)
    return pupil


@transaction.atomic
def change(
    *,
    pupil: Pupil,
    by: User,
    first_name: str,
    last_name: str,
    born_on: datetime.date,
    preferred_name: str = "",
    out_by: int = 0,
    has_ehcp: bool = False,
) -> Pupil:
    """Correct names, birthday and year of a learner.

    Raises IsAdult, and FamilyRefused for a day to come.
    """
    pupil = Pupil.objects.select_for_update(of=("self",)).get(pk=pupil.pk)
    new = {
        "first_name": first_name,
        "last_name": last_name,
        "preferred_name": preferred_name,
        "born_on": born_on,
        "out_by": out_by,
    }
    changed = [key for key in OF_PUPIL if getattr(pupil, key) != new[key]]
    had_plan = has_plan(pupil)
    if "born_on" in changed and not pupil.is_adult:
        check_age(born_on, has_ehcp=has_ehcp or had_plan)
    for key in changed:
        setattr(pupil, key, new[key])
    if changed:
        pupil.save(update_fields=changed)
        record("changed", pupil, by=by, fields=changed)
    if has_ehcp and not had_plan:
        plan = {"has_ehcp": True}
        Needs.objects.update_or_create(
            pupil=pupil, defaults=plan, create_defaults=plan | {"answered_at": None}
        )
        record("changed", pupil, by=by, fields=["has_ehcp"])
    return pupil


def has_plan(pupil) -> bool:
    """Has somebody said that the learner has an Education, Health and Care Plan?"""
    return Needs.objects.filter(pupil=pupil, has_ehcp=True).exists()


def check_age(born_on, *, has_ehcp):
    """Raise FamilyRefused for a day to come, and IsAdult for who is too old to be a child here."""
    today = timezone.localdate()
    if born_on > today:
        raise FamilyRefused("The date of birth must be in the past.")
    age = age_on(born_on, today)
    if age > (value("plan-age-most") if has_ehcp else value("child-age-most")):
        raise IsAdult(with_plan=age > value("plan-age-most"))


def alike(user, *, first_name, last_name, born_on):
    """Children whom the user looks after already, with this name and birthday, accents and case

    aside. Those of other families are nobody's business.
    """
    own = Pupil.objects.present().allowing("people.care_for", user).filter(born_on=born_on)
    wanted = (first_name.casefold(), last_name.casefold())
    return [
        each for each in own if (each.first_name.casefold(), each.last_name.casefold()) == wanted
    ]


def _link(carer, pupil, *, by, relationship, has_responsibility):
    link = CarerLink.objects.create(
        carer=carer,
        pupil=pupil,
        relationship=relationship,
        has_responsibility=has_responsibility,
        may_see=True,
        may_book=True,
        pays=True,
        created_by=by,
    )
    record("linked", link, by=by, changes={"carer": (None, carer.pk), "pupil": (None, pupil.pk)})


def _check_not_too_many(user):
    since = timezone.now() - timedelta(days=1)
    most = value("children-a-day")
    if Pupil.objects.filter(created_by=user, created_at__gte=since).count() >= most:
        raise FamilyRefused(
            f"You have added {most} children in the last 24 hours. Go on tomorrow, or ask the hub."
        )
