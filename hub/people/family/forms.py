"""What carers type about learners and themselves."""

import datetime

from django import forms
from django.utils import timezone

from hub.accounts.scopes import scope_of
from hub.calendar.stages import age_on
from hub.forms import AskBackMixin, DateField, HubForm, check_phone
from hub.geography.postcodes import PostcodeField
from hub.people import children
from hub.people.choices import OF_A_CHILD, Schooling
from hub.policy.values import value

_OFF = {"autocomplete": "off", "spellcheck": "false"}
YES_NO = [("yes", "Yes"), ("no", "No")]
_IN_YEAR, _ABOVE, _BELOW = "0", "1", "-1"
OLDEST = datetime.date(1900, 1, 1)


def is_yes(text):
    return text == "yes"


class LearnerForm(HubForm):
    """Names and birthday, for children and adults alike."""

    marks_optional = False  # what may stay empty often must not: the labels say which

    first_name = forms.CharField(
        label="First name",
        max_length=80,
        help_text="As on the birth certificate or passport.",
        widget=forms.TextInput(_OFF),
    )
    last_name = forms.CharField(label="Last name", max_length=80, widget=forms.TextInput(_OFF))
    preferred_name = forms.CharField(
        label="Name they like to be called (optional)",
        max_length=80,
        required=False,
        help_text="Tutors use it. Leave it empty if it is their first name.",
        widget=forms.TextInput(_OFF),
    )
    born_on = DateField(label="Date of birth", birthday=True, earliest=OLDEST)


class ChildForm(LearnerForm):
    """The same for a child: with the school year, and the plan where the age asks for one."""

    out_by = forms.TypedChoiceField(
        label="School year",
        coerce=int,
        choices=[
            (_IN_YEAR, "The year for their age"),
            (_ABOVE, "Taught a year above their age"),
            (_BELOW, "Taught a year below their age"),
        ],
        initial=_IN_YEAR,
        widget=forms.RadioSelect,
    )
    #: The date of birth makes an adult of them, so the page shows the way on.
    is_adult = False
    _knows_plan = False
    _born_before = None

    def know(self, pupil):
        """The learner is there already: what stands is not asked for again."""
        self._knows_plan, self._born_before = children.has_plan(pupil), pupil.born_on
        if pupil.out_by not in (-1, 0, 1):  # set by the office
            side = "above" if pupil.out_by > 0 else "below"
            words = f"Taught {abs(pupil.out_by)} years {side} their age"
            self.fields["out_by"].choices += [(str(pupil.out_by), words)]

    def clean(self):
        cleaned = super().clean()
        born_on = cleaned.get("born_on")
        if born_on is None or born_on == self._born_before:
            return cleaned
        age = age_on(born_on, timezone.localdate())
        if age <= value("child-age-most"):
            return cleaned
        if age > value("plan-age-most"):
            self.is_adult = True
            self.add_error("born_on", "This date of birth makes them an adult")
            return cleaned
        if not self._knows_plan:
            self._ask_for_plan(value("plan-age-most"))
        return cleaned

    def _ask_for_plan(self, to_age):
        label = "They have an Education, Health and Care Plan (EHCP)"
        self.fields["has_ehcp"] = forms.BooleanField(
            label=label,
            required=False,
            help_text=f"With a plan, lessons for children are open up to the age of {to_age}.",
        )
        if self.data.get(self.add_prefix("has_ehcp")):
            self.cleaned_data["has_ehcp"] = True
            return
        self.is_adult = True
        self.add_error("has_ehcp", "Tick the box if they have an EHCP. Otherwise they are an adult")

    @property
    def plan(self):
        """The box about the plan as a bound field, or None where the age does not ask for it."""
        return self["has_ehcp"] if "has_ehcp" in self.fields else None


class SchoolForm(HubForm):
    """Where a child is taught."""

    marks_optional = False  # what may stay empty hangs on the first answer

    schooling = forms.ChoiceField(
        label="Where is the child taught?",
        choices=Schooling.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where the child is taught"},
    )
    school_words = forms.CharField(
        label="Name of the school, if it is not on our list",
        max_length=120,
        required=False,
        widget=forms.TextInput(_OFF),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        schools = scope_of("school")
        box = schools.box(
            label="School or nursery",
            required=False,
            help_text="If they go to one: its name, or part of it with the town or postcode.",
        )
        box.queryset = schools.open()
        order = list(self.fields)
        order.insert(order.index("schooling") + 1, "school")
        self.fields["school"] = box
        self.order_fields(order)  # problems are listed as the page asks

    def clean(self):
        cleaned = super().clean()
        schooling = cleaned.get("schooling")
        if schooling == Schooling.SCHOOL and "school" in cleaned and not cleaned["school"]:
            self.add_error("school", "Enter the name of the school or nursery")
        if schooling and schooling != Schooling.SCHOOL:
            # Left in the box by somebody who then chose another answer.
            self.errors.pop("school", None)
            cleaned["school"] = None
        if schooling == Schooling.ELSEWHERE and not cleaned.get("school_words"):
            self.add_error("school_words", "Enter the name of the school")
        return cleaned


class BondForm(HubForm):
    """What the carer is to the child."""

    relationship = forms.ChoiceField(
        label="How are you related to the child?",
        choices=[(each.value, each.label) for each in OF_A_CHILD],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose how you are related to the child"
        ),
    )
    has_responsibility = forms.TypedChoiceField(
        label="Do you have parental responsibility?",
        coerce=is_yes,
        choices=YES_NO,
        help_text="Mothers have it, and most fathers. Others have it by an order or agreement.",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no"},
    )


class NewChildForm(AskBackMixin, ChildForm):
    """A child who is not in the family yet."""

    right_as_it_is = "This is another child: add them"

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def odd(self, cleaned):
        """The same name and birthday once more: twins share the day, but hardly the name."""
        names = {key: cleaned[key] for key in ("first_name", "last_name", "born_on")}
        if children.alike(self.user, **names):
            return ["A child with this name and date of birth is in your family already"]
        return []


class AdultForm(LearnerForm):
    """Who learns is who signs in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        called = self.fields["preferred_name"]
        called.label = "Name you like to be called (optional)"
        called.help_text = "Tutors use it. Leave it empty if it is your first name."
        for name, fill in (("first_name", "given-name"), ("last_name", "family-name")):
            self.fields[name].widget.attrs["autocomplete"] = fill
        self.fields["first_name"].help_text = ""


class DetailsForm(HubForm):
    """How a carer is called and reached."""

    name = forms.CharField(
        label="Full name", max_length=150, widget=forms.TextInput({"autocomplete": "name"})
    )
    phone = forms.CharField(
        label="Phone number",
        max_length=30,
        required=False,
        help_text="We phone when a lesson changes at short notice.",
        validators=[check_phone],
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
    )
    street = forms.CharField(
        label="House and street",
        max_length=120,
        required=False,
        widget=forms.TextInput({"autocomplete": "address-line1"}),
    )
    locality = forms.CharField(
        label="District or village",
        max_length=120,
        required=False,
        widget=forms.TextInput({"autocomplete": "address-line2"}),
    )
    town = forms.CharField(
        label="Town",
        max_length=80,
        required=False,
        widget=forms.TextInput({"autocomplete": "address-level2"}),
    )
    postcode = PostcodeField(required=False)
