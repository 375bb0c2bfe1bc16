"""Ages, year groups and key stages."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.calendar import stages
from hub.calendar.choices import KeyStage, YearGroup
from hub.calendar.years import AcademicYear

THIS_YEAR = AcademicYear(2026)
DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2030, 12, 31))


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ("2016-11-26", "2026-11-25", 9),
        ("2016-11-26", "2026-11-26", 10),
        ("2016-02-29", "2027-02-28", 10),
        ("2016-02-29", "2027-03-01", 11),
        ("2016-02-29", "2028-02-29", 12),
    ],
)
def test_an_age_changes_on_the_birthday(born, day, age):
    born, day = datetime.date.fromisoformat(born), datetime.date.fromisoformat(day)
    assert stages.age_on(born, day) == age


@pytest.mark.parametrize(
    ("born", "group"),
    [
        ("2024-09-01", None),
        ("2024-08-31", YearGroup.NURSERY_1),
        ("2023-08-31", YearGroup.NURSERY_2),
        ("2022-09-01", YearGroup.NURSERY_2),
        ("2022-08-31", YearGroup.RECEPTION),
        ("2021-09-01", YearGroup.RECEPTION),
        ("2021-08-31", YearGroup.YEAR_1),
        ("2015-08-31", YearGroup.YEAR_7),
        ("2008-08-31", YearGroup.YEAR_14),
        ("2007-08-31", None),
    ],
)
def test_the_year_group_turns_on_the_thirty_first_of_august(born, group):
    born = datetime.date.fromisoformat(born)
    assert stages.year_group(born=born, year=THIS_YEAR) == group


def test_a_pupil_taught_a_year_below_stays_a_year_below():
    born = datetime.date(2017, 8, 31)
    out_by = stages.out_by(born=born, year=THIS_YEAR, taught_in=YearGroup.YEAR_4)
    groups = [
        stages.year_group(born=born, year=year, out_by=out_by)
        for year in (THIS_YEAR, THIS_YEAR.next)
    ]
    assert (out_by, groups) == (-1, [YearGroup.YEAR_4, YearGroup.YEAR_5])


@given(DAYS, st.integers(2010, 2030))
def test_everybody_moves_up_one_year_group_a_year(born, start):
    year = AcademicYear(start)
    now, then = (stages.year_group(born=born, year=each) for each in (year, year.next))
    assert now is None or then is None or then == now + 1


@given(DAYS, st.integers(2010, 2030), st.sampled_from(YearGroup))
def test_what_is_stored_for_a_pupil_out_of_year_gives_that_year_group_back(born, start, group):
    year = AcademicYear(start)
    out_by = stages.out_by(born=born, year=year, taught_in=group)
    assert stages.year_group(born=born, year=year, out_by=out_by) == group


@pytest.mark.parametrize(
    ("group", "stage"),
    [
        (YearGroup.NURSERY_1, KeyStage.EYFS),
        (YearGroup.RECEPTION, KeyStage.EYFS),
        (YearGroup.YEAR_1, KeyStage.KS1),
        (YearGroup.YEAR_3, KeyStage.KS2),
        (YearGroup.YEAR_6, KeyStage.KS2),
        (YearGroup.YEAR_7, KeyStage.KS3),
        (YearGroup.YEAR_10, KeyStage.KS4),
        (YearGroup.YEAR_12, KeyStage.KS5),
        (YearGroup.YEAR_14, KeyStage.KS5),
    ],
)
def test_each_year_group_belongs_to_a_key_stage(group, stage):
    assert stages.key_stage(group) == stage


@pytest.mark.parametrize(
    ("ages", "groups", "key_stages"),
    [
        ((4, 11), "Reception to Year 6", "eyfs ks1 ks2"),
        ((3, 9), "Nursery 2 to Year 4", "eyfs ks1 ks2"),  # a first school
        ((7, 11), "Year 3 to Year 6", "ks2"),
        ((9, 13), "Year 5 to Year 8", "ks2 ks3"),  # a middle school
        ((11, 16), "Year 7 to Year 11", "ks3 ks4"),
        ((11, 18), "Year 7 to Year 13", "ks3 ks4 ks5"),
        ((2, 19), "Nursery 1 to Year 14", "eyfs ks1 ks2 ks3 ks4 ks5"),
        ((16, 99), "Year 12 to Year 14", "ks5"),
        ((5, 5), "Year 1 to Year 1", "ks1"),
    ],
)
def test_a_school_teaches_the_years_of_its_ages(ages, groups, key_stages):
    low, high = ages
    taught = stages.year_groups_of(low_age=low, high_age=high)
    found = stages.key_stages_of(low_age=low, high_age=high)
    assert (f"{taught[0].label} to {taught[-1].label}", " ".join(found)) == (groups, key_stages)


def test_a_school_whose_ages_are_not_known_teaches_nobody_knows_what():
    assert stages.key_stages_of(low_age=4, high_age=None) == []
