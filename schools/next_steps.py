"""What a school does next, on its home page. Every app adds its own.

In an app's ``next_steps.py``::

    from schools.next_steps import Step, next_step

    @next_step(order=20)
    def audit(school, user):
        return Step("Finish the audit", reverse("schools:audit", args=[school.pk]), due=…)

The function returns a Step, several, or None when there is nothing to do, and only what ``user``
may do. What is due first stands first; what has no date follows in the order of its function: what
others wait for (10), what the year asks for (20 to 50), what makes things easier (80).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.module_loading import autodiscover_modules

from hub.accounts.choices import Role
from hub.accounts.models import RoleGrant
from hub.calendar.models import Closure
from hub.calendar.years import AcademicYear
from hub.permissions import may
from schools.choices import Phase
from schools.facts import book
from schools.models import PublishedAddress, SchoolClaim


@dataclass(frozen=True)
class Step:
    """One thing to do: a link that starts with a verb, why (``hint``), and the last day for it.

    ``status`` and ``kind`` are a tag's words and colour; without them they follow from ``due``.
    """

    text: str
    url: str = ""
    hint: str = ""
    due: date | None = None
    label: str = ""
    colour: str = ""

    @property
    def status(self):
        """When it is due, or how it stands, in words."""
        if self.label:
            return self.label
        if self.due is None:
            return "To do"
        day = date_format(self.due, "j F Y")
        return f"Was due on {day}" if self.is_late else f"Due on {day}"

    @property
    def kind(self):
        """The colour of the tag."""
        return self.colour or ("warn" if self.is_late or self.due is None else "info")

    @property
    def is_late(self):
        """Is its day past?"""
        return self.due is not None and self.due < timezone.localdate()


_functions: list[tuple[int, Callable]] = []


def next_step(*, order=50):
    """Register the function below, ``(school, user) -> Step | list[Step] | None``."""

    def register(function):
        _functions.append((order, function))
        _functions.sort(key=lambda each: each[0])  # stable: the rest as they registered
        return function

    return register


def steps_for(school, *, user) -> list[Step]:
    """Everything that the school has to do and this user may do, the most pressing first."""
    _load()
    found = [function(school, user) for _, function in _functions]
    steps = [
        step
        for each in found
        for step in (each if isinstance(each, list) else [each])
        if step is not None
    ]
    return sorted(steps, key=lambda step: (step.due is None, step.due or date.max))


@cache
def _load():
    # These register themselves, and import this module.
    from schools.audits import next_steps as of_audits  # noqa: F401
    from schools.confidence import next_steps as of_confidence  # noqa: F401
    from schools.plans import steps as of_plans  # noqa: F401

    autodiscover_modules("next_steps")


@next_step(order=10)
def requests_to_answer(school, user):
    """People who wait to be let into this school, for those who may let them in."""
    waiting = SchoolClaim.objects.waiting().allowing("schools.decide_claim", user)
    number = waiting.filter(school=school).count()
    if not number:
        return None
    return Step(
        "Answer requests to join your school",
        f"{reverse('schools:claims')}?q={school.urn or ''}",
        hint="They say that they work at your school.",
        label=f"{number} {'person' if number == 1 else 'people'}",
    )


@next_step(order=20)
def people_missing(school, user):
    """A school without a head or a music lead on the portal cannot agree or publish anything."""
    grants = RoleGrant.objects.live().filter(school=school, user__is_active=True)
    held = dict.fromkeys(grants.values_list("role", flat=True))
    steps = []
    if Role.LEAD not in held:
        steps.append(
            Step(
                "Say who leads music",
                reverse("people:invite_to", args=[Role.LEAD.value])
                if may(user, "accounts.see_people")
                else "",
                hint="Invite them. If it is you, ask for the role under “Join another school”.",
                label="Not started",
            )
        )
    if Role.HEAD not in held:
        steps.append(
            Step(
                "Ask your head teacher to join",
                hint="Nobody is named as head yet. They choose “Schools” on our front page, find "
                "your school and ask to join; or the hub invites them.",
                label="Not started",
            )
        )
    return steps


@next_step(order=25)
def tell_about_music(school, user):
    """What the school says of its music once a year spares it every later question."""
    year = AcademicYear.current()
    if not may(user, "schools.confirm_facts", school) or book.has_told(school, year):
        return None
    return Step(
        f"Tell the hub about music in {year}",
        reverse("schools:known", args=[school.pk]),
        hint="Ten minutes: confirm what is known, correct what has changed. Nobody asks you twice.",
        label="Not started",
    )


@next_step(order=28)
def plan_not_where_it_was(school, user):
    """A page that has moved is found by nobody: families, hub or inspector."""
    if not may(user, "schools.confirm_facts", school):
        return None
    gone = PublishedAddress.objects.current().filter(school=school).order_by("-year").first()
    if gone is None or gone.is_waiting or gone.is_confirmed or not gone.answer:
        return None
    return Step(
        "Look where your plan is published",
        reverse("schools:published_address", args=[school.pk]),
        hint="Tell us the right address, or say that it is there.",
        label=gone.get_answer_display(),
    )


@next_step(order=30)
def phase_not_known(school, user):
    """Facts that neither register nor hub know are missing wherever schools are compared."""
    if school.phase != Phase.NOT_KNOWN:
        return None
    return Step(
        "Tell the hub your phase",
        school.get_absolute_url(),
        hint="Neither the register nor the hub knows the ages of your pupils. Write or phone us.",
        label="Not known",
    )


@next_step(order=40)
def days_without_lessons(school, user):
    """On an INSET day that the hub does not know, a tutor stands before a closed door."""
    year = AcademicYear.current()
    if not may(user, "calendar.set_school_dates", school):
        return None
    if Closure.objects.in_year(year).filter(school=school).exists():
        return None
    return Step(
        "Add your INSET days and other closures",
        reverse("calendar:school", args=[school.pk, year]),
        hint=f"None of your own are known for {year}. Visits and lessons keep clear of them.",
        label="Not started",
    )


@next_step(order=80)
def a_second_person(school, user):
    """One person alone is one illness away from a school that nobody can reach."""
    people = RoleGrant.objects.live().filter(school=school, user__is_active=True)
    if people.values("user").distinct().count() != 1 or not may(user, "accounts.see_people"):
        return None
    return Step(
        "Invite a colleague",
        reverse("people:invite"),
        hint="So that somebody can go on when you are ill or leave.",
        label="Optional",
        colour="info",
    )
