"""Year groups and key stages, from dates of birth and from the ages that a school takes.

Source: the Department's years and key stages by age, cut-off 31 August.
"""

from datetime import date

from hub.calendar.choices import KeyStage, YearGroup
from hub.calendar.years import AcademicYear

_AGE_IN_RECEPTION = 4
_LAST_OF_STAGE = {
    KeyStage.EYFS: YearGroup.RECEPTION,
    KeyStage.KS1: YearGroup.YEAR_2,
    KeyStage.KS2: YearGroup.YEAR_6,
    KeyStage.KS3: YearGroup.YEAR_9,
    KeyStage.KS4: YearGroup.YEAR_11,
    KeyStage.KS5: YearGroup.YEAR_14,
}


def age_on(born: date, day: date) -> int:
    """Whole years on a day; below zero before birth. Who was born on 29 February is a year older

    on 1 March of a common year, as English law counts.
    """
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def year_group(*, born: date, year: AcademicYear, out_by: int = 0) -> YearGroup | None:
    """The year group that somebody is in; None when too young or too old for any.

    ``out_by``: pupils taught out of their year, stored once and true every year: -1 for a year
    below their age, 1 for a year above.
    """
    cut_off = date(year, 8, 31)
    number = age_on(born, cut_off) - _AGE_IN_RECEPTION + out_by
    return YearGroup(number) if number in YearGroup.values else None


def out_by(*, born: date, year: AcademicYear, taught_in: YearGroup) -> int:
    """What to store for a pupil who is taught in this year group in this year; 0 in their own."""
    cut_off = date(year, 8, 31)
    return taught_in - (age_on(born, cut_off) - _AGE_IN_RECEPTION)


def key_stage(group: YearGroup) -> KeyStage:
    """The key stage that a year group belongs to."""
    return next(stage for stage, last in _LAST_OF_STAGE.items() if group <= last)


def year_groups_of(*, low_age: int | None, high_age: int | None) -> list[YearGroup]:
    """The year groups of a school that takes pupils from one age to another, youngest first.

    Its lowest and highest age are those of the register: 4 to 11 is Reception to Year 6, 9 to 13
    Year 5 to Year 8. Empty when either is not known.
    """
    if low_age is None or high_age is None:
        return []
    # A school "to 11" keeps its pupils until the summer in which they are 11: 10 at the start.
    oldest = max(high_age - 1, low_age)
    return [group for group in YearGroup if low_age <= group + _AGE_IN_RECEPTION <= oldest]


def key_stages_of(*, low_age: int | None, high_age: int | None) -> list[KeyStage]:
    """The key stages of which a school teaches at least one year group, youngest first."""
    groups = year_groups_of(low_age=low_age, high_age=high_age)
    taught = {key_stage(group) for group in groups}
    return [stage for stage in KeyStage if stage in taught]
