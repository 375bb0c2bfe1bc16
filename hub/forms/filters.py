"""Filter panels: GET forms whose unknown values are ignored and whose chips remove one each."""

from dataclasses import dataclass

from django import forms
from django.http import QueryDict

from hub.forms.base import HubFormMixin
from hub.lists import FIRST_PAGE


@dataclass(frozen=True)
class Chip:
    """One filter that is on: the words, and the address of the list without it."""

    text: str
    url: str


class FilterForm(HubFormMixin, forms.Form):
    """The filters of a list. Bind it to ``request.GET``.

    Nothing is required, nothing is marked optional, and a value that no field knows counts as
    not given: a filter in an old bookmark shows the whole list instead of a fault.
    """

    marks_optional = False
    #: Names of fields that say something else of the list, its order for example: no chip for them.
    narrows_nothing: frozenset[str] = frozenset()

    def __init__(self, data=None, **kwargs):
        kwargs.setdefault("auto_id", "filter_%s")
        super().__init__(QueryDict() if data is None else data, **kwargs)
        for field in self.fields.values():
            field.required = False
            # Asked first, because to Django several tick boxes are a kind of radios.
            if isinstance(field.widget, forms.CheckboxSelectMultiple):
                field.widget.attrs.setdefault("class", "govuk-checkboxes--small")
            elif isinstance(field.widget, forms.RadioSelect):
                field.widget.attrs.setdefault("class", "govuk-radios--small")

    def _clean_fields(self):
        super()._clean_fields()
        for name in list(self._errors or {}):
            del self._errors[name]
            # What could not be read is not drawn as if it were filtering, either.
            self.data = self.data.copy()
            self.data.pop(self.add_prefix(name), None)

    @property
    def has_search(self):
        """Is there a box to search in? Folded on a phone, the panel says that it holds one."""
        return "q" in self.fields

    @property
    def values(self):
        """The filters that are on: field name to clean value, empty ones left out."""
        self.full_clean() if self._errors is None else None
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if value not in (None, "", [], False) and (not hasattr(value, "exists") or value)
        }

    def chips(self):
        """A Chip for each filter that is on, one for each value where several are ticked."""
        chips = []
        for name in [name for name in self.values if name not in self.narrows_nothing]:
            bound = self[name]
            for raw in self.data.getlist(bound.html_name):
                if raw:
                    chips.append(Chip(self._words(bound, raw), self._without(bound, raw)))
        return chips

    def _words(self, bound, raw):
        """ "Phase: Primary" for a choice, the label alone for a tick box."""
        if isinstance(bound.field, forms.BooleanField):
            return str(bound.label)
        labels = {
            str(value): str(label)
            for value, label in getattr(bound.field, "choices", [])
            if not isinstance(label, list | tuple)
        }
        return f"{bound.label}: {labels.get(raw, raw)}"

    def _without(self, bound, raw):
        left = self.data.copy()
        for name in FIRST_PAGE:
            left.pop(name, None)
        left.setlist(
            bound.html_name, [other for other in left.getlist(bound.html_name) if other != raw]
        )
        return f"?{left.urlencode()}"
