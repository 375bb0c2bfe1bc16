"""How far each section of a plan is, for the list of sections, and the plan as a whole."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from schools.plans.actions import Money
from schools.plans.contents import NEEDED
from schools.plans.sections import ACTIONS, BUDGET, GROUPS, SECTIONS, Section

NOT_STARTED, IN_PROGRESS, COMPLETED = "Not started", "In progress", "Completed"
PROBLEM, OPTIONAL = "Problem to fix", "Optional"
_COLOURS = {NOT_STARTED: "warn", IN_PROGRESS: "info", PROBLEM: "error", OPTIONAL: "info"}


@dataclass(frozen=True)
class Task:
    """One line of the list of sections, for components/task_list.html."""

    section: Section
    url: str
    status: str
    hint: str

    @property
    def text(self):
        """Its words."""
        return self.section.title

    @property
    def kind(self):
        """The colour of its tag; a section that is done needs none."""
        return _COLOURS.get(self.status, "")

    @property
    def is_done(self):
        """Is nothing left to do in it?"""
        return self.status == COMPLETED


def tasks_of(plan, *, actions, money: Money, comments) -> dict[str, list[Task]]:
    """{group: its sections}; ``actions`` and open ``comments`` of the plan as lists."""
    said = Counter(comment.section for comment in comments)
    groups: dict[str, list[Task]] = {group: [] for group in GROUPS}
    for section in SECTIONS.values():
        status, why = _status(plan, section, actions, money)
        groups[section.group].append(
            Task(section, address(plan, section.key), status, _hint(why, said[section.key]))
        )
    return groups


def address(plan, key):
    """Where a section is written."""
    return reverse("schools:plan_section", args=[plan.school_id, plan.pk, key])


def next_section(key) -> Section | None:
    """The section after this one, None after the last."""
    keys = list(SECTIONS)
    after = keys.index(key) + 1
    return SECTIONS[keys[after]] if after < len(keys) else None


def _status(plan, section, actions, money):
    """(status, why it is that or what the section is for)."""
    if section.key == ACTIONS:
        return _of_actions(section, actions)
    if section.key == BUDGET:
        return _of_budget(section, money)
    if "review_on" in section.fields and plan.review_on and plan.review_on <= timezone.localdate():
        return PROBLEM, "The day of the review is past. Choose the next one."
    filled = [name for name in section.fields if getattr(plan, name)]
    if not filled:
        return (NOT_STARTED if section.key != "further" else OPTIONAL), section.hint
    lacks = [NEEDED[name] for name in section.fields if name in NEEDED and name not in filled]
    if section.key in plan.finished and not lacks:
        return COMPLETED, section.hint
    return IN_PROGRESS, f"Still to add: {lacks[0]}." if lacks else section.hint


def _of_actions(section, actions):
    if not actions:
        return NOT_STARTED, section.hint
    lacking = sum(1 for action in actions if action.due_on is None or not action.who)
    if lacking:
        one = "1 action lacks" if lacking == 1 else f"{lacking} actions lack"
        return PROBLEM, f"{one} a person or a date."
    return COMPLETED, "1 action." if len(actions) == 1 else f"{len(actions)} actions."


def _of_budget(section, money):
    if not money.planned:
        return NOT_STARTED, section.hint
    if money.missing:
        return PROBLEM, f"{pounds(money.missing)} more is planned than your music budget."
    return COMPLETED, f"{pounds(money.planned)} planned."


def pounds(amount):
    """ "£96", "£96.50"."""
    return f"£{amount:,.0f}" if amount == int(amount) else f"£{amount:,.2f}"


def _hint(words, comments):
    if not comments:
        return words
    return f"{words} {comments} open comment{'' if comments == 1 else 's'}."
