"""Form fields of kinds of facts that Django has no field for."""

from django import forms


class SeveralField(forms.MultipleChoiceField):
    """Boxes to tick, of which any may be ticked; its value is their keys with commas between."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value):
        """What the boxes show: of a value that was stored, its keys."""
        return value.split(",") if isinstance(value, str) and value else value

    def clean(self, value):
        """The keys in the order of the choices, "" for none."""
        chosen = set(super().clean(value))
        return ",".join(str(key) for key, _ in self.choices if str(key) in chosen)

    def has_changed(self, initial, data):
        """Compares keys, not the text that holds them."""
        return super().has_changed(self.prepare_value(initial), data)
