"""What a report is about: the base of every report's form."""

from django import forms
from django.utils.datastructures import MultiValueDict

from hub.forms import FilterForm, HubForm
from hub.platform.choices import LIVE, WorkState
from hub.reporting import registry
from hub.reporting.choices import Format

_STATES = {
    "live": ("Being made", LIVE),
    "done": ("Made", [WorkState.DONE]),
    "failed": ("Failed or cancelled", [WorkState.FAILED, WorkState.GIVEN_UP]),
}


class ReportForm(HubForm):
    """What to choose for a report. Used alike by the page, the worker and the command.

    ``user`` is whoever the report is for, None for the portal's own command. ``formats``: what it
    can be written as; with more than one, a choice is added. The worker binds the form again to
    what was asked for: what the person may no longer see by then is no valid choice any more.
    """

    def __init__(self, data=None, *, user, formats=(), **kwargs):
        super().__init__(data, **kwargs)
        self.user = user
        self.formats = [Format(each) for each in formats]
        if len(self.formats) > 1:
            self.fields["format"] = forms.ChoiceField(
                label="Kind of file",
                choices=[(each.value, each.label) for each in self.formats],
                widget=forms.RadioSelect,
                initial=self.formats[0],
                error_messages={"required": "Choose a kind of file"},
            )
        self.narrow(user)

    def narrow(self, user):
        """Narrow the choices to what this user may have a report on."""

    def subject(self):
        """In a few words, what it is about: stands after the title. Valid forms only."""
        return ""

    def format(self):
        """The Format that was chosen, or the only one."""
        return Format(self.cleaned_data.get("format") or self.formats[0])

    def arguments(self):
        """What the report's function is called with."""
        return {name: value for name, value in self.cleaned_data.items() if name != "format"}

    def asked(self):
        """What was typed, as a dictionary of lists that can be kept as JSON and bound again.

        A field with a ``reference(value)`` is kept by that: what was searched for may name
        something else tomorrow.
        """
        data = self.data if hasattr(self.data, "getlist") else MultiValueDict(_lists(self.data))
        kept = {
            key: data.getlist(key)
            for key in sorted(data)
            if key != "format" and self._is_ours(key) and any(data.getlist(key))
        }
        for name, value in getattr(self, "cleaned_data", {}).items():
            if value and hasattr(self.fields[name], "reference"):
                for box in getattr(self.fields[name].widget, "widgets_names", [""]):
                    kept.pop(name + box, None)
                kept[name] = [self.fields[name].reference(value)]
        return dict(sorted(kept.items()))

    def chosen(self):
        """What it is about, as (label, words), without what was left open. Valid forms only."""
        return [
            (self.fields[name].label, self._words(name, value))
            for name, value in self.cleaned_data.items()
            if name != "format" and value not in (None, "", [])
        ]

    def _words(self, name, value):
        choices = dict(getattr(self.fields[name], "choices", ()) if isinstance(value, str) else ())
        return str(choices.get(value, value))

    def _is_ours(self, key):
        # Fields of several boxes are named date_0, date_1 and so on.
        return any(
            key in {name, *(name + box for box in getattr(field.widget, "widgets_names", ()))}
            for name, field in self.fields.items()
        )


class RunFilters(FilterForm):
    """What the list of one's reports can be narrowed by."""

    report = forms.ChoiceField()
    state = forms.ChoiceField(
        label="How it stands",
        choices=[("", "Any"), *((key, words) for key, (words, _) in _STATES.items())],
    )
    kind = forms.ChoiceField(label="Kind of file", choices=[("", "Any"), *Format.choices])

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        known = [(each.key, each.title) for each in registry.registered()]
        self.fields["report"].choices = [("", "All reports"), *known]

    def narrow(self, runs):
        """The runs that every filter lets through."""
        values = self.values
        if "report" in values:
            runs = runs.filter(key=values["report"])
        if "state" in values:
            runs = runs.filter(state__in=_STATES[values["state"]][1])
        if "kind" in values:
            runs = runs.filter(format=values["kind"])
        return runs


def bind(report, asked, *, user, format=None):
    """The report's form, bound to what ``asked()`` kept."""
    data = MultiValueDict(asked | ({"format": [str(format)]} if format else {}))
    return report.form(data, user=user, formats=report.formats)


def _lists(data):
    return {
        key: list(value) if isinstance(value, list | tuple) else [value]
        for key, value in data.items()
    }
