"""The filters of the trail."""

import datetime

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone

from hub.accounts.models import User
from hub.forms import FilterForm
from hub.trail.models import Entry
from hub.trail.sentences import kind_of_thing

#: More than these of one name are not told apart by a name alone.
_MOST_PEOPLE = 200


def _day(label):
    """A day of the years that a portal lives; another counts as not given."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        validators=[
            MinValueValidator(datetime.date(2000, 1, 1)),
            MaxValueValidator(datetime.date(2199, 12, 31)),
        ],
    )


class TrailFilter(FilterForm):
    """Who, what, about what, and when."""

    person = forms.CharField(label="Who", max_length=254, help_text="Name or e-mail address")
    kind = forms.ChoiceField(
        label="Changes or reads",
        choices=[("", "Both"), (Entry.Kind.CHANGE, "Changes"), (Entry.Kind.READ, "Reads")],
    )
    action = forms.ChoiceField(label="What was done")
    about = forms.ChoiceField(label="About what")
    number = forms.CharField(
        label="Which one", max_length=60, help_text="Its number, as the trail shows it"
    )
    since = _day("From")
    until = _day("To")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        entries = Entry.objects.all()
        self.fields["action"].choices = [
            ("", "Anything"),
            *((action, action) for action in entries.known("action")),
        ]
        self.fields["about"].choices = [
            ("", "Anything"),
            *((label, kind_of_thing(label)) for label in entries.known("object_type")),
        ]

    def narrow(self, entries):
        """Of these entries those that the filters leave."""
        on = self.values
        if person := on.get("person"):
            entries = entries.filter(actor_id__in=_people(person))
        exact = {"kind": "kind", "action": "action", "about": "object_type", "number": "object_id"}
        entries = entries.filter(**{exact[name]: on[name] for name in exact if name in on})
        # Bounds in time instead of at__date: a range is found by the index, a date is computed for
        # every row.
        if since := on.get("since"):
            entries = entries.filter(at__gte=_midnight(since))
        if until := on.get("until"):
            entries = entries.filter(at__lt=_midnight(until + datetime.timedelta(days=1)))
        return entries


def _midnight(day):
    """When the day begins in London."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


def _people(text):
    """Ids of accounts by a part of name or address, or by the number of an account."""
    found = User.objects.filter(name__icontains=text) | User.objects.filter(email__icontains=text)
    ids = list(found.values_list("pk", flat=True)[:_MOST_PEOPLE])
    return [*ids, int(text)] if text.isascii() and text.isdigit() and len(text) < 19 else ids
