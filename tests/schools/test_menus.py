"""Schools in menus, and what waits to be done about them."""

import pytest
from django.urls import reverse

from hub.calendar.years import AcademicYear
from hub.home.registry import entries_for, things_to_do
from schools.choices import FactSource, SchoolStatus
from schools.facts import book
from tests.factories.accounts import make_user
from tests.factories.schools import RegionFactory, SchoolFactory, TrustFactory


def todo(user, area, start):
    """The thing to do whose text starts so, as (text, status, url); None without one."""
    found = (each for each in things_to_do(user, area) if each.text.startswith(start))
    return next(((each.text, each.status, each.url) for each in found), None)


@pytest.mark.parametrize(
    ("role", "area", "there"),
    [
        ("manager", "manager", True),
        ("admin", "manager", True),
        ("officer", "staff", True),
        ("partner", "staff", False),
        ("lead", "school", False),
    ],
)
def test_the_entry_stands_where_the_directory_may_be_opened(db, role, area, there):
    texts = [entry.text for entry in entries_for(make_user(role), area)]
    assert ("Schools" in texts) is there


def test_schools_without_a_phase_wait_for_those_who_may_set_it(db):
    SchoolFactory(phase="not-known")
    SchoolFactory(phase="not-known", status=SchoolStatus.CLOSED)
    expected = (
        "Set the phase of schools that have none",
        "1 school",
        "/schools/assign/?lacks=phase",
    )
    assert {
        role: todo(make_user(role), area, "Set the phase")
        for role, area in (("officer", "staff"), ("admin", "manager"), ("manager", "manager"))
    } == {"officer": expected, "admin": expected, "manager": None}


def test_an_officer_is_asked_about_the_own_region_alone(db):
    north = RegionFactory()
    SchoolFactory(phase="not-known", region=RegionFactory())
    user = make_user("officer", scope={"region": north})
    assert todo(user, "staff", "Set the phase") is None


def test_a_school_role_finds_the_way_to_its_record(db):
    school = SchoolFactory()
    user = make_user("lead", scope={"school": school})
    assert todo(user, "school", "See your school") == (
        "See your school’s record",
        "To read",
        school.get_absolute_url(),
    )


def test_a_trust_finds_the_way_to_its_schools(db):
    trust = TrustFactory()
    SchoolFactory.create_batch(2, trust=trust)
    user = make_user("trust", scope={"trust": trust})
    assert todo(user, "school", "See your school") == (
        "See your schools’ records",
        "To read",
        "/schools/",
    )


def test_whose_school_has_closed_is_not_sent_there(db):
    school = SchoolFactory(status=SchoolStatus.CLOSED)
    assert todo(make_user("head", scope={"school": school}), "school", "See your school") is None


def asked_about_music(user):
    """The thing to do about music, if there is one."""
    return todo(user, "school", "Tell the hub about music")


@pytest.mark.django_db
def test_a_lead_is_asked_about_music_until_the_school_has_told_something():
    school, year = SchoolFactory(), AcademicYear.current()
    lead = make_user("lead", scope={"school": school})
    text = f"Tell the hub about music in {year}"
    asked = (text, "Not started", reverse("schools:known", args=[school.pk]))
    assert asked_about_music(lead) == asked
    said = [book.Said("choirs", 1)]
    book.note(school=school, year=year, said=said, source=FactSource.VISIT, by=None)
    assert asked_about_music(lead) == asked
    book.note(school=school, year=year, said=said, source=FactSource.SCHOOL, by=lead)
    assert asked_about_music(lead) is None


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["bursar", "trust"])
def test_who_may_not_confirm_is_not_asked(role):
    school = SchoolFactory(trust=TrustFactory())
    scope = {"trust": school.trust} if role == "trust" else {"school": school}
    assert asked_about_music(make_user(role, scope=scope)) is None
