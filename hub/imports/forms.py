"""Bringing a file, choosing its columns, and filtering the history."""

from django import forms

from hub.files.fields import UploadField
from hub.forms import FilterForm, HubForm
from hub.imports import registry

STATES = [
    ("live", "Under way"),
    ("ready", "Waiting for an answer"),
    ("applied", "Taken in"),
    ("cancelled", "Cancelled"),
    ("failed", "Refused or failed"),
]


def upload_form(importer):
    """The class of the form that takes an importer's files and options."""
    slots = {
        slot.name: UploadField(
            label=slot.label,
            help_text=slot.help,
            required=slot.needed,
            kinds=slot.kinds,
            largest=slot.largest,
        )
        for slot in importer.slots
    }
    base = importer.form or HubForm
    return type("UploadForm", (base,), {**slots, "field_order": list(slots)})


def options_of(form, importer):
    """{field: [texts]} of the importer's own options, as they were sent."""
    names = set(importer.form.base_fields) if importer.form else set()
    data = form.data
    return {key: data.getlist(key) for key in sorted(data) if key in names and any(data[key])}


class MappingForm(HubForm):
    """Which column of the file is which, for an import that was checked or refused."""

    def __init__(self, data=None, *, importer, imported, **kwargs):
        super().__init__(data, **kwargs)
        headings = [heading for heading in imported.headings if heading]
        choices = [("", "None of them"), *((heading, heading) for heading in headings)]
        for column in importer.columns:
            self.fields[column.name] = forms.ChoiceField(
                label=column.label,
                help_text=column.help,
                required=column.needed,
                choices=choices,
                initial=imported.mapping.get(column.name, column.match(headings) or ""),
                error_messages={"required": f"Choose the column that holds {column.label}"},
            )


class HistoryFilter(FilterForm):
    """Which imports to show."""

    key = forms.ChoiceField(label="Kind of file", choices=())
    state = forms.ChoiceField(label="How it stands", choices=[("", "Any"), *STATES])

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        kinds = [(each.key, each.title) for each in registry.registered()]
        self.fields["key"].choices = [("", "Any"), *kinds]

    def narrow(self, imports):
        """Those of the imports that the filters let through."""
        if key := self.values.get("key"):
            imports = imports.filter(key=key)
        if state := self.values.get("state"):
            imports = imports.standing(state)
        return imports
