"""Forms of what a plan lists: an action, a line of the budget."""

from django import forms

from hub.forms import DateField, HubModelForm, MoneyField
from schools.models import PlanAction, PlanBudgetLine
from schools.plans.forms import in_the_year


class ActionForm(HubModelForm):
    """One action: what, who, by when, at which cost, how success is known."""

    based_on = forms.IntegerField(
        required=False, widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1
    )
    due_on = DateField(label="By when")
    cost = MoneyField(
        label="Cost",
        required=False,
        min_value=0,
        max_value=999_999,
        help_text="Leave empty what costs nothing.",
    )

    class Meta:
        model = PlanAction
        fields = ["what", "who", "due_on", "cost", "success"]
        labels = {"what": "What will you do?", "who": "Who does it?"}
        help_texts = {
            "who": "A name or a role, such as “Year 4 teachers”. No names of pupils.",
            "success": "What others could see or count, such as “30 pupils sing in the choir”.",
        }
        error_messages = {
            "what": {"required": "Say what you will do"},
            "who": {"required": "Say who does it"},
        }
        widgets = {"what": forms.Textarea({"rows": 3}), "success": forms.Textarea({"rows": 3})}

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self._plan = plan
        self.fields["who"].required = True
        year = plan.year
        self.fields[
            "due_on"
        ].help_text = f"From {year.starts_on:%-d %B %Y} to {year.ends_on:%-d %B %Y}."
        self.fields["success"].label = "How will you know?"

    def clean_due_on(self):
        return in_the_year(self._plan, self.cleaned_data["due_on"])

    @property
    def values(self):
        """What was typed, for the verb."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class BudgetLineForm(HubModelForm):
    """One line of the budget."""

    based_on = forms.IntegerField(
        required=False, widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1
    )
    amount = MoneyField(label="How much?", min_value=0, max_value=999_999)

    class Meta:
        model = PlanBudgetLine
        fields = ["what", "amount", "note"]
        labels = {"what": "What for?", "note": "Where the money comes from"}
        help_texts = {
            "what": "Such as instruments, repairs, music, visitors, trips.",
            "note": "Such as the music budget, pupil premium, the parents’ association.",
        }
        error_messages = {"what": {"required": "Say what the money is for"}}

    @property
    def values(self):
        """What was typed, for the verb."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}
