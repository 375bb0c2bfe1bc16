"""Filters of the outbox and of the staff's list; ticks of what to send again; another address."""

import datetime

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone

from hub.forms import FilterForm, HubForm
from hub.messaging import letters
from hub.messaging.choices import Standing


class OutboxFilter(FilterForm):
    """Whose mail, by address or a part of it."""

    to = forms.CharField(label="E-mail address", max_length=254)


class MessageFilter(FilterForm):
    """How they stand, to whom, what about, and on which day they were written."""

    state = forms.ChoiceField(
        label="How it stands",
        choices=[("", "All"), ("lost", "Failed or given up"), *Standing.choices],
    )
    to = forms.CharField(label="E-mail address", max_length=254, help_text="All of it, or a part")
    template = forms.ChoiceField(label="Kind of e-mail")
    day = forms.DateField(
        label="Written on",
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        validators=[
            MinValueValidator(datetime.date(2000, 1, 1)),
            MaxValueValidator(datetime.date(2199, 12, 31)),
        ],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["template"].choices = [("", "Every kind"), *letters.kinds()]

    def narrow(self, messages):
        """Of these messages those that the filters leave."""
        on = self.values
        if state := on.get("state"):
            messages = messages.dead_letters() if state == "lost" else messages.standing(state)
        if to := on.get("to"):
            messages = messages.filter(to__icontains=to)
        if template := on.get("template"):
            messages = messages.filter(template=template)
        if day := on.get("day"):
            # Bounds in time: a range is found by the index, a date is computed for every row.
            start = timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
            end = timezone.make_aware(
                datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time.min)
            )
            messages = messages.filter(created_at__gte=start, created_at__lt=end)
        return messages


class TicksForm(forms.Form):
    """A tick box for each of these messages, to be drawn in the rows of a list."""

    message = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, messages, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["message"].widget.attrs["class"] = "govuk-checkboxes--small"
        self.fields["message"].choices = [
            (row.pk, f"Send “{row.subject}” to {row.to} again") for row in messages
        ]

    def boxes(self):
        """{primary key: the box}."""
        return {int(box.data["value"]): box for box in self["message"]}


class AddressForm(HubForm):
    """The right address of somebody whom an e-mail did not reach."""

    to = forms.EmailField(
        label="E-mail address",
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "off", "spellcheck": "false"}),
    )
