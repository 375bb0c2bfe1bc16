"""Forms of Regional Engagement Plans."""

from django import forms

from hub.forms import HubForm, HubModelForm
from visits.actions.staff import staff
from visits.models import RegionalPlan, RegionalPriority, RegionalReview
from visits.regional.keeping import PRIORITY_FIELDS, mark_of, mark_of_priority

_HOW_TO_WRITE = "A blank line starts a paragraph."


class BeginForm(HubForm):
    """Which priorities of last year go along."""

    marks_optional = False
    copied = forms.MultipleChoiceField(
        label="Which priorities of last year go along?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="You can change all of them.",
    )

    def __init__(self, data=None, *, priorities):
        self._rows = {str(each.pk): each for each in priorities}
        super().__init__(data, initial={"copied": list(self._rows)})
        self.fields["copied"].choices = [(pk, each.what) for pk, each in self._rows.items()]
        if not self._rows:
            del self.fields["copied"]

    def taken(self):
        """The priorities that are ticked, in their order."""
        ticked = self.cleaned_data.get("copied", [])
        return [each for pk, each in self._rows.items() if pk in ticked]


class _Seen(forms.Form):
    """A mark of what stood there when the page was drawn."""

    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)


class AimForm(_Seen, HubModelForm):
    """What the hub means to reach in the region."""

    class Meta:
        model = RegionalPlan
        fields = ["aim"]
        labels = {"aim": "What do we want to reach in this region this year?"}
        help_texts = {"aim": f"A few sentences. {_HOW_TO_WRITE}"}
        widgets = {"aim": forms.Textarea({"rows": 8})}

    def __init__(self, data=None, *, plan):
        super().__init__(data, instance=plan, initial={"seen": mark_of(plan.aim)})

    def _post_clean(self):
        """The verb writes the row: the instance stays as it is stored."""


class PriorityForm(_Seen, HubModelForm):
    """One priority."""

    class Meta:
        model = RegionalPriority
        fields = PRIORITY_FIELDS
        labels = {
            "what": "What matters?",
            "function": "Which strategic function does it serve?",
            "success": "How shall we know?",
            "owner": "Who looks after it?",
        }
        help_texts = {
            "success": "What others could see or count, such as “every junior school has a choir”."
        }
        error_messages = {"what": {"required": "Say what matters"}}
        widgets = {
            "what": forms.Textarea({"rows": 2}),
            "function": forms.RadioSelect,
            "success": forms.Textarea({"rows": 2}),
        }

    def __init__(self, data=None, *, priority=None):
        seen = {"seen": mark_of_priority(priority)} if priority else {"function": "schools"}
        super().__init__(data, instance=priority, initial=seen)
        self.fields["owner"].queryset = staff(also=priority.owner_id if priority else None)
        self.fields["function"].choices = [
            (value, words) for value, words in self.fields["function"].choices if value
        ]

    @property
    def values(self):
        """What was typed, for the verb."""
        return {name: self.cleaned_data[name] for name in PRIORITY_FIELDS}

    def _post_clean(self):
        """The verb writes the row: the instance stays as it is stored."""


class ReviewForm(HubModelForm):
    """What somebody found when looking back."""

    class Meta:
        model = RegionalReview
        fields = ["notes"]
        labels = {"notes": "What did you find, and what follows from it?"}
        help_texts = {
            "notes": f"The figures of today are kept with it. No names of pupils. {_HOW_TO_WRITE}"
        }
        error_messages = {"notes": {"required": "Write what you found"}}
        widgets = {"notes": forms.Textarea({"rows": 10})}

    def _post_clean(self):
        """The verb writes the row."""
