"""Choosing a school, trust or region in a form: radios for a few, a search for many."""

from django import forms
from django.core.exceptions import ValidationError

from hub.accounts.scopes import scope_of

FEW = 10


class PlaceMixin:
    """For forms that name the place of a role; works without script.

    A few places are radios. Otherwise part of a name or a reference is typed; when several places
    match, the form comes back with them as radios.
    """

    def add_place(self, name, rows, *, required):
        """Add the field ``name`` (school, trust or region) that offers only these rows."""
        self._place, self._places, self._place_required = name, rows, required
        few = list(rows[: FEW + 1])
        if len(few) <= FEW:
            self.fields[name] = forms.ModelChoiceField(
                rows,
                label=name.capitalize(),
                required=required,
                initial=few[0] if required and len(few) == 1 else None,
                empty_label=None if required else f"Every {name}",
                widget=forms.RadioSelect,
                error_messages={"required": f"Choose the {name}"},
            )
            return
        scope = scope_of(name)
        self.fields[name] = forms.CharField(
            label=name.capitalize(),
            max_length=200,
            required=required,
            help_text=f"Part of its name, or its {scope.key}.",
            widget=forms.TextInput({"autocomplete": "off"}),
            error_messages={"required": f"Enter part of the {name}'s name, or its {scope.key}"},
        )
        self._matches = self._matching(scope)
        if 1 < len(self._matches) <= FEW:
            self.fields[f"{name}_choice"] = forms.ModelChoiceField(
                rows.filter(pk__in=[row.pk for row in self._matches]),
                label=f"Which {name} do you mean?",
                required=False,
                empty_label=None,
                widget=forms.RadioSelect,
            )

    def clean(self):
        cleaned = super().clean()
        name = getattr(self, "_place", None)
        if name is None or not isinstance(cleaned.get(name), str):
            return cleaned
        chosen = cleaned.pop(f"{name}_choice", None)
        text = cleaned.pop(name)
        cleaned[name] = None
        if text:
            try:
                cleaned[name] = chosen or self._the_one(name, text)
            except ValidationError as error:
                several = f"{name}_choice" in self.fields
                self.add_error(f"{name}_choice" if several else name, error)
        return cleaned

    def _matching(self, scope):
        typed = (self.data.get(self.add_prefix(scope.field)) or "") if self.is_bound else ""
        typed = " ".join(typed.split())[:200]
        if not typed or "\0" in typed:
            return []
        found = scope.search(typed).values("pk")
        return list(self._places.filter(pk__in=found)[: FEW + 1])

    def _the_one(self, name, text):
        if len(self._matches) == 1:
            return self._matches[0]
        if not self._matches:
            raise ValidationError(f"No open {name} matches “{text}”. Check it, or type less of it")
        if len(self._matches) > FEW:
            raise ValidationError(f"More than {FEW} match. Type more of the {name}'s name")
        raise ValidationError(f"Choose the {name} that you mean")
