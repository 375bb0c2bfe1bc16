"""The form of a section: its questions with what was answered or is known, and its conditions."""

from dataclasses import dataclass

from django import forms

from hub.calendar.choices import YearGroup
from hub.calendar.stages import year_groups_of
from hub.forms import HubForm
from hub.surveys import conditions, kinds
from hub.surveys.answering import Given
from hub.surveys.choices import BESIDE, NO, YES
from hub.surveys.fields import PastedField
from hub.surveys.setting import NOTE, SEEN, Setting

#: A revision is no larger; what is typed into the hidden field is read as none.
_HIGHEST = 1_000_000


@dataclass(frozen=True)
class AskedQuestion:
    """A question on the page: its fields, where its answer comes from, and on what it hangs.

    ``depends_on``: name of the field on whose answer it depends, when that is on the same page;
    ``conflict``: what somebody else wrote meanwhile, in words. ``heading``: title of its section,
    over the first of each where all sections stand on one page.
    """

    question: object
    heading: str
    field: object
    note: object
    seen: object
    origin: str
    condition: str
    depends_on: str
    depends_values: str
    conflict: dict | None


class SectionForm(HubForm):
    """The questions of a section; ``section_form`` gives it its fields.

    ``given``: {question key: Given} and ``seen``: {question key: revision}, for answering.save.
    """

    template_name = "surveys/section_form.html"
    marks_optional = False  # said of a question by "(optional)" in its own label

    def __init__(self, data=None, *, setting, **kwargs):
        self._setting = setting
        # What was sent stands in the fields by itself: only a page that is opened is pre-filled.
        super().__init__(data, initial=setting.initial() if data is None else {}, **kwargs)

    def clean(self):
        """Drop what is not asked, given the other answers, with whatever is wrong with it."""
        self.cleaned_data = super().clean() or self.cleaned_data
        setting = self._setting
        values = dict(setting.values)
        for question in setting.questions:
            if question.key in self.fields:
                clean = self.cleaned_data.get(question.key)
                values[question.key] = kinds.to_store(question, clean)
        self._shown = conditions.shown(setting.all_questions, values)
        if setting.shows_all:
            self._shown |= {q.key for q in setting.questions if setting.hangs_elsewhere(q)}
        for question in setting.questions:
            if question.key not in self._shown:
                for name in (question.key, question.key + NOTE):
                    self.cleaned_data.pop(name, None)
                    self._errors.pop(name, None)
        return self.cleaned_data

    @property
    def given(self):
        """What was answered to the questions that are asked, once the form is valid."""
        return {
            question.key: Given(
                kinds.to_store(question, self.cleaned_data.get(question.key)),
                self.cleaned_data.get(question.key + NOTE, ""),
            )
            for question in self._setting.questions
            if question.key in self._shown
        }

    @property
    def seen(self):
        """The revision of each answer as the page was drawn; 0 for none."""
        return {
            question.key: self.cleaned_data.get(SEEN + question.key) or 0
            for question in self._setting.questions
        }

    @property
    def questions(self):
        """The questions as the page shows them: a list of AskedQuestion."""
        return [self._asked(question) for question in self._setting.questions]

    def _asked(self, question):
        setting = self._setting
        note = question.key + NOTE
        parent = setting.by_pk.get(question.shown_if_question_id)
        is_here = parent is not None and setting.is_on_the_page_of(parent, question)
        is_known = question.key in setting.known and question.key not in setting.answers
        conflict = setting.conflicts.get(question.key)
        return AskedQuestion(
            question=question,
            heading=setting.headings.get(question.key, ""),
            field=self[question.key],
            note=self[note] if note in self.fields else None,
            seen=self[SEEN + question.key],
            origin=setting.known[question.key].origin if is_known else "",
            condition=condition_words(question, parent) if parent else "",
            depends_on=self.add_prefix(parent.key) if is_here else "",
            depends_values=" ".join(question.shown_if_values) if is_here else "",
            conflict=_in_words(conflict) if conflict else None,
        )


def section_form(
    filling,
    section,
    data=None,
    *,
    facts=None,
    suggested=None,
    overtaken=None,
    must_answer=False,
    shows_all=False,
) -> SectionForm:
    """The form of a section of a filling, with what was answered or is known standing in it.

    ``section`` None: of all sections, on one page.

    ``facts``: {fact key: bindings.Known} when the caller has them at hand. ``suggested``:
    {question key: bindings.Known} for what nobody has answered and nothing is known of.
    ``must_answer``: refuse what is required and empty at once, instead of when the answers are
    handed in. ``overtaken``: the Overtaken of saving ``data``: the form then shows what somebody
    else wrote beside what was typed, and saving it again is meant. ``shows_all``: also what hangs
    on an answer of another section that was not given, for a preview.
    """
    conflicts = overtaken.conflicts if overtaken else {}
    setting = Setting(
        filling,
        section,
        facts=facts,
        suggested=suggested or {},
        conflicts=conflicts,
        shows_all=shows_all,
    )
    codes = year_codes(filling.school)
    fields: dict[str, forms.Field] = {}
    for question in setting.questions:
        fields |= _fields(question, codes, must_answer)
    if data is not None and conflicts:
        data = _as_it_stands_now(data, fields, setting)
    made = type("OneSectionForm", (SectionForm,), fields)
    return made(data, setting=setting)


def year_codes(school):
    """Codes of the year groups that a school has; of none, Reception to Year 13."""
    groups = school and year_groups_of(low_age=school.low_age, high_age=school.high_age)
    return [str(int(each)) for each in groups or [e for e in YearGroup if 0 <= e <= 13]]


def condition_words(question, parent):
    """ "Only if you answered Yes to: Do you have a choir?", for those without script."""
    named = kinds.option_words(parent) | {YES: "Yes", NO: "No"} | BESIDE
    wanted = " or ".join(f"“{named.get(key, key)}”" for key in question.shown_if_values)
    return f"Only if you answered {wanted} to: {parent.wording}"


def _fields(question, codes, must_answer):
    optional = "" if question.is_required else " (optional)"
    fields = {
        question.key: kinds.field_for(
            question,
            codes=codes,
            label=question.wording + optional,
            help_text=question.help,
            required=must_answer and question.is_required,
        ),
        SEEN + question.key: forms.IntegerField(
            min_value=0, max_value=_HIGHEST, required=False, widget=forms.HiddenInput
        ),
    }
    if question.takes_note:
        longest = f"The note must be {kinds.LONGEST_NOTE:,} characters or fewer"
        fields[question.key + NOTE] = PastedField(
            label=f"{question.note_label or 'Your notes'} (optional)",
            required=False,
            max_length=kinds.LONGEST_NOTE,
            widget=forms.Textarea({"rows": 4}),
            error_messages={"max_length": longest},
        )
    return fields


def _as_it_stands_now(data, fields, setting):
    """What was sent, where it is not saved yet; all else as it is saved, whoever wrote it."""
    data = data.copy()
    for question in setting.questions:
        answer = setting.answers.get(question.key)
        if answer is None:
            continue
        conflict = setting.conflicts.get(question.key)
        stands = conflict.mine if conflict else Given(answer.value, answer.note)
        shown = kinds.to_show(question, stands.value)
        _put(data, question.key, fields[question.key].widget, shown)
        data[question.key + NOTE] = stands.note
        data[SEEN + question.key] = answer.revision
    return data


def _put(data, name, widget, value):
    """A value into form data, as the widget would send it."""
    if isinstance(widget, forms.MultiWidget):
        parts = zip(widget.widgets_names, widget.decompress(value), strict=True)
        for suffix, part in parts:
            data[name + suffix] = "" if part is None else str(part)
    elif isinstance(value, list):
        data.setlist(name, value)
    else:
        data[name] = "" if value is None else str(value)


def _in_words(conflict):
    theirs = conflict.theirs
    return {
        "who": str(theirs.by) if theirs.by_id else "Somebody else",
        "at": theirs.at,
        "value": kinds.words(conflict.question, theirs.value) or "No answer",
        "note": theirs.note,
    }
