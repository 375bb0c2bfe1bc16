"""What a school answers to dates: the same form by the link and in its own area."""

from django import forms

from hub.forms import HubForm
from visits.arranging.clocking import in_words
from visits.choices import VisitState
from visits.models.visits import LONGEST_WORDS

OTHERS, NO = "others", "no"


class AnswerForm(HubForm):
    """One of the dates, or others, or no visit. ``seen``: the revision on the page."""

    answer = forms.ChoiceField(label="Which date suits you?", widget=forms.RadioSelect)
    words = forms.CharField(
        label="Anything that you want to tell us",
        required=False,
        max_length=LONGEST_WORDS,
        help_text="If no date suits you: which days and times would? If you want no visit: why?",
        widget=forms.Textarea({"rows": 4}),
    )
    name = forms.CharField(
        label="Your name", max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, visit, dates, signed_in, **kwargs):
        super().__init__(data, initial={"seen": visit.revision}, **kwargs)
        self._dates = {str(date.pk): date for date in dates}
        stands = visit.state == VisitState.CONFIRMED
        choices = [
            (key, in_words(each.starts_at, each.ends_at)) for key, each in self._dates.items()
        ]
        if visit.state in (VisitState.PROPOSED, VisitState.CONFIRMED):
            choices.append((OTHERS, "None of these suits us" if choices else "Another day, please"))
        if visit.is_coming:
            choices.append((NO, "Call the visit off" if stands else "We do not want a visit"))
        self.fields["answer"].choices = choices
        if stands:
            self.fields["answer"].label = "What do you want to change?"
        if signed_in:
            del self.fields["name"]

    def clean(self):
        cleaned = super().clean()
        answer, words = cleaned.get("answer"), (cleaned.get("words") or "").strip()
        if answer == OTHERS and not words:
            self.add_error("words", "Say which days or times would suit you better")
        elif answer == NO and not words:
            self.add_error("words", "Say in a few words why")
        elif answer == NO and len(words) > 500:
            self.add_error("words", "Say in 500 characters or fewer why")
        return cleaned

    @property
    def date(self):
        """The date that was chosen, or None."""
        return self._dates.get(self.cleaned_data["answer"])
