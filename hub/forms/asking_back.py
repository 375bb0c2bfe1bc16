"""Something odd but allowed: the form comes back once and asks, then it is taken as it is."""

import hashlib

from django import forms


class AskBackMixin:
    """For forms whose ``odd(cleaned)`` finds what is allowed and yet looks like a slip.

    Its sentences come back beside a box to tick. The tick counts for these sentences alone: when
    something else turns odd, the form asks again. Draw ``{{ form }}``, or place ``asks_back``.
    """

    right_as_it_is = "This is right: save it as it is"
    _box = ""

    def odd(self, cleaned):
        """Sentences about values that are valid and look wrong; asked when all else is well."""
        return []

    def clean(self):
        cleaned = super().clean()
        sentences = [] if self.errors else self.odd(self.cleaned_data)
        if sentences:
            digest = hashlib.sha256("\n".join(sentences).encode()).hexdigest()
            self._box = f"is_right_{digest[:8]}"
            self.fields[self._box] = forms.BooleanField(label=self.right_as_it_is, required=False)
            if not self.data.get(self.add_prefix(self._box)):
                self.add_error(self._box, sentences)
        return cleaned

    @property
    def asks_back(self):
        """The box to tick as a bound field, or None."""
        return self[self._box] if self._box else None
