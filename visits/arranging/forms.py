"""What officers type to arrange a visit."""

from datetime import timedelta

from django import forms

from hub.calendar import wall_time
from hub.calendar.school_calendar import calendar_of
from hub.forms import AffixedInput, AskBackMixin, ClockField, DateField, HubForm
from hub.policy.values import value
from visits.arranging import checking, proposing
from visits.arranging.going import officers_of_hub
from visits.arranging.notices import people_at
from visits.arranging.refusals import AnsweredMeanwhile, VisitRefused
from visits.choices import Medium

_ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth")


class SeenForm(HubForm):
    """A form about a visit that carries how it stood when the page was opened."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def look_again(self, visit):
        """Somebody was quicker: what was typed stays, and sent once more it counts."""
        visit.refresh_from_db()
        self.data = self.data.copy()
        self.data["seen"] = visit.revision
        self.add_error(None, f"{AnsweredMeanwhile()} It is {visit.get_state_display().lower()}.")


class AboutVisitForm(SeenForm):
    """How long, where and what about; and whom to write to where nobody has an account."""

    minutes = forms.IntegerField(
        label="How long it takes",
        min_value=10,
        max_value=600,
        widget=AffixedInput(
            suffix="minutes", attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}
        ),
    )
    medium = forms.ChoiceField(label="Where", choices=Medium.choices, widget=forms.RadioSelect)
    place = forms.CharField(
        label="Place or link",
        required=False,
        max_length=300,
        help_text="A room, the address elsewhere, or the link to the online meeting.",
    )
    purpose = forms.CharField(
        label="What it is about",
        required=False,
        max_length=500,
        help_text="The school reads this.",
        widget=forms.Textarea({"rows": 2}),
    )
    contact_email = forms.EmailField(
        label="E-mail address of the person to write to",
        required=False,
        help_text="Nobody of this school has an account. It is used for this visit alone.",
        widget=forms.EmailInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    ABOUT = ("medium", "place", "purpose", "contact_email")

    def __init__(self, data=None, *, visit, **kwargs):
        self.visit = visit
        initial = {name: getattr(visit, name) for name in self.ABOUT}
        initial |= {"minutes": visit.type.minutes, "seen": visit.revision}
        if visit.starts_at:
            initial["minutes"] = round((visit.ends_at - visit.starts_at).total_seconds() / 60)
        super().__init__(data, initial=initial | kwargs.pop("initial", {}), **kwargs)
        if people_at(visit.school_id):
            del self.fields["contact_email"]

    @property
    def about(self):
        """What goes on the visit's row."""
        return {name: self.cleaned_data[name] for name in self.ABOUT if name in self.cleaned_data}

    def span(self, day, clock):
        """(begins, ends) of the visit on a day at a time of the wall clock."""
        starts = wall_time.at(day, clock)
        return starts, starts + timedelta(minutes=self.cleaned_data["minutes"])


class _DatesForm(AboutVisitForm):
    """As many dates as the hub proposes at once; the first two are wanted."""

    def __init__(self, data=None, *, visit, **kwargs):
        super().__init__(data, visit=visit, **kwargs)
        dates = {}
        for number in range(value("visit-dates-most")):
            name = _ORDINALS[number]
            dates[f"date_{number}"] = DateField(label=f"{name} date", coming=True)
            dates[f"time_{number}"] = ClockField(label=f"{name} date begins at")
            for key in (f"date_{number}", f"time_{number}"):
                dates[key].required = number < 2
                dates[key].error_messages["required"] = f"Enter {dates[key].label.lower()}"
        self.numbers = range(len(dates) // 2)
        about, self.fields = self.fields, dates
        self.fields |= about

    def clean(self):
        cleaned = super().clean()
        self.times = {}
        for number in self.numbers:
            day, clock = cleaned.get(f"date_{number}"), cleaned.get(f"time_{number}")
            if day and clock and "minutes" in cleaned:
                self.times[number] = self.span(day, clock)
            elif day and not clock and f"time_{number}" not in self.errors:
                self.add_error(f"time_{number}", f"Enter {self.fields[f'time_{number}'].label}")
            elif clock and not day and f"date_{number}" not in self.errors:
                self.add_error(f"date_{number}", f"Enter {self.fields[f'date_{number}'].label}")
        found = proposing.why_not(self.visit, list(self.times.values()))
        for place, number in enumerate(self.times):
            if place in found:
                self.add_error(f"date_{number}", found[place])
        return cleaned


class ProposeForm(AskBackMixin, _DatesForm):
    """Two or three dates for a school to choose from."""

    right_as_it_is = "Propose these dates all the same"

    def odd(self, cleaned):
        calendar = calendar_of(self.visit.school_id)
        return [
            words
            for times in self.times.values()
            for words in checking.odd_about(self.visit, calendar, *times)
        ]


class _AgreedForm(AboutVisitForm):
    day = DateField(label="Day", coming=True)
    clock = ClockField(label="Begins at")
    field_order = ("day", "clock")

    def __init__(self, data=None, *, visit, **kwargs):
        initial = {}
        if visit.starts_at:
            starts = visit.starts_at.astimezone(wall_time.LONDON)
            initial = {"day": starts.date(), "clock": starts.time()}
        super().__init__(data, visit=visit, initial=initial, **kwargs)

    def clean(self):
        cleaned = super().clean()
        self.times = None
        if {"day", "clock", "minutes"} <= cleaned.keys():
            self.times = self.span(cleaned["day"], cleaned["clock"])
            try:
                checking.check_day(
                    self.visit.school, calendar_of(self.visit.school_id), self.times[0]
                )
                officers = self.visit.officers.values("officer")
                checking.check_free(officers, *self.times, but=self.visit)
            except VisitRefused as refusal:
                self.add_error("day", str(refusal))
        return cleaned


class AgreedForm(AskBackMixin, _AgreedForm):
    """One time that was agreed with the school, by telephone for example."""

    right_as_it_is = "This is right: fix this time"

    def odd(self, cleaned):
        calendar = calendar_of(self.visit.school_id)
        odd = checking.odd_about(self.visit, calendar, *self.times)
        return [*odd, *checking.outside_hours(self.visit, *self.times)]


class ReasonForm(SeenForm):
    """Why a visit is called off."""

    reason = forms.CharField(
        label="Why it does not take place",
        max_length=500,
        help_text="The school reads this when it knows of the visit.",
        widget=forms.Textarea({"rows": 3}),
    )


class OfficerForm(SeenForm):
    """Who leads a visit, or goes along."""

    officer: forms.ModelChoiceField = forms.ModelChoiceField(
        label="Officer", queryset=None, empty_label="Choose"
    )
    leads = forms.ChoiceField(
        label="What they do",
        choices=[("yes", "Leads the visit in place of whoever does now"), ("no", "Goes along")],
        widget=forms.RadioSelect,
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["officer"].queryset = officers_of_hub().order_by("name", "email")


class KilometresForm(HubForm):
    """What was driven, when it was another way than the portal reckons."""

    kilometres = forms.DecimalField(
        label="Kilometres there and back",
        min_value=0,
        max_value=2000,
        max_digits=6,
        decimal_places=1,
        widget=AffixedInput(
            suffix="km", attrs={"inputmode": "decimal", "class": "govuk-input--width-4"}
        ),
    )
