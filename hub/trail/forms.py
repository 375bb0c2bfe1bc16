"""The filters of the trail."""

from django import forms

from hub.accounts.models import User
from hub.forms import FilterForm
from hub.trail.models import Entry
from hub.trail.sentences import kind_of_thing

#: More than these of one name are not told apart by a name alone.
_MOST_PEOPLE = 200


class TrailFilter(FilterForm):
    """Who, what, about what, and when."""

    person = forms.CharField(label="Who", max_length=254, help_text="Name or e-mail address")
    kind = forms.ChoiceField(
        label="Changes or reads",
        choices=[("", "Both"), (Entry.Kind.CHANGE, "Changes"), (Entry.Kind.READ, "Reads")],
    )
    action = forms.ChoiceField(label="What was done")
    about = forms.ChoiceField(label="About what")
    number = forms.CharField(
        label="Which one", max_length=60, help_text="Its number, as the trail shows it"
    )
    since = forms.DateField(label="From", widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    until = forms.DateField(label="To", widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        entries = Entry.objects.all()
        self.fields["action"].choices = [
            ("", "Anything"),
            *((action, action) for action in entries.known("action")),
        ]
        self.fields["about"].choices = [
            ("", "Anything"),
            *((label, kind_of_thing(label)) for label in entries.known("object_type")),
        ]

    def narrow(self, entries):
        """Of these entries those that the filters leave."""
        on = self.values
        if person := on.get("person"):
            entries = entries.filter(actor_id__in=_people(person))
        exact = {"kind": "kind", "action": "action", "about": "object_type", "number": "object_id"}
        entries = entries.filter(**{exact[name]: on[name] for name in exact if name in on})
        if since := on.get("since"):
            entries = entries.filter(at__date__gte=since)
        if until := on.get("until"):
            entries = entries.filter(at__date__lte=until)
        return entries


def _people(text):
    """Ids of accounts by a part of name or address, or by the number of an account."""
    found = User.objects.filter(name__icontains=text) | User.objects.filter(email__icontains=text)
    ids = list(found.values_list("pk", flat=True)[:_MOST_PEOPLE])
    return [*ids, int(text)] if text.isascii() and text.isdigit() and len(text) < 19 else ids
