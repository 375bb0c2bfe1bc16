"""Forms of the dashboard, its report and the targets."""

from django import forms
from django.http import QueryDict

from hub.calendar.years import AcademicYear, YearChoiceField
from hub.forms import AffixedInput, FilterForm, HubForm
from hub.reporting.forms import ReportForm
from schools.models import Region
from schools.report_scope import Named

MOST = 10_000


class EngagementFilters(FilterForm):
    """Of which year and region."""

    year = YearChoiceField(back=4, ahead=1)
    region = forms.ModelChoiceField(
        Region.objects.order_by("name"), to_field_name="name", empty_label="All regions"
    )

    narrows_nothing = frozenset({"year"})

    def __init__(self, data=None, **kwargs):
        data = QueryDict(mutable=True) if data is None else data.copy()
        # The list begins with the year to come, which nobody has asked for.
        if not data.get("year"):
            data["year"] = str(AcademicYear.current())
        super().__init__(data, **kwargs)

    @property
    def chosen_year(self):
        """This year when none is chosen."""
        return self.values.get("year") or AcademicYear.current()


class EngagementForm(ReportForm):
    """The same for the report."""

    marks_optional = False

    period = YearChoiceField(required=False, initial=AcademicYear.current)
    region = Named(Region.objects.all(), by="name", empty_label="Every region")

    def clean_period(self):
        """The year that was chosen, else this one."""
        return self.cleaned_data["period"] or AcademicYear.current()

    def subject(self):
        """The year, and the region when one was chosen."""
        return ", ".join(words for _, words in self.chosen())


def _visits(label, help_text=""):
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        required=False,
        min_value=0,
        max_value=MOST,
        widget=AffixedInput(
            suffix="visits", attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}
        ),
    )


class TargetsForm(HubForm):
    """How many visits a year is to have, and each region of it. Made by ``targets_form``."""

    marks_optional = False

    def __init__(self, data=None, *, targets, regions):
        self._regions = {f"region_{each.pk}": each for each in regions}
        initial = {"whole": targets.whole if targets.is_set else None}
        initial |= {name: targets.regions.get(each.pk) for name, each in self._regions.items()}
        super().__init__(data, initial=initial)

    @property
    def regions(self):
        """{Region: visits, or None where nothing was typed}."""
        return {each: self.cleaned_data[name] for name, each in self._regions.items()}


def targets_form(*, targets, regions, rule, data=None):
    """The form with a box a region. ``rule``: what holds when the year's own box stays empty."""
    hint = f"Leave it empty for what the hub’s rule says: {rule:,}."
    fields = {"whole": _visits(f"The whole hub in {targets.year}", hint)}
    fields |= {f"region_{each.pk}": _visits(each.name) for each in regions}
    made = type("OneTargetsForm", (TargetsForm,), fields)
    return made(data, targets=targets, regions=regions)
