"""What carers say of a learner beside who they are: needs, consents, school, other carers."""

from django import forms
from django.utils import timezone

from hub.forms import DateField, HubForm, HubModelForm, check_phone
from hub.people import consents
from hub.people.choices import OF_A_CHILD
from hub.people.family.forms import YES_NO, SchoolForm, is_yes
from hub.people.models import Consent, Needs

_SEE, _BOOK = "see", "book"


class NeedsForm(HubModelForm):
    """What helps, health, whom to phone. Everything may stay empty: that is an answer."""

    class Meta:
        model = Needs
        fields = ["access", "medical", "emergency_name", "emergency_phone", "has_ehcp"]
        widgets = {
            "access": forms.Textarea({"rows": 4}),
            "medical": forms.Textarea({"rows": 4}),
            "emergency_name": forms.TextInput({"autocomplete": "off"}),
            "emergency_phone": forms.TextInput({"autocomplete": "off", "inputmode": "tel"}),
        }
        labels = {
            "access": "What helps them to learn and take part",
            "medical": "Health and allergies that a tutor should know of",
            "emergency_name": "Whom to phone in an emergency",
            "emergency_phone": "Their phone number",
            "has_ehcp": "There is an Education, Health and Care Plan (EHCP)",
        }
        help_texts = {
            "access": "Such as large print, a quiet room, an adapted instrument, more time.",
            "medical": "Such as asthma, epilepsy, a nut allergy. Leave it empty if there is "
            "nothing.",
            "emergency_name": "Somebody whom we can reach while a lesson is on.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["emergency_phone"].validators.append(check_phone)
        if self.instance.pupil.is_adult:
            self.fields["access"].label = "What helps you to learn and take part"

    def clean(self):
        cleaned = super().clean()
        name, phone = cleaned.get("emergency_name"), cleaned.get("emergency_phone")
        if name and not phone and "emergency_phone" not in self.errors:
            self.add_error("emergency_phone", "Enter the phone number of this person")
        if phone and not name and "emergency_name" not in self.errors:
            self.add_error("emergency_name", "Enter whose phone number this is")
        return cleaned


class ConsentsForm(HubForm):
    """A box for each thing that can be agreed to; what is not ticked is not agreed to."""

    marks_optional = False

    def __init__(self, data=None, *, pupil, **kwargs):
        live = set(Consent.objects.live().filter(pupil=pupil).values_list("kind", flat=True))
        kinds = consents.kinds_for(pupil)
        initial = {kind.value: kind in live for kind in kinds}
        super().__init__(data, initial=initial, **kwargs)
        for kind in kinds:
            self.fields[kind.value] = forms.BooleanField(
                label=kind.label,
                required=False,
                help_text=consents.words_of(kind, is_adult=pupil.is_adult),
            )

    @property
    def agreed(self):
        """The kinds that are ticked. Valid forms only."""
        return {kind for kind, ticked in self.cleaned_data.items() if ticked}


class MoveForm(SchoolForm):
    """Where a child is taught from a day on."""

    from_on = DateField(
        label="First day there",
        help_text="Today or earlier. If it is still to come, tell us on the day.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["from_on"].latest = timezone.localdate()


class InviteForm(HubForm):
    """Whom to ask in, to which children, and what they may do."""

    email = forms.EmailField(
        label="Their e-mail address",
        max_length=254,
        help_text="The invitation can be accepted with this address only, within seven days.",
        widget=forms.EmailInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    pupils: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        label="Which children?",
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one child"},
    )
    relationship = forms.ChoiceField(
        label="How are they related to the children?",
        choices=[(each.value, each.label) for each in OF_A_CHILD],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how they are related to the children"},
    )
    has_responsibility = forms.TypedChoiceField(
        label="Do they have parental responsibility?",
        coerce=is_yes,
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no"},
    )
    rights = forms.ChoiceField(
        label="What may they do?",
        choices=[
            (_SEE, "See the lessons, and tell us of absences"),
            (_BOOK, "See, apply for, accept and stop lessons, and tell us of absences"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they may do"},
    )

    def __init__(self, data=None, *, pupils, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["pupils"].queryset = pupils
        self.fields["pupils"].label_from_instance = lambda pupil: pupil.full_name

    @property
    def asked(self):
        """The arguments of ``inviting.invite``. Valid forms only."""
        asked = dict(self.cleaned_data)
        return asked | {"may_book": asked.pop("rights") == _BOOK, "pupils": list(asked["pupils"])}
