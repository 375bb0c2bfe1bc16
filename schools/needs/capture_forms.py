"""The form that takes what a school has published: where, when seen, and its key data."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from hub.calendar.years import YearChoiceField
from hub.forms import DateField
from schools.facts import book
from schools.facts.forms import field_name, initial_of
from schools.needs.capture import captured, key_data
from schools.summaries.address_forms import AddressForm


class CaptureForm(AddressForm):
    """Where the summary stands, its year, when it was seen. ``capture_form`` adds facts.

    ``own``: what was read last time; what is emptied of it is not known any more, but only of the
    year that the page showed.
    """

    marks_optional = False  # the page says that all but address, year and day may be left empty

    year = YearChoiceField(back=2, ahead=1, label="Academic year that the summary covers")
    seen_on = DateField(label="Date when you saw it")
    shown_year = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, school, year, known, **kwargs):
        self._abouts = {field_name(each.key, part): (each, part) for each, part in key_data(school)}
        self._own = captured(school, year)
        initial = {"year": str(year), "shown_year": str(year), "seen_on": timezone.localdate()}
        about = ("plan-address", "")
        if fact := self._own.get(about) or known.get(about):
            initial["url"] = fact.value
        for name, (each, part) in self._abouts.items():
            if (each.key, part) in self._own:
                initial[name] = initial_of(each, self._own[each.key, part])
        super().__init__(data, initial=initial, **kwargs)
        self.fields[
            "url"
        ].help_text = (
            "Open the page on the school’s website, then copy what stands in the address bar."
        )
        self.order_fields(["url", "year", "seen_on", *self._abouts, "shown_year"])

    def clean_seen_on(self):
        """A day that has come."""
        day = self.cleaned_data["seen_on"]
        if day > timezone.localdate():
            raise ValidationError("Date when you saw it must be today or earlier")
        return day

    def said(self):
        """The key data that was typed, as a list of Said."""
        is_shown = self.cleaned_data["shown_year"] == str(self.cleaned_data["year"])
        said = []
        for name, (each, part) in self._abouts.items():
            value = self.cleaned_data[name]
            if value not in (None, ""):
                said.append(book.Said(each.key, value, part))
            elif is_shown and (each.key, part) in self._own:
                said.append(book.Said(each.key, book.UNKNOWN, part))
        return said


def capture_form(*, school, year, known, data=None):
    """A CaptureForm with a field for each part of the key data, and what is known beside it."""
    fields = {
        field_name(each.key, part): each.kind.field(
            label=f"{each.label}: {each.dimension.words[part]}" if part else each.label,
            help_text=_known(each, known.get((each.key, part))),
            required=False,
        )
        for each, part in key_data(school)
    }
    made = type("OneCaptureForm", (CaptureForm,), fields)
    return made(data, school=school, year=year, known=known)


def _known(each, fact):
    if fact is None:
        return "Not known yet."
    return f"Known: {each.words(fact.value)}, says {fact.get_source_display()}."
