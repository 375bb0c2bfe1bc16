"""What lists of actions can be narrowed by."""

import datetime

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone

from hub.calendar.years import YearChoiceField
from hub.forms import FilterForm
from schools.choices import ActionState, StrategicFunction
from schools.filters import NO_REGION
from schools.models import Region, School
from schools.search import find
from visits.actions.staff import staff
from visits.choices import Owner

MINE, OTHERS, OVERDUE, TO_DO, ALL = "mine", "others", "overdue", "", "all"
_MORE = [("", "Anybody"), (MINE, "I do"), (OTHERS, "Schools and partners I look after")]


def day_field(label):
    """A day of the years that a portal lives; another counts as not given."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        validators=[
            MinValueValidator(datetime.date(2000, 1, 1)),
            MaxValueValidator(datetime.date(2199, 12, 31)),
        ],
    )


def regions():
    """[(name, name)] of the hub's regions, and of none."""
    names = Region.objects.order_by("name").values_list("name", flat=True)
    return [("", "All regions"), *((name, name) for name in names), (NO_REGION, "No region")]


def in_region(rows, name, path="school__region"):
    """Those of the rows whose school lies in the region of this name, or in none."""
    if name == NO_REGION:
        return rows.filter(**{path: None})
    return rows.filter(**{f"{path}__name": name})


def looked_after(actions, user):
    """What schools and partners do, and this officer writes: of their regions and visits."""
    return actions.allowing("visits.write_action", user).exclude(owner=Owner.OFFICER)


class ActionFilters(FilterForm):
    """Without a state: what is still to do."""

    q = forms.CharField(label="Words, or a school’s name or URN", max_length=100)
    owner = forms.ChoiceField(label="Who does it", choices=[*_MORE, *Owner.choices])
    officer = forms.ChoiceField(label="Officer")
    state = forms.ChoiceField(
        choices=[
            (TO_DO, "To do"),
            (OVERDUE, "Overdue"),
            *ActionState.choices,
            (ALL, "All, done and dropped too"),
        ]
    )
    region = forms.ChoiceField()
    function = forms.ChoiceField(
        label="Strategic function", choices=[("", "All functions"), *StrategicFunction.choices]
    )
    year = YearChoiceField(back=4, ahead=0)
    since = day_field("Due from")
    until = day_field("Due to")
    planned = forms.BooleanField(label="In the Regional Engagement Plan")

    def __init__(self, data=None, *, user, **kwargs):
        super().__init__(data, **kwargs)
        self._user = user
        people = [(str(each.pk), str(each)) for each in staff()]
        self.fields["officer"].choices = [("", "Anybody"), *people]
        self.fields["region"].choices = regions()
        self.fields["year"].choices = [("", "All years"), *self.fields["year"].choices]

    def narrow(self, actions):
        """Of these actions those that the filters leave."""
        on, today = self.values, timezone.localdate()
        state = on.get("state", TO_DO)
        if state == OVERDUE:
            actions = actions.overdue(today)
        elif state == TO_DO:
            actions = actions.live()
        elif state != ALL:
            actions = actions.filter(state=state)
        if on.get("owner") == MINE:
            actions = actions.filter(officer=self._user.pk)
        elif on.get("owner") == OTHERS:
            actions = looked_after(actions, self._user)
        elif "owner" in on:
            actions = actions.filter(owner=on["owner"])
        if "region" in on:
            actions = in_region(actions, on["region"])
        exact = {"officer": "officer", "function": "function", "year": "year"}
        exact |= {"since": "due_on__gte", "until": "due_on__lte", "planned": "in_plan"}
        actions = actions.filter(**{exact[name]: on[name] for name in exact if name in on})
        return _called(actions, on.get("q", ""))


def _called(actions, text):
    """Those that say the text, and those of schools that it names."""
    if not text:
        return actions
    named = find(School.objects.order_by(), text)
    return actions.filter(what__icontains=text) | actions.filter(school__in=named)
