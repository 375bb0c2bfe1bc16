"""Forms of a plan: beginning it, one section, a comment."""

from django import forms
from django.core.exceptions import ValidationError

from hub.content.pasted import as_markdown, tidy
from hub.forms import DateField, HubForm, HubModelForm
from schools.models import (
    LONGEST_LINE,
    LONGEST_TEXT,
    SUMMARY_LINES,
    PlanComment,
)
from schools.plans import seeding
from schools.plans.refusals import PlanRefused, check_day
from schools.plans.saving import mark_of
from schools.plans.sections import PROMPTS

_COPIES = {
    seeding.OBJECTIVE: "The overall objective",
    seeding.COMPONENTS: "Key components and the other texts of the plan",
    seeding.PARTS: "Parts A, B and C of the summary, and further information",
}
_ROWS = 10
_HOW_TO_WRITE = "A blank line starts a paragraph, - a line of a list."


class LongText(forms.CharField):
    """A text as it may come out of a word processor; tidied, and told when it is too long."""

    widget = forms.Textarea

    def __init__(self, *, longest, is_markdown=False, **kwargs):
        super().__init__(required=False, **kwargs)
        self._longest, self._is_markdown = longest, is_markdown

    def clean(self, value):
        text = super().clean(value)
        text = as_markdown(text) if self._is_markdown else tidy(text).strip()
        if len(text) > self._longest:
            raise ValidationError(
                f"{self.label} has {len(text):,} characters, and {self._longest:,} are the most. "
                "Shorten it; what you typed is still here."
            )
        return text


class BeginForm(HubForm):
    """What goes along from an earlier plan into a new one, with one tick each."""

    marks_optional = False
    copies = forms.MultipleChoiceField(
        label="What goes along?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="You can change all of it.",
    )
    actions = forms.MultipleChoiceField(
        label="Which actions go on?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Those that are neither done nor dropped. Each needs a new date.",
    )

    def __init__(self, data=None, *, seed):
        self._seed = seed
        copies = seed.copies if seed else []
        actions = {str(action.pk): action for action in seed.actions} if seed else {}
        self._actions = actions
        super().__init__(data, initial={"copies": copies, "actions": list(actions)})
        self.fields["copies"].choices = [(key, _COPIES[key]) for key in copies]
        self.fields["actions"].choices = [(pk, action.what) for pk, action in actions.items()]
        for name in ("copies", "actions"):
            if not self.fields[name].choices:
                del self.fields[name]

    @property
    def source(self):
        """The plan that it is taken from, or None."""
        return self._seed.plan if self._seed else None

    def taken(self):
        """What is ticked, for the verb."""
        return {
            "copies": self.cleaned_data.get("copies", []),
            "actions": [self._actions[pk] for pk in self.cleaned_data.get("actions", [])],
        }


class SectionForm(HubForm):
    """The fields of one section, each with a mark of what stood in it. Made by ``section_form``."""

    marks_optional = False
    finished = forms.BooleanField(label="This section is finished", required=False)

    def __init__(self, data=None, *, plan, names, first=None, **kwargs):
        self._plan, self._names = plan, names
        initial = {name: getattr(plan, name) for name in names} | (first or {})
        initial |= {_seen(name): mark_of(getattr(plan, name)) for name in names}
        super().__init__(data, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self.order_fields([*names, "finished"])

    def clean_review_on(self):
        return in_the_year(self._plan, self.cleaned_data["review_on"])

    @property
    def values(self):
        """{field of the plan: what was typed}."""
        return {name: self.cleaned_data[name] for name in self._names}

    @property
    def seen(self):
        """{field of the plan: the mark that came back with it}."""
        return {name: self.cleaned_data[_seen(name)] for name in self._names}


def section_form(*, plan, section, data=None, first=None):
    """The form of a section; ``first``: {field: words that stand in it while it is empty}."""
    fields = {name: _field(plan, name) for name in section.fields}
    fields |= {
        _seen(name): forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
        for name in section.fields
    }
    made = type("OneSectionForm", (SectionForm,), fields)
    initial = {"finished": section.key in plan.finished}
    return made(data, plan=plan, names=section.fields, first=first, initial=initial)


def marked_anew(data, plan, names):
    """What was typed, with marks of what now stands: sent again, it is meant."""
    data = data.copy()
    for name in names:
        data[_seen(name)] = mark_of(getattr(plan, name))
    return data


def _seen(name):
    return f"seen_{name}"


def _field(plan, name):
    prompt = PROMPTS[name]
    if name == "review_on":
        year = plan.year
        return DateField(
            label=prompt.label,
            required=False,
            help_text=f"From {year.starts_on:%-d %B %Y} to {year.ends_on:%-d %B %Y}, "
            f"such as 12 July {year.ends_on.year}.",
        )
    if name in SUMMARY_LINES:
        return forms.CharField(
            label=prompt.label, help_text=prompt.help, required=False, max_length=LONGEST_LINE
        )
    return LongText(
        label=prompt.label,
        help_text=f"{prompt.help} {_HOW_TO_WRITE}",
        longest=LONGEST_TEXT,
        is_markdown=True,
        widget=forms.Textarea({"rows": _ROWS, "spellcheck": "true", "data-markdown": True}),
    )


class CommentForm(HubModelForm):
    """What a colleague says about a section."""

    class Meta:
        model = PlanComment
        fields = ["text"]
        labels = {"text": "Your comment"}
        help_texts = {"text": "Your colleagues get it by e-mail. No names of pupils."}
        error_messages = {"text": {"required": "Write your comment"}}
        widgets = {"text": forms.Textarea({"rows": 3})}


def in_the_year(plan, day):
    """The day, when it lies in the year of the plan; else what to choose, beside the field."""
    if day is not None:
        try:
            check_day(plan.year, day)
        except PlanRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
    return day
