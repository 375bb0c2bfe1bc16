"""Forms for term dates and closures."""

from django import forms
from django.core.exceptions import ValidationError

from hub.calendar import term_rules
from hub.calendar.choices import Season
from hub.calendar.models import Term
from hub.calendar.term_rules import written
from hub.forms import AskBackMixin, DateField, HubForm

LONG_DAYS = 14


class TermDatesForm(AskBackMixin, HubForm):
    """The four dates of one term or of all three.

    ``terms``: those that hold now, to start from, and ``beside``: others of the same scope, with
    which the dates must not clash. ``neighbours``: the hub's, beside a school's own.
    ``bank_holidays``: {day: name}. ``clashes(year=…, dates=…)``: more that is odd, in sentences.
    """

    right_as_it_is = "These dates are right: save them as they are"

    def __init__(
        self,
        *args,
        year,
        bank_holidays,
        seasons=tuple(Season),
        dates=None,
        beside=(),
        neighbours=(),
        clashes=None,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.year, self.seasons = year, [Season(season) for season in seasons]
        self.beside, self.neighbours, self.clashes = beside, neighbours, clashes
        self.bank_holidays = bank_holidays
        for season in self.seasons:
            for field in Term.DATES:
                name = term_rules.name_of(season, field)
                self.fields[f"{season}_{field}"] = DateField(
                    label=name,
                    initial=(dates or {}).get(season, {}).get(field),
                    error_messages={"required": f"Enter the {name[:1].lower()}{name[1:]}"},
                )

    @property
    def sections(self):
        """[(heading, bound fields)], one for each term."""
        return [
            (
                f"{season.label} term",
                [self[f"{season}_{field}"] for field in Term.DATES],
            )
            for season in self.seasons
        ]

    @property
    def dates(self):
        """``{season: {field: day}}`` of a form without errors."""
        return {
            season: {field: self.cleaned_data[f"{season}_{field}"] for field in Term.DATES}
            for season in self.seasons
        }

    def clean(self):
        if not self.errors:
            found = term_rules.faults(year=self.year, dates=self.dates, beside=self.beside)
            for fault in found:
                self.add_error(f"{fault.season}_{fault.field}", fault.sentence)
        return super().clean()

    def odd(self, cleaned):
        found = term_rules.oddities(
            dates=self.dates, bank_holidays=self.bank_holidays, neighbours=self.neighbours
        )
        return found + (self.clashes(year=self.year, dates=self.dates) if self.clashes else [])


class StartYearForm(TermDatesForm):
    """The dates of a new year, and which closures of the year before go with them.

    ``before``: the dates of that year, to compare with.
    """

    def __init__(self, *args, closures, before, **kwargs):
        super().__init__(*args, **kwargs)
        for season, days in before.items():
            for field, day in days.items():
                self.fields[f"{season}_{field}"].help_text = f"The year before: {written(day)}"
        if closures.exists():
            self.fields["carried"] = forms.ModelMultipleChoiceField(
                closures,
                label="Closures to carry over, 52 weeks later",
                required=False,
                initial=closures,
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def carried_field(self):
        """The closures as a bound field; None where the year before has none."""
        return self["carried"] if "carried" in self.fields else None


class ClosureForm(AskBackMixin, HubForm):
    """Days without lessons: why, from when to when, and a few words.

    ``kinds``: the reasons to choose from; ``calendar``: the SchoolCalendar without this closure.
    """

    kind = forms.ChoiceField(label="Reason", widget=forms.RadioSelect)
    words = forms.CharField(
        label="In a few words",
        max_length=80,
        required=False,
        help_text="Everybody who sees the calendar reads this. Leave out people’s names.",
    )
    starts_on = DateField(label="First day")
    ends_on = DateField(
        label="Last day", required=False, help_text="Leave this empty for a single day."
    )

    def __init__(self, *args, year, kinds, calendar, **kwargs):
        super().__init__(*args, **kwargs)
        self.calendar = calendar
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        for name in ("starts_on", "ends_on"):
            self.fields[name].earliest = year.starts_on
            self.fields[name].latest = year.ends_on

    def clean_ends_on(self):
        first, last = self.cleaned_data.get("starts_on"), self.cleaned_data["ends_on"]
        if first and last and last < first:
            raise ValidationError(f"Last day must be on or after the first, {written(first)}")
        return last or first

    def odd(self, cleaned):
        first, last = cleaned["starts_on"], cleaned["ends_on"]
        number = (last - first).days + 1
        found = []
        if not self.calendar.teaching_days(first, last):
            found.append("Nothing is taught on these days anyway: no teaching day lies in them")
        if number > LONG_DAYS:
            found.append(f"These are {number} days in a row, to {written(last)}")
        return found


class FeedForm(HubForm):
    """The promise that goes with a private address. ``replaces``: the key of the one that works."""

    understood = forms.BooleanField(
        label="I keep the address to myself",
        error_messages={"required": "Tick the box: the address works for whoever has it"},
    )
    replaces = forms.IntegerField(required=False, widget=forms.HiddenInput)
