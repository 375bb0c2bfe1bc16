"""Forms: a school asks for lessons, and the carer says for which child."""

from django import forms
from django.db.models import Q
from django.utils import timezone

from hub.calendar.choices import Weekday, YearGroup
from hub.forms import HubForm
from hub.people.models import Pupil
from tuition.booking.check_forms import AgreeForm
from tuition.booking.rules import learners, why_not
from tuition.choices import WITHOUT_PLACE
from tuition.models import Provision

_OFF = {"autocomplete": "off", "spellcheck": "false"}


class ApplyForm(HubForm):
    """What a school knows: who, which year, what, and how to reach the carer."""

    provision = forms.ModelChoiceField(
        Provision.objects.none(),
        label="Lessons or group",
        empty_label="Choose lessons or a group",
        help_text="Those at your school and online ones.",
        error_messages={"required": "Choose lessons or a group"},
    )
    pupil_name = forms.CharField(
        label="Name of the pupil",
        max_length=160,
        help_text="The carer reads it after signing in. It is deleted when the carer has answered.",
        widget=forms.TextInput(_OFF),
    )
    year_group = forms.TypedChoiceField(
        label="School year",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Not said"), *YearGroup.choices],
    )
    carer_email = forms.EmailField(
        label="E-mail address of a parent or carer",
        help_text="We write to this address. Only an account with this address can answer.",
        widget=forms.EmailInput(_OFF),
    )

    def __init__(self, data=None, *, school, **kwargs):
        super().__init__(data, **kwargs)
        rows = Provision.objects.open().filter(
            Q(venue__school=school) | Q(kind__in=WITHOUT_PLACE, only_own_pupils=False),
            ends_on__gte=timezone.localdate(),
        )
        self.fields["provision"].queryset = rows.select_related("instrument", "venue")
        self.fields["provision"].label_from_instance = _words


class ChildForm(HubForm):
    """For which of one's own learners it is. ``is_open``: may the place be named?"""

    pupil = forms.ModelChoiceField(
        Pupil.objects.none(),
        label="For which child is it?",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a child"},
    )

    def __init__(self, data=None, *, user, provision, is_open, **kwargs):
        super().__init__(data, **kwargs)
        self.provision, self.is_open = provision, is_open
        self.fields["pupil"].queryset = learners(user, provision)

    @property
    def only_one(self):
        """The key of the learner where there is one alone, and it fits; else ""."""
        rows = list(self.fields["pupil"].queryset[:2])
        return str(rows[0].pk) if len(rows) == 1 and not self._why_not(rows[0]) else ""

    def clean_pupil(self):
        """One for whom it is: age, school, and no place there yet."""
        pupil = self.cleaned_data["pupil"]
        if words := self._why_not(pupil):
            known = words if self.is_open else f"This cannot be booked for {pupil.called}."
            raise forms.ValidationError(known)
        return pupil

    def _why_not(self, pupil):
        return why_not(self.provision, pupil, has_plan=pupil.has_plan, live=pupil.live)


class CompleteForm(AgreeForm):
    """What suits the family, where that is still to be arranged; the terms, and consents."""

    wishes = forms.CharField(
        label="Days and times that suit you (optional)",
        required=False,
        max_length=300,
        help_text="For example: Tuesdays or Thursdays. We arrange it with the tutor.",
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, data=None, *, provision, **kwargs):
        super().__init__(data, **kwargs)
        self.asks_wishes = not provision.is_fixed
        if not self.asks_wishes:
            del self.fields["wishes"]


def _words(provision):
    day = f"{Weekday(provision.weekday).label}s" if provision.is_fixed else "day to be agreed"
    return f"{provision}, {day}"
