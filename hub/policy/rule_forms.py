"""Forms of the rules of practice."""

from django import forms

from hub.calendar.years import AcademicYear, YearChoiceField, year_choices
from hub.forms import FilterForm, HubForm


class RuleForm(HubForm):
    """What a rule shall be, from which academic year on, and why."""

    year = YearChoiceField(
        label="From which academic year on",
        help_text="It holds until a later year says otherwise. Earlier years stay as they were.",
    )
    reason = forms.CharField(
        label="Why",
        required=False,
        max_length=300,
        help_text="For whoever asks in a year. A past year can only be corrected with a reason.",
        widget=forms.Textarea({"rows": 2}),
    )
    field_order = ("value", "year", "reason")

    def clean(self):
        """A correction of the past says why."""
        cleaned = super().clean()
        year = cleaned.get("year")
        if year is not None and year < AcademicYear.current() and not cleaned.get("reason"):
            self.add_error("reason", f"Enter why {year} is corrected")
        return cleaned


def rule_form(rule):
    """The class of the form of one rule: a RuleForm with the field of the rule's kind."""
    return type("OneRuleForm", (RuleForm,), {"value": rule.kind.field(rule.label, rule.help)})


class RulesFilter(FilterForm):
    """For which year the rules are shown: this one, unless another of the list is asked for."""

    year = YearChoiceField(back=4, ahead=2)

    def __init__(self, data, **kwargs):
        data = data.copy()
        if data.get("year") not in dict(year_choices(back=4, ahead=2)):
            data["year"] = str(AcademicYear.current())
        super().__init__(data, **kwargs)

    def chosen(self):
        """The AcademicYear that is shown."""
        return self.values["year"]
