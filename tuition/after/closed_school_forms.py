"""What the office says of lessons at a school that has closed."""

from django import forms
from django.utils import timezone

from hub.forms import DateField, HubForm
from tuition.keeping.place_field import PlaceField

_ELSEWHERE = ""


class GoOnForm(HubForm):
    """Where it goes on: at a school that follows, or at another place."""

    at = forms.ChoiceField(
        label="Where does it go on?",
        required=False,
        widget=forms.RadioSelect,
    )
    place = PlaceField(
        label="Another place",
        required=False,
        help_text="A centre, a hall, or a school by name, postcode or URN.",
    )

    def __init__(self, data=None, *, successors, **kwargs):
        super().__init__(data, **kwargs)
        self.successors = {str(each.pk): each for each in successors}
        if not self.successors:
            del self.fields["at"]
            self.fields["place"].label = "Where does it go on?"
            return
        named = [(key, f"At {each.name}") for key, each in self.successors.items()]
        self.fields["at"].choices = [*named, (_ELSEWHERE, "At another place, named below")]
        self.fields["at"].initial = next(iter(self.successors))

    def clean(self):
        """One place: the box counts where no school that follows is chosen."""
        cleaned = super().clean()
        chosen = self.successors.get(cleaned.get("at", ""))
        if chosen is None and not cleaned.get("place") and not self.has_error("place"):
            self.add_error("place", "Say where it goes on")
        cleaned["where"] = chosen or cleaned.get("place")
        return cleaned


class EndForm(HubForm):
    """Until when there are lessons."""

    last_day = DateField(
        label="Last day of lessons",
        error_messages={"required": "Enter the last day of lessons"},
    )

    def __init__(self, data=None, *, provision, **kwargs):
        super().__init__(data, **kwargs)
        self.provision = provision

    def clean_last_day(self):
        """From today to the day on which it ends anyway."""
        day, latest = self.cleaned_data["last_day"], self.provision.ends_on
        if not timezone.localdate() <= day <= latest:
            raise forms.ValidationError(
                f"The last day must be from today to {latest:%-d %B %Y}, when it ends anyway"
            )
        return day
