"""What a fact has a value for each of. Codes are stored with the values and never change."""

from collections.abc import Callable
from dataclasses import dataclass

from hub.calendar.choices import YearGroup
from hub.calendar.stages import year_groups_of


@dataclass(frozen=True)
class Dimension:
    """``words``: {code: as people read it}; ``codes``: those that a school has, in order."""

    name: str
    words: dict[str, str]
    codes: Callable


def _year_groups(school):
    groups = year_groups_of(low_age=school.low_age, high_age=school.high_age)
    # Of a school whose ages nobody knows, any may be asked for: Reception to Year 13.
    asked = groups or [each for each in YearGroup if 0 <= each <= 13]
    return [str(int(each)) for each in asked]


YEAR_GROUP = Dimension(
    "Year group", {str(int(each)): str(each.label) for each in YearGroup}, _year_groups
)
