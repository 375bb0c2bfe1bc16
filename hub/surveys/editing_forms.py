"""The forms with which the hub edits a draft: titles, sections, questions, publishing."""

from django import forms

from hub.forms import HubForm
from hub.surveys import bindings, checking, kinds
from hub.surveys.choices import BOUNDED, STEERING, WITH_OPTIONS, Kind
from hub.surveys.fields import PastedField

_TEXTS = (Kind.TEXT, Kind.LONG_TEXT)
_ONLY_CHOSEN = "Only of answers that are chosen."


class TitleForm(HubForm):
    """What a questionnaire is called in all its versions."""

    title = PastedField(max_length=120)
    purpose = PastedField(
        label="What it is for",
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="Those who answer read it before they begin.",
    )


class PartForm(HubForm):
    """A section: its title, and what stands above its questions."""

    title = PastedField(max_length=120)
    intro = PastedField(
        label="Introduction",
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="Stands above the questions.",
    )
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)


class PublishForm(HubForm):
    """What whoever publishes says about it."""

    note = PastedField(
        label="What is different in this version",
        max_length=300,
        help_text="One sentence for your colleagues. It stands in the list of versions.",
        error_messages={"required": "Say in a sentence what is different in this version"},
    )


class QuestionForm(HubForm):
    """A question but for its answers to choose and its condition, which have pages of their own."""

    wording = PastedField(label="Question", max_length=300)
    help = PastedField(
        label="Help text",
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="Stands under the question: what counts, where to find it, that an estimate will "
        "do.",
    )
    kind = forms.ChoiceField(label="Kind of answer", choices=Kind.choices, widget=forms.RadioSelect)
    fact_key = forms.ChoiceField(
        label="Fact that it asks for",
        required=False,
        help_text="What is known of the fact stands in the form, and the answer becomes what the "
        "hub knows. Nobody is asked twice.",
    )
    unit = PastedField(
        max_length=40,
        required=False,
        help_text="Behind a number, such as “pupils” or “minutes”.",
    )
    minimum = forms.DecimalField(
        label="Smallest number",
        required=False,
        min_value=0,
        max_value=kinds.MOST,
        decimal_places=2,
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-5"}),
    )
    maximum = forms.DecimalField(
        label="Largest number, or longest text in characters",
        required=False,
        min_value=0,
        max_value=kinds.MOST,
        decimal_places=2,
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-5"}),
    )
    is_required = forms.BooleanField(label="It must be answered", required=False)
    allows_not_sure = forms.BooleanField(
        label="“Not sure” is an answer", required=False, help_text=_ONLY_CHOSEN
    )
    allows_not_applicable = forms.BooleanField(
        label="“Not applicable to us” is an answer", required=False, help_text=_ONLY_CHOSEN
    )
    takes_note = forms.BooleanField(label="A note can be written beside the answer", required=False)
    note_label = PastedField(
        label="What the note is called",
        max_length=120,
        required=False,
        help_text="“Your notes” when nothing stands here.",
    )
    carries_over = forms.BooleanField(
        label="Last year’s answer stands in the form",
        required=False,
        help_text="Marked as such, to be changed or left.",
    )
    section = forms.ChoiceField(
        label="Section", help_text="Moved to another, it goes to the end of that section."
    )
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, version, question=None, section=None, **kwargs):
        self._version, self._question = version, question
        initial = _initial(question, section)
        super().__init__(data, initial=initial, **kwargs)
        self._facts = bindings.facts()
        self.fields["fact_key"].choices = _fact_choices(self._facts, initial.get("fact_key"))
        self._sections = list(version.sections.all())
        self.fields["section"].choices = [(str(each.pk), each.title) for each in self._sections]

    def clean(self):
        """Bounds and fact fit the kind; what the kind does not take is emptied, not refused."""
        data = super().clean() or self.cleaned_data
        kind = data.get("kind")
        if kind not in BOUNDED:
            data["minimum"] = None
        if kind not in (*BOUNDED, *_TEXTS):
            data["maximum"] = None
        if kind not in (Kind.NUMBER, Kind.YEARS):
            data["unit"] = ""
        if kind not in WITH_OPTIONS:
            data["allows_not_sure"] = data["allows_not_applicable"] = False
        self._clean_fact(data, kind)
        self._clean_bounds(data, kind)
        return data

    def _clean_fact(self, data, kind):
        fact = self._facts.get(data.get("fact_key"))
        if fact is None or kind is None:
            return
        if fact.kind != kind:
            words = Kind(fact.kind).label.lower()
            self.add_error("fact_key", f"“{fact.label}” is answered with {words}")
        others = self._version.questions.filter(fact_key=fact.key)
        if self._question is not None:
            others = others.exclude(pk=self._question.pk)
        if (other := others.first()) is not None:
            self.add_error("fact_key", f"“{other.wording}” asks for this fact already")
        if data.get("maximum") is None and "maximum" not in self.errors and fact.most is not None:
            data["maximum"] = fact.most

    def _clean_bounds(self, data, kind):
        least, most = data.get("minimum"), data.get("maximum")
        whole = [name for name in ("minimum", "maximum") if data.get(name) not in (None, "")]
        if kind in (Kind.NUMBER, Kind.YEARS, *_TEXTS):
            for name in whole:
                if data[name] != int(data[name]):
                    self.add_error(name, f"{self.fields[name].label} must be a whole number")
        if kind in _TEXTS and most is not None and not 1 <= most <= kinds.LONGEST_OF_ALL:
            self.add_error(
                "maximum", f"A text is from 1 to {kinds.LONGEST_OF_ALL:,} characters long"
            )
        if least is not None and most is not None and least > most:
            self.add_error("maximum", "The largest number must not be below the smallest")

    @property
    def values(self):
        """{column: value}, without the section."""
        skipped = {"section", "based_on"}
        values = {key: each for key, each in self.cleaned_data.items() if key not in skipped}
        fact = self._facts.get(values["fact_key"])
        is_new = self._question is None or not self._question.options
        if fact is not None and fact.options and is_new:
            values["options"] = [
                {"key": key, "words": words, "description": "", "value": None}
                for key, words in fact.options
            ]
        return values

    @property
    def chosen_section(self):
        """The section that was chosen."""
        pk = self.cleaned_data["section"]
        return next(each for each in self._sections if str(each.pk) == pk)


class ConditionForm(HubForm):
    """On which answers to an earlier question it depends whether this one is asked."""

    answers = forms.MultipleChoiceField(
        label="Ask it only when one of these was answered",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick answers to one question. With nothing ticked it is always asked.",
    )
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, question, **kwargs):
        rows = checking.in_order(question.version)
        before = rows[: [each.pk for each in rows].index(question.pk)]
        self._steering = {each.pk: each for each in before if each.kind in STEERING}
        ticked = [f"{question.shown_if_question_id}:{key}" for key in question.shown_if_values]
        initial = {"answers": ticked, "based_on": checking.mark(question)}
        super().__init__(data, initial=initial, **kwargs)
        self.fields["answers"].choices = [
            (
                each.wording,
                [(f"{each.pk}:{key}", words) for key, words in checking.answers_of(each).items()],
            )
            for each in self._steering.values()
        ]

    @property
    def has_choices(self):
        """Is there an earlier question on which it can depend?"""
        return bool(self._steering)

    def clean_answers(self):
        """Answers to one question alone."""
        ticked = self.cleaned_data["answers"]
        if len({each.split(":", 1)[0] for each in ticked}) > 1:
            raise forms.ValidationError("Tick answers to one question only")
        return ticked

    @property
    def condition(self):
        """(the question that it depends on or None, keys of its answers)."""
        ticked = [each.split(":", 1) for each in self.cleaned_data["answers"]]
        if not ticked:
            return None, []
        return self._steering[int(ticked[0][0])], [key for _, key in ticked]


def _initial(question, section):
    if question is None:
        return {"section": str(section.pk), "kind": Kind.TEXT}
    names = (*("wording", "help", "kind", "fact_key", "unit", "minimum", "maximum"),)
    flags = ("is_required", "allows_not_sure", "allows_not_applicable", "takes_note")
    initial = {name: getattr(question, name) for name in (*names, *flags, "note_label")}
    for name in ("minimum", "maximum"):
        if initial[name] is not None and initial[name] == int(initial[name]):
            initial[name] = int(initial[name])
    return initial | {
        "carries_over": question.carries_over,
        "section": str(question.section_id),
        "based_on": checking.mark(question),
    }


def _fact_choices(facts, chosen):
    """Facts by area, with the kind of answer that each takes; a fact that is gone stays chosen."""
    areas: dict = {}
    for fact in facts.values():
        words = f"{fact.label} ({Kind(fact.kind).label.lower()})"
        areas.setdefault(fact.area, []).append((fact.key, words))
    gone = [(chosen, f"{chosen}, which is no fact any more")] if chosen not in {"", *facts} else []
    return [("", "None"), *([] if chosen is None else gone), *areas.items()]
