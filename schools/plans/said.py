"""What the school's audit says about a section of its plan, and the next steps that it gives."""

from schools.plans.sections import ACTIONS, SECTIONS


def audit_said(school, year) -> dict:
    """{area: what the audit of a year says of it}; {} without one. (schools.audits comes.)"""
    return {}


def said_for(plan) -> dict:
    """{area: what was said} that a plan goes by: the audit of its year, else of the year before."""
    school, year = plan.school, plan.year
    return audit_said(school, year) or audit_said(school, year.previous)


def said_of(said, section) -> list:
    """What was said of the areas of a section, in the order in which the section names them."""
    return [said[area] for area in section.areas if area in said]


def steps_of(said, section) -> list:
    """The next steps that belong to a section, each once."""
    return [step for each in said_of(said, section) for step in each.next_steps]


def step_of(said, key):
    """The next step of this key, or None when the audit gives no such step."""
    return next((step for step in steps_of(said, SECTIONS[ACTIONS]) if step.key == key), None)
