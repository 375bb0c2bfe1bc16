"""What a family asks to change, and what the office answers; the filters of the office's list."""

from django import forms

from hub.accounts.choices import Role
from hub.accounts.models import RoleGrant, User
from hub.calendar.choices import Weekday
from hub.forms import ClockField, DateField, FilterForm, HubForm
from hub.music.models import Instrument
from tuition.after.requests import Change
from tuition.choices import ProvisionState, RequestKind, RequestState
from tuition.models import Provision


class AskForm(HubForm):
    """What to change, and what would suit."""

    kind = forms.ChoiceField(
        label="What would you like to change?",
        choices=RequestKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you would like to change"},
    )
    words = forms.CharField(
        label="What would suit you",
        max_length=500,
        error_messages={"required": "Say in a few words what would suit you"},
        help_text="For example: Thursdays after 4pm, or a pause from January to Easter.",
        widget=forms.Textarea({"rows": 4}),
    )


class AnswerForm(HubForm):
    """Yes with what is done, or no with words."""

    MOVE, ARRANGE, PAUSE, WORDS, NO = "move", "arrange", "pause", "words", "no"
    NEEDED = {
        MOVE: {"reference": "Enter the reference of the lesson or group"},
        ARRANGE: {},
        PAUSE: {"first": "Enter the first day of the pause"},
    }

    how = forms.ChoiceField(
        label="How you answer",
        choices=[
            (MOVE, "Agreed: move to another lesson or group"),
            (ARRANGE, "Agreed: another day, time or tutor for this place"),
            (PAUSE, "Agreed: a pause"),
            (WORDS, "Agreed: it was done otherwise"),
            (NO, "Not possible"),
        ],
        widget=forms.RadioSelect,
    )
    reference = forms.CharField(
        label="Reference of the other lesson or group",
        required=False,
        max_length=12,
        help_text="Eight letters and digits, from its page. The date of application is kept.",
    )
    weekday = forms.TypedChoiceField(
        label="New day",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "As it is"), *Weekday.choices],
    )
    starts_at = ClockField(label="New time", required=False)
    tutor: forms.ModelChoiceField = forms.ModelChoiceField(
        label="New tutor", queryset=None, required=False, empty_label="As it is"
    )
    first = DateField(label="First day of the pause", required=False, coming=True)
    last = DateField(label="Last day of the pause", required=False, coming=True)
    answer = forms.CharField(
        label="What you write to the family",
        max_length=500,
        help_text="They read it after signing in. Do not write where the child is taught if that "
        "is kept from one of the carers.",
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, data=None, *, enrolment, **kwargs):
        super().__init__(data, **kwargs)
        self.enrolment = enrolment
        tutors = RoleGrant.objects.live().filter(role=Role.TUTOR)
        found = User.objects.filter(is_active=True, pk__in=tutors.values("user"))
        self.fields["tutor"].queryset = found.order_by("name", "pk")

    def clean(self):
        cleaned = super().clean()
        how = cleaned.get("how")
        for name, sentence in self.NEEDED.get(how, {}).items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        if how == self.ARRANGE:
            self._arranged(cleaned)
        if how == self.MOVE and cleaned.get("reference"):
            cleaned["provision"] = self._provision(cleaned["reference"])
        return cleaned

    @property
    def change(self) -> Change | None:
        """What to do beside the words; None when it is a no."""
        said = self.cleaned_data
        if said["how"] == self.MOVE:
            return Change(provision=said["provision"])
        if said["how"] == self.ARRANGE:
            names = ("weekday", "starts_at", "tutor")
            return Change(**{name: said[name] for name in names})
        if said["how"] == self.PAUSE:
            return Change(first=said["first"], last=said["last"])
        return None if said["how"] == self.NO else Change()

    def _arranged(self, cleaned):
        day, time, tutor = (cleaned.get(name) for name in ("weekday", "starts_at", "tutor"))
        if (day is None) != (time is None):
            self.add_error("starts_at" if time is None else "weekday", "Enter both day and time")
        elif day is None and tutor is None:
            self.add_error("how", "Enter a new day and time, or choose a tutor")

    def _provision(self, text):
        rows = Provision.objects.filter(state=ProvisionState.PUBLISHED)
        rows = rows.exclude(pk=self.enrolment.provision_id)
        found = rows.filter(reference=text.upper().replace(" ", "")).first()
        if found is None:
            self.add_error("reference", "No other lesson or group that runs has this reference")
        return found


class RequestFilters(FilterForm):
    """Where it stands, what is asked for, which instrument."""

    state = forms.ChoiceField(label="State")
    kind = forms.ChoiceField(label="What is asked for")
    instrument = forms.ChoiceField()

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        names = [(each.key, each.name) for each in Instrument.objects.all()]
        self.fields["state"].choices = [("", "All"), *RequestState.choices]
        self.fields["kind"].choices = [("", "Everything"), *RequestKind.choices]
        self.fields["instrument"].choices = [("", "All instruments"), *names]

    def narrow(self, rows):
        """The requests that every filter lets through."""
        values = self.values
        if "state" in values:
            rows = rows.filter(state=values["state"])
        if "kind" in values:
            rows = rows.filter(kind=values["kind"])
        if "instrument" in values:
            rows = rows.filter(enrolment__provision__instrument__key=values["instrument"])
        return rows
