"""Forms of instruments."""

from django import forms

from hub.forms import FilterForm, HubModelForm
from hub.music.choices import Adaptation, Family
from hub.music.models import LONGEST_SIZE, Instrument

MOST_SIZES = 12


class InstrumentFilters(FilterForm):
    """Instruments by name, family and whether they can be had adapted."""

    q = forms.CharField(label="Name", max_length=60)
    family = forms.ChoiceField(choices=[("", "Every family"), *Family.choices])
    show = forms.ChoiceField(
        choices=[
            ("", "All"),
            ("offered", "Offered"),
            ("stopped", "No longer offered"),
            ("adapted", "With adapted makes"),
        ]
    )


class InstrumentForm(HubModelForm):
    """An instrument: sizes are typed with commas between them, smallest first."""

    sizes = forms.CharField(
        max_length=200,
        required=False,
        help_text="Smallest first, with commas between: 1/4, 1/2, 3/4, 4/4. Leave it empty for an "
        "instrument of one size.",
    )
    adaptations = forms.MultipleChoiceField(
        label="Can be had",
        choices=Adaptation.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Instrument
        fields = ["name", "family", "sizes", "adaptations", "individual_only"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["sizes"] = ", ".join(self.instance.sizes)

    def clean_name(self):
        """The name in one line; another instrument must not have it, in any case of letters."""
        name = " ".join(self.cleaned_data["name"].split())
        same = Instrument.objects.filter(name__iexact=name).exclude(pk=self.instance.pk).first()
        if same is not None:
            raise forms.ValidationError(
                f"{same} is on the list already. Change that one, or choose another name."
            )
        return name

    def clean_sizes(self):
        """The sizes as a list, each once."""
        typed = (" ".join(part.split()) for part in self.cleaned_data["sizes"].split(","))
        sizes = list(dict.fromkeys(part for part in typed if part))
        long = next((size for size in sizes if len(size) > LONGEST_SIZE), None)
        if long:
            raise forms.ValidationError(
                f"“{long}” is too long for a size: {LONGEST_SIZE} letters at most. Are commas "
                "missing?"
            )
        if len(sizes) > MOST_SIZES:
            raise forms.ValidationError(f"Enter {MOST_SIZES} sizes or fewer")
        return sizes
