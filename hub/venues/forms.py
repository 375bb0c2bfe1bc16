"""Forms of venues and rooms."""

from django import forms

from hub.forms import AffixedInput, FilterForm, HubModelForm
from hub.geography.postcodes import PostcodeField, locate
from hub.venues.choices import VenueKind
from hub.venues.models import Room, Venue

#: Kinds that are typed in; a school's venue is made from the school.
_KINDS = [each for each in VenueKind.choices if each[0] != VenueKind.SCHOOL]
_POINT = "We do not know where this postcode is: families will see no distance to it"


class VenueFilters(FilterForm):
    """Venues by name or postcode, kind, and whether they are in use."""

    q = forms.CharField(label="Name, town or postcode", max_length=100)
    kind = forms.ChoiceField(choices=[("", "Every kind"), *VenueKind.choices])
    show = forms.ChoiceField(
        choices=[("", "All"), ("used", "In use"), ("unused", "No longer in use")]
    )


class VenueForm(HubModelForm):
    """A venue that is no school."""

    postcode = PostcodeField(required=False)

    class Meta:
        model = Venue
        fields = ["name", "kind", "street", "town", "postcode", "access_words"]
        widgets = {
            "kind": forms.RadioSelect,
            "access_words": forms.Textarea({"rows": 3}),
        }
        help_texts = {
            "access_words": "Steps, parking, a hearing loop: what families must know to get in."
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = _KINDS

    def clean_name(self):
        """The name in one line; no other venue may have it, but a school."""
        name = " ".join(self.cleaned_data["name"].split())
        same = Venue.objects.filter(name__iexact=name, school=None).exclude(pk=self.instance.pk)
        if same.exists():
            raise forms.ValidationError("A place of this name is on the list already")
        return name

    def clean(self):
        cleaned = super().clean()
        kind, is_left_out = cleaned.get("kind"), cleaned.get("postcode") == ""
        if kind and kind != VenueKind.ONLINE and is_left_out:
            self.add_error("postcode", "Enter postcode: families look for what is near them")
        return cleaned

    @property
    def unplaced(self):
        """What to say when nobody knows where the postcode is."""
        postcode = self.cleaned_data.get("postcode")
        return f"{_POINT}." if postcode and locate(postcode) is None else ""


class SchoolVenueForm(HubModelForm):
    """Of a school's venue the hub says how to get in; the rest follows the school."""

    unplaced = ""

    class Meta:
        model = Venue
        fields = ["access_words"]
        widgets = {"access_words": forms.Textarea({"rows": 3})}
        help_texts = VenueForm.Meta.help_texts


class RoomForm(HubModelForm):
    """A room of a venue."""

    class Meta:
        model = Room
        fields = ["name", "holds"]
        widgets = {
            "holds": AffixedInput(
                suffix="people", attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}
            )
        }

    def clean_name(self):
        """The name in one line; the venue has it once."""
        name = " ".join(self.cleaned_data["name"].split())
        same = Room.objects.filter(venue=self.instance.venue_id, name__iexact=name)
        if same.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("This place has a room of this name already")
        return name
