"""What the office's list of applications can be narrowed by."""

import datetime

from django import forms
from django.db.models import Q
from django.utils import timezone

from hub.accounts.choices import Role
from hub.accounts.models import RoleGrant, User
from hub.calendar.choices import YearGroup
from hub.calendar.years import AcademicYear
from hub.forms import FilterForm
from hub.music.models import Instrument
from hub.people.models import Pupil
from hub.places.choices import ASKING, TAUGHT, PlaceState
from schools.models import School
from schools.search import find
from tuition.choices import Kind

ASKED, HAVE, OVER, ANY = "", "taught", "over", "any"
_STATES = {
    ASKED: ASKING,
    HAVE: TAUGHT,
    OVER: (PlaceState.DECLINED, PlaceState.LAPSED, PlaceState.WITHDRAWN, PlaceState.ENDED),
    "applied": (PlaceState.APPLIED,),
    "waiting": (PlaceState.WAITING,),
    "offered": (PlaceState.OFFERED,),
}
ADULTS = "adults"
_AGE_IN_RECEPTION = 4
#: Taught so many years out of their own at the most (hub.people, a constraint).
_OUT_BY = range(-3, 4)


def tutors():
    """Accounts in use that hold the role of a tutor today, by name."""
    held = RoleGrant.objects.live().filter(role=Role.TUTOR).values("user")
    return User.objects.filter(is_active=True, pk__in=held).order_by("name", "pk")


class ApplicationFilters(FilterForm):
    """Without a state: who has applied and who waits."""

    q = forms.CharField(label="Learner’s name, or a reference", max_length=100)
    state = forms.ChoiceField(
        choices=[
            (ASKED, "Applied or waiting"),
            ("applied", "Applied"),
            ("waiting", "Waiting list"),
            ("offered", "Offered"),
            (HAVE, "Have a place"),
            (OVER, "Over"),
            (ANY, "Any"),
        ]
    )
    instrument = forms.ChoiceField()
    kind = forms.ChoiceField(choices=[("", "All kinds"), *Kind.choices])
    school = forms.CharField(label="Learner’s school: name or URN", max_length=100)
    venue = forms.CharField(label="Where: place, or part of its name", max_length=100)
    year = forms.ChoiceField(
        label="School year",
        choices=[
            ("", "All years"),
            *((str(key), label) for key, label in YearGroup.choices),
            (ADULTS, "Adults"),
        ],
    )
    waited = forms.ChoiceField(
        label="Waited longer than",
        choices=[
            ("", "Any time"),
            ("30", "A month"),
            ("91", "3 months"),
            ("182", "6 months"),
            ("365", "A year"),
        ],
    )
    tutor = forms.ChoiceField()
    adapted = forms.BooleanField(label="Needs an adapted instrument")

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        names = Instrument.objects.values_list("key", "name")
        self.fields["instrument"].choices = [("", "All instruments"), *names]
        people = [(str(each.pk), str(each)) for each in tutors()]
        self.fields["tutor"].choices = [("", "Anybody"), *people]

    def narrow(self, rows):
        """Of these enrolments those that the filters leave."""
        on = self.values
        state = on.get("state", ASKED)
        if state != ANY:
            rows = rows.filter(state__in=[str(each) for each in _STATES[state]])
        if "q" in on:
            named = Pupil.objects.matching(on["q"]).values("pk")
            rows = rows.filter(Q(reference=on["q"].upper()) | Q(pupil__in=named))
        if "school" in on:
            rows = rows.filter(pupil__school__in=find(School.objects.order_by(), on["school"]))
        if "year" in on:
            rows = rows.filter(in_year(on["year"]))
        if "waited" in on:
            before = timezone.now() - datetime.timedelta(days=int(on["waited"]))
            rows = rows.filter(applied_at__lt=before)
        if "tutor" in on:
            rows = rows.filter(Q(tutor=on["tutor"]) | Q(tutor=None, provision__tutor=on["tutor"]))
        exact = {
            "instrument": "provision__instrument__key",
            "kind": "provision__kind",
            "venue": "provision__venue__name__icontains",
            "adapted": "needs_adapted",
        }
        return rows.filter(**{exact[name]: on[name] for name in exact if name in on})


def in_year(choice) -> Q:
    """Over Enrolment: learners of a year group now, or adults."""
    if choice == ADULTS:
        return Q(pupil__is_adult=True)
    cut_off, found = AcademicYear.current(), Q(pk__in=[])
    for out_by in _OUT_BY:
        age = int(choice) + _AGE_IN_RECEPTION - out_by
        if age < 0:
            continue
        born = Q(
            pupil__born_on__gt=datetime.date(cut_off - age - 1, 8, 31),
            pupil__born_on__lte=datetime.date(cut_off - age, 8, 31),
        )
        found |= born & Q(pupil__out_by=out_by)
    return found & Q(pupil__is_adult=False)
