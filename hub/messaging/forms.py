"""The filter of the outbox page."""

from django import forms

from hub.forms import FilterForm


class OutboxFilter(FilterForm):
    """Whose mail, by address or a part of it."""

    to = forms.CharField(label="E-mail address", max_length=254)
