"""Forms of regions and trusts, and of setting region or phase of many schools at once."""

from django import forms
from django.core.exceptions import ValidationError

from hub.forms import HubForm
from schools.choices import Phase
from schools.models import Region, Trust
from schools.register_forms import NONE, DirectoryFilters

LEAVE = ""


class RegionForm(HubForm):
    """A region's name."""

    name = forms.CharField(label="Name of the region", max_length=60)

    def __init__(self, data=None, *, region=None, **kwargs):
        super().__init__(data, initial={"name": region.name} if region else None, **kwargs)
        self.region = region

    def clean_name(self):
        """A name that no other region has."""
        name = " ".join(self.cleaned_data["name"].split())
        others = Region.objects.filter(name__iexact=name)
        if self.region:
            others = others.exclude(pk=self.region.pk)
        if others.exists():
            raise ValidationError("There is a region of this name already")
        return name


class RemoveRegionForm(HubForm):
    """Which region takes over what the removed one has."""

    into = forms.ModelChoiceField(
        Region.objects.none(),
        label="Which region takes over?",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the region that takes over its schools and officers"},
    )

    def __init__(self, data=None, *, region, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["into"].queryset = Region.objects.exclude(pk=region.pk)


class TrustForm(HubForm):
    """A trust that the register does not name yet."""

    name = forms.CharField(label="Name of the trust", max_length=200)
    code = forms.CharField(
        label="Code in the register",
        max_length=12,
        required=False,
        help_text="With it an import knows the trust again. Leave it empty when you do not know.",
        widget=forms.TextInput({"class": "govuk-input--width-10"}),
    )

    def clean_name(self):
        """A name that no other trust has."""
        name = " ".join(self.cleaned_data["name"].split())
        if Trust.objects.filter(name__iexact=name).exists():
            raise ValidationError("There is a trust of this name already")
        return name

    def clean_code(self):
        """A code that no other trust has."""
        code = self.cleaned_data["code"].strip()
        if code and Trust.objects.filter(code__iexact=code).exists():
            raise ValidationError("There is a trust with this code already")
        return code


class AssignFilters(DirectoryFilters):
    """Open schools to set region or phase of; ``lacks``: of which something is not known."""

    LACKS = {
        "region": ("No region", {"region": None}),
        "phase": ("No phase", {"phase": Phase.NOT_KNOWN}),
        "position": ("No position on the map", {"easting": None}),
        "pupils": ("No number of pupils", {"pupils": None}),
    }
    lacks = forms.ChoiceField(
        label="What is missing",
        choices=[("", "Any schools"), *((key, words) for key, (words, _) in LACKS.items())],
    )

    def narrow(self, schools):
        """The schools that every filter lets through."""
        if "lacks" in self.values:
            schools = schools.filter(**self.LACKS[self.values["lacks"]][1])
        return super().narrow(schools)


class AssignForm(HubForm):
    """What to set, and of which schools: those ticked, or all that match the filters.

    ``page``: the schools that can be ticked. ``phases``: may the user set phases too?
    """

    marks_optional = False
    region = forms.ChoiceField(required=False)
    phase = forms.ChoiceField(required=False)
    everything = forms.BooleanField(required=False)
    schools = forms.MultipleChoiceField(
        required=False,
        label="Schools",
        widget=forms.CheckboxSelectMultiple({"class": "govuk-checkboxes--small"}),
    )

    def __init__(self, data=None, *, user, page, count, phases, **kwargs):
        super().__init__(data, **kwargs)
        regions = Region.objects.allowing("schools.fill_region", user)
        self.regions = {str(region.pk): region for region in regions}
        self.fields["region"].choices = [
            (LEAVE, "Leave it as it is"),
            *((key, region.name) for key, region in self.regions.items()),
            (NONE, "No region"),
        ]
        known = [choice for choice in Phase.choices if choice[0] != Phase.NOT_KNOWN]
        self.fields["phase"].choices = [
            (LEAVE, "Leave it as it is"),
            (NONE, "As the register says"),
            *known,
        ]
        if not phases:
            del self.fields["phase"]
        self.fields["everything"].label = f"All {count:,} schools that match the filters"
        self.fields["schools"].choices = [(str(school.pk), _words(school)) for school in page]

    def clean(self):
        """Something to set, and somebody to set it of."""
        cleaned = super().clean()
        if not self.errors and not cleaned["region"] and not cleaned.get("phase"):
            names = "a region or a phase" if "phase" in self.fields else "a region"
            self.add_error("region", f"Choose {names} to set")
        if not self.errors and not cleaned["schools"] and not cleaned["everything"]:
            self.add_error("schools", "Tick the schools to change")
        return cleaned

    @property
    def chosen(self):
        """{"region": …, "phase": …} as ``groupings.assign`` takes them."""
        region, phase = self.cleaned_data["region"], self.cleaned_data.get("phase", LEAVE)
        return {
            "region": None if region == LEAVE else self.regions.get(region, ""),
            "phase": None if phase == LEAVE else phase.replace(NONE, ""),
        }


def _words(school):
    where = ", ".join(filter(None, [school.town, school.postcode]))
    region = school.region.name if school.region else "no region"
    facts = [*filter(None, [where, region]), school.get_phase_display().lower()]
    return f"{school.name} ({'; '.join(facts)})"
