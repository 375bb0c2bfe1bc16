"""Two people answered the same at once: what each wrote, side by side, and which of it stands."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError

from hub.forms import HubForm
from hub.surveys import kinds
from hub.surveys.answering import Conflict, Given
from hub.surveys.kinds import LONGEST_NOTE
from hub.surveys.setting import SEEN

THEIRS, MINE, BOTH = "theirs", "mine", "both"
KEYS = "settle"
_NOT_CARRIED = {"csrfmiddlewaretoken", "go", "remove", KEYS}


@dataclass(frozen=True)
class Side:
    """What one of the two wrote."""

    value: str
    note: str


@dataclass(frozen=True)
class Pair:
    """One question with both sides and the field that settles it."""

    wording: str
    who: str
    at: object
    theirs: Side
    mine: Side
    field: object


class SettleForm(HubForm):
    """For each question that two people answered at once: whose answer stands."""

    def __init__(self, data=None, *, conflicts: dict[str, Conflict]):
        self.conflicts = conflicts
        super().__init__(data)
        for key, conflict in conflicts.items():
            self.fields[_name(key)] = forms.ChoiceField(
                label="What should stand?",
                choices=_choices(conflict),
                widget=forms.RadioSelect,
                error_messages={
                    "required": f"Choose what should stand: {conflict.question.wording}",
                },
            )

    def clean(self):
        """Two notes may be too long together."""
        for key, conflict in self.conflicts.items():
            both = self.cleaned_data.get(_name(key)) == BOTH
            if both and len(_together(conflict)) > LONGEST_NOTE:
                longest = f"Together the notes are longer than {LONGEST_NOTE:,} characters"
                self.add_error(_name(key), ValidationError(f"{longest}. Choose one of them"))
        return self.cleaned_data

    @property
    def pairs(self):
        """Each question with both sides, for the page."""
        return [
            Pair(
                conflict.question.wording,
                _who(conflict),
                conflict.theirs.at,
                _side(conflict.question, conflict.theirs),
                _side(conflict.question, conflict.mine),
                self[_name(key)],
            )
            for key, conflict in self.conflicts.items()
        ]

    @property
    def given(self):
        """{question key: Given} of what is to be saved; what others wrote is left as it stands."""
        found = {}
        for key, conflict in self.conflicts.items():
            choice = self.cleaned_data[_name(key)]
            if choice == MINE:
                found[key] = conflict.mine
            elif choice == BOTH:
                found[key] = Given(conflict.mine.value, _together(conflict))
        return found


def carried(data, conflicts):
    """[(name, value)] of everything that was typed, based on what others have written by now."""
    seen = {SEEN + key: str(each.theirs.revision) for key, each in conflicts.items()}
    return [
        *((name, value) for name in data if _is_typed(name, seen) for value in data.getlist(name)),
        *seen.items(),
        *((KEYS, key) for key in conflicts),
    ]


def conflicts_of(audit, form, keys) -> dict[str, Conflict]:
    """What others have written now beside what ``form`` holds, for these questions."""
    answers = audit.filling.answers.filter(question__key__in=keys).select_related("question", "by")
    given = form.given
    return {
        each.question.key: Conflict(each.question, each, given[each.question.key])
        for each in answers
        if each.question.key in given
    }


def _is_typed(name, seen):
    return name not in _NOT_CARRIED and name not in seen and not name.startswith(f"{KEYS}-")


def _name(key):
    return f"{KEYS}-{key}"


def _who(conflict):
    return str(conflict.theirs.by or "Somebody else")


def _choices(conflict):
    choices = [(THEIRS, f"What {_who(conflict)} wrote"), (MINE, "What I wrote")]
    theirs, mine = conflict.theirs.note, conflict.mine.note
    if theirs and mine and theirs != mine:
        choices.append((BOTH, "Both notes, one under the other, with the answer that I chose"))
    return choices


def _together(conflict):
    return f"{conflict.theirs.note}\n\n{conflict.mine.note}"


def _side(question, written):
    return Side(kinds.words(question, written.value) or "No answer", written.note)
