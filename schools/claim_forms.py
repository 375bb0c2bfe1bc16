"""Forms about joining a school: finding it, asking for a role there, answering."""

from django import forms

from hub.accounts.choices import Role
from hub.forms import FilterForm, HubForm
from schools.models import CLAIMED_ROLES, LONGEST_WORDS, Region, School, SchoolClaim
from schools.search import find

_ROLES = [
    (Role.LEAD, "I lead music there"),
    (Role.HEAD, "I am the head teacher"),
    (Role.BURSAR, "I am the bursar or business manager"),
]


class FindForm(FilterForm):
    """What somebody knows of their school; it stands in the address, so that it can be shared."""

    q = forms.CharField(
        label="Name of the school, town or postcode",
        max_length=100,
        help_text="Part of it is enough, such as “St Mary Ashford” or “AL1 3”.",
        widget=forms.TextInput({"autocomplete": "off", "class": "govuk-input--width-20"}),
    )


class ClaimForm(HubForm):
    """What somebody does at a school, and who they are; the fields are arguments of ``ask``."""

    name = forms.CharField(
        label="Your full name",
        max_length=150,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    role = forms.ChoiceField(
        label="What do you do at this school?",
        choices=_ROLES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you do at this school"},
    )
    words = forms.CharField(
        label="How can we know that it is you?",
        max_length=LONGEST_WORDS,
        help_text="A sentence for whoever answers, such as “I teach Year 4 and have led music "
        "since September; the office can confirm it”. No names of children, please.",
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say in a sentence who you are at this school"},
    )

    def __init__(self, data=None, *, user):
        super().__init__(data)
        if user.name:
            del self.fields["name"]


class DecideForm(HubForm):
    """Yes or no to a request, and for a no the reason."""

    APPROVE, REFUSE = "approve", "refuse"
    answer = forms.ChoiceField(
        label="Your answer",
        choices=[(APPROVE, "Yes, give them the role"), (REFUSE, "No, refuse it")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no"},
    )
    reason = forms.CharField(
        label="If no, why?",
        required=False,
        max_length=500,
        help_text="The person reads this. No names of children, please.",
        widget=forms.Textarea({"rows": 3}),
    )

    marks_optional = False

    def clean(self):
        """A no needs its reason: the person is told it."""
        cleaned = super().clean()
        if cleaned.get("answer") == self.REFUSE and "reason" in cleaned and not cleaned["reason"]:
            self.add_error("reason", "Say why you refuse it")
        return cleaned


class ClaimFilters(FilterForm):
    """What the list of requests can be narrowed by. Without a state: those that wait."""

    ANY = "any"
    state = forms.ChoiceField(
        choices=[
            ("", "Waiting for an answer"),
            *[each for each in SchoolClaim.State.choices if each[0] != SchoolClaim.State.ASKED],
            (ANY, "All"),
        ],
        widget=forms.RadioSelect,
    )
    role = forms.ChoiceField(choices=[("", "All roles"), *CLAIMED_ROLES])
    region = forms.ChoiceField()
    q = forms.CharField(label="School: name, postcode or URN", max_length=100)

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        # Asked once: a model's own choice field asks again for each of value, list and chip.
        regions = [(str(pk), name) for pk, name in Region.objects.values_list("pk", "name")]
        self.fields["region"].choices = [("", "All regions"), *regions]

    @property
    def shows_waiting(self):
        """Does the list show those that wait for an answer?"""
        return "state" not in self.values

    def narrow(self, claims):
        """The requests that every filter lets through."""
        values = self.values
        if self.shows_waiting:
            claims = claims.waiting()
        elif values["state"] != self.ANY:
            claims = claims.filter(state=values["state"])
        if "role" in values:
            claims = claims.filter(role=values["role"])
        if "region" in values:
            claims = claims.filter(school__region=values["region"])
        if "q" in values:
            claims = claims.filter(school__in=find(School.objects.all(), values["q"]).values("pk"))
        return claims


class LeaveForm(HubForm):
    """How somebody leaves their role at a school."""

    HAND_OVER, END = "hand-over", "end"
    how = forms.ChoiceField(
        label="How do you leave this role?",
        choices=[
            (HAND_OVER, "A colleague takes over: it ends when they accept"),
            (END, "It ends now, and nobody follows"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how you leave this role"},
    )
    email = forms.EmailField(
        label="E-mail address of your colleague",
        required=False,
        max_length=254,
        help_text="If a colleague takes over. The invitation can be accepted with this address "
        "only, within seven days.",
        widget=forms.EmailInput({"autocomplete": "off"}),
    )

    marks_optional = False

    def __init__(self, data=None, *, can_invite):
        super().__init__(data)
        if not can_invite:
            self.fields["how"].choices = self.fields["how"].choices[1:]
            del self.fields["email"]

    @property
    def hands_over(self):
        """Does a colleague take over?"""
        return self.cleaned_data.get("how") == self.HAND_OVER

    def clean(self):
        """Whoever takes over has an address."""
        cleaned = super().clean()
        if self.hands_over and "email" in cleaned and not cleaned["email"]:
            self.add_error("email", "Enter the e-mail address of your colleague")
        return cleaned
