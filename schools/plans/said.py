"""What the school's audit says about a section of its plan, and the next steps that it gives."""

from schools.audits.said import said_in
from schools.plans.sections import ACTIONS, SECTIONS

#: As many next steps as somebody can choose between; the others are folded away.
SHOWN = 3
_UNKNOWN = 99


def said_for(plan) -> dict:
    """{area: what was said} that a plan goes by: the audit of its year, else of the year before."""
    school, year = plan.school, plan.year
    return said_in(school, year) or said_in(school, year.previous)


def said_of(said, section) -> list:
    """What was said of the areas of a section, the weakest area first."""
    found = [said[area] for area in section.areas if area in said]
    return sorted(found, key=lambda each: _UNKNOWN if each.level is None else each.level)


def steps_of(said, section) -> list:
    """The next steps that belong to a section, those of the weakest area first."""
    return [step for each in said_of(said, section) for step in each.next_steps]


def step_of(said, key):
    """The next step of this key, or None when the audit gives no such step."""
    return next((step for step in steps_of(said, SECTIONS[ACTIONS]) if step.key == key), None)
