"""The form by which visits to many schools are arranged."""

from django import forms
from django.utils import timezone

from hub.accounts.choices import Role
from hub.accounts.models import RoleGrant, User
from hub.forms import DateField, HubForm
from visits.models import VisitType


class AssignForm(HubForm):
    """Which schools, who goes, by when. ``rows``: the DueRows that may be ticked."""

    officer = forms.ModelChoiceField(
        User.objects.none(), label="Officer", empty_label=None, help_text="Who sees to the visits."
    )
    type = forms.ModelChoiceField(
        VisitType.objects.none(),
        label="Type of visit",
        empty_label=None,
        widget=forms.RadioSelect,
    )
    due_on = DateField(label="Arrange by", required=False)
    purpose = forms.CharField(
        label="What the visits are about",
        required=False,
        max_length=500,
        help_text="The schools read this.",
        widget=forms.Textarea({"rows": 2}),
    )
    schools = forms.MultipleChoiceField(
        label="Schools",
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "govuk-checkboxes--small"}),
    )

    def __init__(self, data=None, *, user, rows, **kwargs):
        super().__init__(data, **kwargs)
        grants = RoleGrant.objects.live().filter(role=Role.OFFICER).values("user")
        officers = User.objects.filter(is_active=True, pk__in=grants).order_by("name", "pk")
        self.fields["officer"].queryset = officers
        self.fields["officer"].initial = user.pk
        types = VisitType.objects.visible_to(user).in_use()
        self.fields["type"].queryset = types
        self.fields["type"].initial = types.filter(counts=True).first()
        self.fields["schools"].choices = [(str(row.school.pk), _words(row)) for row in rows]

    def clean_due_on(self):
        """Not a day that is past."""
        day = self.cleaned_data["due_on"]
        if day and day < timezone.localdate():
            raise forms.ValidationError("Arrange by must be today or later")
        return day

    def clean(self):
        """At least one school."""
        cleaned = super().clean()
        if not cleaned.get("schools") and "schools" not in self.errors:
            self.add_error("schools", "Tick the schools that are to be visited")
        return cleaned


def _words(row):
    told = [row.standing.lower() if row.months is None else f"{row.months} months"]
    told.append(f"score {row.score}")
    if row.arranged:
        told.append(f"a visit stands already: {row.arranged[0].lower()}{row.arranged[1:]}")
    return f"{row.school.name} ({', '.join(told)})"
