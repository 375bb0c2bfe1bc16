"""A child is added in three steps at one address. What was typed goes along from page to page.

The steps are all checked again with each page, so that nothing is added that one of them refuses.
Sent all at once, without a step, they are taken all at once.
"""

from dataclasses import dataclass

from hub.forms import HubForm, KeptData
from hub.people.family.forms import BondForm, NewChildForm, SchoolForm

_OWN = {"csrfmiddlewaretoken", "step", "back"}


@dataclass(frozen=True)
class Step:
    """One page: what it is called, what it asks, and what its button says."""

    key: str
    title: str
    kind: type[HubForm]
    button: str = "Continue"


STEPS = (
    Step("child", "The child", NewChildForm),
    Step("school", "School", SchoolForm),
    Step("bond", "You and the child", BondForm, "Add this child"),
)


class AddingChild:
    """How far somebody is. ``step``, ``form``: the page to show; ``is_whole``: all is answered."""

    def __init__(self, data, *, user):
        self._data, self._user = data, user
        self._forms: dict[str, HubForm] = {}
        self.is_whole = False
        self.step = self._next()
        self.form = self._forms.get(self.step.key) or self._fresh(self.step)

    @property
    def number(self):
        """Which step of how many this is, from 1."""
        return STEPS.index(self.step) + 1

    @property
    def before(self):
        """The step before this one, or None."""
        return STEPS[self.number - 2] if self.number > 1 else None

    @property
    def asked(self) -> dict:
        """All that was asked, without the boxes that only ask back."""
        return {
            name: value
            for form in self._forms.values()
            for name, value in form.cleaned_data.items()
            if not name.startswith("is_right")
        }

    @property
    def carried(self) -> list[tuple[str, str]]:
        """[(name, value)] of what other pages have asked, as it was typed."""
        mine = tuple(self.form.fields)
        inner = tuple(f"{name}_" for name in mine)
        return [
            (name, value)
            for name, values in (self._data.lists() if self._data else ())
            if name not in (*_OWN, *mine) and not name.startswith(inner)
            for value in values
        ]

    def _next(self):
        if self._data is None:
            return STEPS[0]
        sent = _step(self._data.get("step")) or STEPS[-1]
        back = _step(self._data.get("back"))
        shown = back or (sent if isinstance(self._data, KeptData) else None)
        if shown:
            self._forms[shown.key] = self._bound(shown)
            return shown
        for step in STEPS:
            self._forms[step.key] = self._bound(step)
            if step == sent or not self._forms[step.key].is_valid():
                break
        self.is_whole = step == STEPS[-1] and self._forms[step.key].is_valid()
        if self.is_whole or not self._forms[step.key].is_valid():
            return step
        return STEPS[STEPS.index(step) + 1]

    def _bound(self, step):
        return self._made(step, self._data)

    def _fresh(self, step):
        """A page not sent yet, with what was typed there before somebody went back."""
        form = self._made(step)
        if self._data is not None:
            form.initial = {
                name: found
                for name, field in form.fields.items()
                if (found := field.widget.value_from_datadict(self._data, {}, name)) is not None
            }
        return form

    def _made(self, step, *data):
        return step.kind(*data, user=self._user) if step.kind is NewChildForm else step.kind(*data)


def _step(key):
    return next((step for step in STEPS if step.key == key), None)
