"""Forms of the price table."""

from decimal import Decimal

from django import forms

from hub.calendar.years import AcademicYear, YearChoiceField
from hub.forms import AffixedInput, FilterForm, HubForm, HubModelForm, MoneyField
from tuition.models import Price

_NUMBER = {"inputmode": "numeric", "class": "govuk-input--width-3"}
_STEPS = [("0.01", "The penny"), ("0.05", "5p"), ("0.10", "10p"), ("0.50", "50p")]


class YearFilter(FilterForm):
    """The prices of which year; this year's when not said."""

    year = YearChoiceField(back=6, ahead=2)

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        if "year" not in self.values:
            self.data = self.data.copy()
            self.data["year"] = str(AcademicYear.current())
            self.full_clean()


class PriceForm(HubModelForm):
    """One price: by the lesson, or flat by the term."""

    year = YearChoiceField(back=1, ahead=2)
    per_lesson = MoneyField(label="By the lesson", required=False, min_value=0, max_digits=7)
    per_term = MoneyField(label="Or flat, by the term", required=False, min_value=0, max_digits=7)

    class Meta:
        model = Price
        fields = ["year", "kind", "minutes", "group_size", "payer", "per_lesson", "per_term"]
        widgets = {
            "minutes": AffixedInput(suffix="minutes", attrs=_NUMBER),
            "group_size": AffixedInput(suffix="learners", attrs=_NUMBER),
            "payer": forms.RadioSelect,
        }
        help_texts = {"group_size": "Left empty, the price holds for groups of any size."}

    def __init__(self, data=None, *, instance=None, initial=None, **kwargs):
        if instance is not None:
            initial = {"year": str(AcademicYear(instance.year)), **(initial or {})}
        super().__init__(data, instance=instance, initial=initial, **kwargs)

    def clean(self):
        cleaned = super().clean()
        one, other = cleaned.get("per_lesson"), cleaned.get("per_term")
        if not {"per_lesson", "per_term"} & set(self.errors) and (one is None) == (other is None):
            self.add_error("per_lesson", "Enter a price by the lesson or by the term, one of them")
        said = {name: cleaned.get(name) for name in ("year", "kind", "minutes", "payer")}
        if None not in said.values():
            same = Price.objects.filter(**said, group_size=cleaned.get("group_size"))
            if same.exclude(pk=self.instance.pk).exists():
                self.add_error("kind", "There is a price for this already: change that one")
        return cleaned


class CopyYearForm(HubForm):
    """From which year to the next, and how much more."""

    year = YearChoiceField(label="Copy the prices of", back=2, ahead=1)
    percent = forms.DecimalField(
        label="Per cent more",
        min_value=-50,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        help_text="0 leaves them as they are, -5 makes them 5% less.",
        widget=AffixedInput(
            suffix="%", attrs={"inputmode": "text", "class": "govuk-input--width-4"}
        ),
    )
    step = forms.TypedChoiceField(label="Rounded to", choices=_STEPS, coerce=Decimal)
