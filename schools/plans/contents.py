"""What the summary of a plan says: of the working copy for a preview, of a version for good."""

import datetime

from hub.calendar.years import AcademicYear
from hub.content.richtext import to_html
from schools.models import SUMMARY_LINES, SUMMARY_TEXTS
from schools.plans.sections import PROMPTS, section_of

#: Without these a summary is not published; with their names as the page shows them.
NEEDED = {
    "lead_name": "the name of the music lead",
    "hub_name": "the name of your music hub",
    "review_on": "the date of the review",
    "part_a": "Part A",
    "part_b": "Part B",
    "part_c": "Part C",
    "future": "In the future",
}


def contents_of(plan, *, published_on=None) -> dict:
    """{name: text} of everything that the summary of a plan says, as JSON can hold it.

    ``SUMMARY_LINES`` and ``SUMMARY_TEXTS`` by their names, the texts as Markdown; "school" (its
    name), "year" (2026), "review_on" and "published_on" (2026-09-01, or "").
    """
    said = {name: getattr(plan, name) for name in (*SUMMARY_LINES, *SUMMARY_TEXTS)}
    return said | {
        "school": plan.school.name,
        "year": int(plan.year),
        "review_on": plan.review_on.isoformat() if plan.review_on else "",
        "published_on": published_on.isoformat() if published_on else "",
    }


def missing(plan) -> list[str]:
    """What has to be filled in before the summary can be published, in words."""
    return [words for name, words in NEEDED.items() if not getattr(plan, name)]


def has_changes(plan, version) -> bool:
    """Does the working copy say something else than this PlanVersion?"""
    now = contents_of(plan)
    return any(version.contents.get(name) != now[name] for name in now if name != "published_on")


def lines_of(said) -> list[tuple[str, str]]:
    """[(detail, information)] of the overview of contents that were kept, in order."""
    days = {name: said.get(name, "") for name in ("published_on", "review_on")}
    words = {name: _in_words(day) for name, day in days.items()}
    return [
        ("Academic year that this summary covers", str(AcademicYear(said["year"]))),
        ("Date this summary was published", words["published_on"]),
        ("Date this summary will be reviewed", words["review_on"]),
        *((PROMPTS[name].label, said.get(name, "")) for name in SUMMARY_LINES),
    ]


def texts_of(said) -> list[tuple[str, str]]:
    """[(heading, HTML)] of the texts of contents that were kept; of what was empty nothing."""
    return [
        (section_of(name).title, to_html(said[name])) for name in SUMMARY_TEXTS if said.get(name)
    ]


def _in_words(day):
    return f"{datetime.date.fromisoformat(day):%-d %B %Y}" if day else ""
