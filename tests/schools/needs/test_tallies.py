"""Tallies: what they add up to is what counting every school gives, whatever has changed."""

import itertools
from decimal import Decimal

import pytest
from django.db import transaction

from hub.calendar.years import AcademicYear
from hub.policy.models import LocalAuthority
from schools.filters import NO_REGION
from schools.models import KnownYear, NeedsMark, NeedsTally, School
from schools.needs import tallies
from schools.needs.adding import Narrowed, figures_added_up
from schools.needs.counting import needs_of
from schools.needs.districts import cold_districts
from tests.factories.schools import DistrictFactory, RegionFactory, SchoolFactory
from tests.races import rival
from tests.schools.needs.told import tell

YEAR = AcademicYear.current()
YEARS = [AcademicYear(YEAR - back) for back in range(3)]


@pytest.fixture
def county(db):
    """Twelve open schools that told different things of three years, and a closed one."""
    places = itertools.cycle(
        itertools.product(
            [
                DistrictFactory(code="E1", name="Vale"),
                DistrictFactory(code="E2", name="Fell"),
                None,
            ],
            [RegionFactory(name="North"), None],
        )
    )
    authority = LocalAuthority.objects.create(code="901", name="Westshire")
    for number, (district, region) in zip(range(13), places, strict=False):
        school = SchoolFactory(
            district=district,
            region=region,
            phase=["primary", "secondary", "primary"][number % 3],
            local_authority=authority if number % 2 else None,
            status="2" if number == 12 else "1",
        )
        for back, year in enumerate(YEARS[: 1 + number % 3]):
            tell(
                school,
                year,
                choirs=(number + back) % 2,
                audit_singing=(number + back) % 4,
                music_budget=Decimal(number * 100 + back),
                training_topics=[["singing"], ["singing", "ensembles"]][number % 2],
                plan_status="published" if number % 3 else "draft",
                plan_review_on=f"20{20 + number}-09-01",
            )


def fault(narrowed=None, **by):
    """Where the figures that are added up differ from those that are counted."""
    schools = School.objects.open().filter(**by)
    needs, cold = figures_added_up(YEARS, narrowed or Narrowed())
    counted = needs_of(schools, YEARS)
    assert counted.rows["known", "all", "", YEAR].told
    differing = [key for key in counted.rows if needs.rows.get(key) != counted.rows[key]]
    same = needs.groups == counted.groups and needs.spreads == counted.spreads
    return differing, same, cold == cold_districts(schools, YEAR)


NONE = ([], True, True)
NARROWED = {
    "region": (Narrowed(region="North"), {"region__name": "North"}),
    "no region": (Narrowed(region=NO_REGION), {"region": None}),
    "phase": (Narrowed(phases=("primary",)), {"phase__in": ["primary"]}),
    "authority": (Narrowed(authority="901"), {"local_authority__code": "901"}),
}
CHANGES = {
    "a fact": lambda school: tell(school, choirs=7),
    "an earlier year": lambda school: tell(school, YEARS[2], choirs=0),
    "nothing known any more": lambda school: KnownYear.objects.filter(school=school).delete(),
    "another district": lambda school: put(school, district=DistrictFactory(name="New")),
    "no district": lambda school: put(school, district=None),
    "another region": lambda school: put(school, region=RegionFactory(name="South")),
    "another phase": lambda school: put(school, phase="special"),
    "another authority": lambda school: put(
        school, local_authority=LocalAuthority.objects.create(code="902", name="Vale City")
    ),
    "closed": lambda school: put(school, status="2"),
    "a new school": lambda school: SchoolFactory(district=school.district),
}


def put(school, **fields):
    School.objects.filter(pk=school.pk).update(**fields)


def test_what_was_never_tallied_is_counted(county):
    assert (len(tallies.stale_units()), fault()) == (3, NONE)


@pytest.mark.parametrize("name", NARROWED)
def test_tallies_add_up_to_the_counts(county, name):
    assert (tallies.tally_marked(), tallies.stale_units(), fault()) == (3, [], NONE)
    narrowed, by = NARROWED[name]
    assert fault(narrowed, **by) == NONE


@pytest.mark.parametrize("name", CHANGES)
def test_what_changed_is_counted_as_it_stands_until_it_is_tallied(county, name):
    tallies.tally_marked()
    CHANGES[name](School.objects.open().exclude(district=None).order_by("pk").first())
    assert 1 <= len(tallies.stale_units()) <= 2
    assert fault() == NONE
    tallies.tally_marked()
    assert (tallies.stale_units(), NeedsMark.objects.count(), fault()) == ([], 0, NONE)


def test_what_no_figure_counts_marks_nothing(county):
    tallies.tally_marked()
    School.objects.update(name="Another name", pupils=7)
    assert tallies.stale_units() == []


def test_a_tally_of_earlier_code_counts_for_nothing(county):
    tallies.tally_marked()
    NeedsTally.objects.update(form="earlier")
    assert (len(tallies.stale_units()), fault()) == (3, NONE)


def test_the_sweep_finds_and_mends_what_differs_without_a_mark(county):
    tallies.tally_marked()
    assert tallies.tally_all() == 0
    wrong = NeedsTally.objects.filter(year=YEAR).first()
    NeedsTally.objects.filter(pk=wrong.pk).update(counts=[9 for _ in wrong.counts])
    assert fault() != NONE
    assert (tallies.tally_all(), fault()) == (1, NONE)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_change_that_commits_while_a_district_is_tallied_marks_it_anew():
    school = tell(SchoolFactory(district=None), choirs=1)
    tallies.tally_marked()
    with rival(tallies.tally_all) as other:
        with transaction.atomic():
            tell(school, choirs=0)
            other.start_and_wait_for_the_end()
        assert tallies.stale_units() == [tallies.NOWHERE]
    assert fault() == NONE
