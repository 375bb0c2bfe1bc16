"""The figures of visits: what each counts, in words, and which list it opens."""

from collections.abc import Callable
from dataclasses import dataclass

from visits.cycle import PAST, WITHIN, at_end

VISITS, SCHOOLS, ANSWERS, TRAVEL, MONTHS = (
    "Visits",
    "Schools",
    "Survey and replies",
    "Travel",
    "By month, added up",
)
_COUNTS = "of a type that counts towards the cycle"


@dataclass(frozen=True)
class Figure:
    """One figure: how it is called, what it counts, and what the list of it is asked for.

    ``of``: from a Tally to its number. ``query``: of the tracker, or with ``is_due`` of the list
    of who is due; a function of the year where the list follows from it.
    """

    section: str
    label: str
    definition: str
    of: object
    query: dict | Callable[[int], dict]
    is_due: bool = False


FIGURES = {
    "done": Figure(
        VISITS,
        "Visits done",
        f"Visits of the academic year, {_COUNTS}, that took place.",
        lambda tally: tally.done,
        {"state": "took-place", "counts": "on"},
    ),
    "planned": Figure(
        VISITS,
        "Visits planned",
        f"Visits of the academic year, {_COUNTS}, that are still to take place: to be arranged, "
        "proposed or confirmed.",
        lambda tally: tally.planned,
        {"state": "coming", "counts": "on"},
    ),
    "schools": Figure(
        SCHOOLS,
        "Open schools",
        "Open schools of the directory, those that are proposed to close among them.",
        lambda tally: tally.schools,
        {},
        is_due=True,
    ),
    "inside": Figure(
        SCHOOLS,
        "Schools inside the cycle",
        f"Open schools with a visit {_COUNTS} within the months of the cycle, as at today.",
        lambda tally: tally.inside,
        {"since": WITHIN},
        is_due=True,
    ),
    "outside": Figure(
        SCHOOLS,
        "Schools outside the cycle",
        f"Open schools whose last visit {_COUNTS} is longer ago than the cycle, and those that "
        "were never visited, as at today.",
        lambda tally: tally.outside,
        {"since": PAST},
        is_due=True,
    ),
    "never": Figure(
        SCHOOLS,
        "Schools never visited",
        f"Open schools without any visit {_COUNTS}.",
        lambda tally: tally.never,
        {"since": "never"},
        is_due=True,
    ),
    "outside-at-end": Figure(
        SCHOOLS,
        "Schools outside the cycle when the year ends",
        "Open schools that will be outside the cycle on 31 August, if those visits take place "
        "that are planned for the year, and no others.",
        lambda tally: tally.outside_at_end,
        lambda year: {"since": at_end(year)},
        is_due=True,
    ),
    "surveys": Figure(
        ANSWERS,
        "“Have Your Say” filled in",
        "Visits of the year that took place and at which the survey was filled in.",
        lambda tally: tally.surveys,
        {"state": "took-place", "survey": "done"},
    ),
    "surveys-refused": Figure(
        ANSWERS,
        "“Have Your Say” refused",
        "Visits of the year that took place and at which the school did not want the survey.",
        lambda tally: tally.surveys_refused,
        {"state": "took-place", "survey": "refused"},
    ),
    "refused": Figure(
        ANSWERS,
        "Visits refused",
        "Visits of the year that the school did not want.",
        lambda tally: tally.refused,
        {"state": "refused"},
    ),
    "unanswered": Figure(
        ANSWERS,
        "Dates proposed, no answer yet",
        "Visits of the year for which dates were proposed and the school has not answered.",
        lambda tally: tally.unanswered,
        {"state": "proposed"},
    ),
    "no-reply": Figure(
        ANSWERS,
        "Given up without a reply",
        "Visits of the year that were given up because the school never answered.",
        lambda tally: tally.no_reply,
        {"state": "no-reply"},
    ),
    "kilometres": Figure(
        TRAVEL,
        "Kilometres",
        "Driven for visits of the year that took place, there and back, as officers wrote down.",
        lambda tally: tally.kilometres,
        {"state": "took-place"},
    ),
}
