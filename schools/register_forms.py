"""Forms about the register: filters of what it leaves open, closing, keeping."""

from django import forms
from django.db.models import Q
from django.utils import timezone

from hub.forms import DateField, FilterForm, HubForm
from hub.policy.models import LocalAuthority
from schools.choices import Phase
from schools.models import LONGEST_NOTE, District, Region, School
from schools.search import find

NONE = "none"


class DirectoryFilters(FilterForm):
    """What lists of schools to keep in order can be narrowed by."""

    q = forms.CharField(label="Name, postcode or URN", max_length=100)
    district = forms.ChoiceField()
    region = forms.ChoiceField()
    phase = forms.ChoiceField(choices=[("", "All phases"), *Phase.choices])

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        # Asked once: a model's own choice field asks again for each of value, list and chip.
        districts = District.objects.values_list("code", "name")
        self.fields["district"].choices = [("", "All districts"), *districts]
        regions = [(str(pk), name) for pk, name in Region.objects.values_list("pk", "name")]
        self.fields["region"].choices = [("", "All regions"), (NONE, "No region"), *regions]

    def narrow(self, schools):
        """The schools that every filter lets through."""
        values = self.values
        if "district" in values:
            schools = schools.filter(district__code=values["district"])
        if "region" in values:
            region = values["region"]
            schools = schools.filter(region=None if region == NONE else region)
        if "phase" in values:
            schools = schools.filter(phase=values["phase"])
        return find(schools, values.get("q", ""))


class MissingFilters(DirectoryFilters):
    """Schools missing from the register; without a state, those that nobody has looked at."""

    KEPT = "kept"
    authority = forms.ChoiceField(label="Local authority")
    state = forms.ChoiceField(choices=[("", "To look at"), (KEPT, "Looked at and kept")])

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        authorities = LocalAuthority.objects.values_list("code", "name")
        self.fields["authority"].choices = [("", "All authorities"), *authorities]

    @property
    def shows_kept(self):
        """Does the list show those that staff have kept?"""
        return self.values.get("state") == self.KEPT

    def narrow(self, schools):
        """The missing schools that every filter lets through."""
        schools = schools.missing_and_kept() if self.shows_kept else schools.missing_to_look_at()
        if "authority" in self.values:
            schools = schools.filter(local_authority__code=self.values["authority"])
        return super().narrow(schools)


def _reason(**kwargs):
    return forms.CharField(max_length=400, widget=forms.Textarea({"rows": 3}), **kwargs)


class CloseForm(HubForm):
    """From when a school is closed, and how the hub knows."""

    on = DateField(label="Closed on")
    reason = _reason(
        label="How do you know?",
        help_text="Such as: told by the local authority. It stands on the school’s timeline.",
        error_messages={"required": "Say how you know that the school is closed"},
    )

    def clean_on(self):
        """A day that is past or today: what closes later is open now."""
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError("The date must be today or earlier")
        return on


class ReopenForm(HubForm):
    """Why a closed school is opened again."""

    reason = _reason(
        label="Why is it open again?",
        help_text="It stands on the school’s timeline.",
        error_messages={"required": "Say why the school is open again"},
    )


class KeepForm(HubForm):
    """What staff found of a school that is missing from the register."""

    reason = _reason(
        label="What did you find?",
        required=False,
        help_text="Such as: phoned, it teaches as before. It stands on the trail.",
    )


class NoteForm(HubForm):
    """A note on a school."""

    text = forms.CharField(
        label="Note",
        max_length=LONGEST_NOTE,
        help_text="Hub staff read it, schools do not. Name no child.",
        widget=forms.Textarea({"rows": 8}),
        error_messages={"required": "Write the note"},
    )


class DecideForm(HubForm):
    """Whether the history of an earlier school goes on in a later one."""

    follows = forms.ChoiceField(
        label="Does history follow?",
        choices=[
            ("yes", "Yes, it goes on in the later school"),
            ("no", "No, it stays where it is"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether history follows"},
    )
    reason = _reason(
        label="Why?",
        help_text="Such as: all pupils and teachers moved there. It stands on the trail.",
        error_messages={"required": "Say why"},
    )

    def clean_follows(self):
        """True or False."""
        return self.cleaned_data["follows"] == "yes"


class LinkFilters(FilterForm):
    """Merged and split schools; without a state, those that wait for a decision."""

    q = forms.CharField(label="Name or URN", max_length=100)
    state = forms.ChoiceField(
        choices=[
            ("", "To decide"),
            ("yes", "History follows"),
            ("no", "It does not"),
            ("any", "All"),
        ]
    )

    def narrow(self, links):
        """The links that every filter lets through."""
        state, text = self.values.get("state", ""), self.values.get("q", "")
        if state in {"", "yes", "no"}:
            links = links.filter(follows={"": None, "yes": True, "no": False}[state])
        if text.isascii() and text.isdigit() and len(text) <= 9:
            return links.filter(Q(predecessor_urn=text) | Q(successor_urn=text))
        if text:
            named = School.objects.filter(urn__isnull=False)
            urns = find(named, text).values("urn")
            links = links.filter(Q(predecessor_urn__in=urns) | Q(successor_urn__in=urns))
        return links
