"""Who sees which schools, whose people, and who may set facts or have a profile made."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from hub.accounts.choices import Role
from hub.permissions import may
from schools.models import School
from tests.factories.accounts import grant, make_user
from tests.factories.schools import RegionFactory, SchoolFactory, TrustFactory

SEES_ALL = ["manager", "admin", "officer", "training", "ensembles", "office", "finance", "editor"]
SEES_ALL += ["tutor", "leader"]


@pytest.fixture
def own(db):
    return SchoolFactory(name="Own School", trust=TrustFactory())


@pytest.fixture
def foreign(db):
    return SchoolFactory(name="Foreign School", trust=TrustFactory())


@pytest.mark.parametrize("role", SEES_ALL)
def test_staff_tutors_and_leaders_see_every_school(role, own, foreign):
    assert list(School.objects.visible_to(make_user(role)).order_by("pk")) == [own, foreign]


@pytest.mark.parametrize("role", ["lead", "head", "bursar"])
def test_school_roles_see_their_own_school(role, own, foreign, client):
    client.force_login(make_user(role, scope={"school": own}))
    answers = [client.get(school.get_absolute_url()).status_code for school in (own, foreign)]
    assert answers == [200, 404]


def test_a_trust_sees_its_schools(own, foreign, client):
    client.force_login(make_user("trust", scope={"trust": own.trust}))
    answers = [client.get(school.get_absolute_url()).status_code for school in (own, foreign)]
    assert answers == [200, 404]


@pytest.mark.parametrize("role", ["carer", "partner"])
def test_families_and_partners_have_no_directory(role, own, client):
    client.force_login(make_user(role))
    answers = [
        client.get(url).status_code
        for url in (reverse("schools:list"), reverse("schools:export"), own.get_absolute_url())
    ]
    assert answers == [403, 403, 404]


def test_a_lead_who_has_left_sees_nothing_more(own, client):
    user = make_user()
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    grant(user, Role.LEAD, school=own, starts_on=yesterday, ends_on=yesterday)
    client.force_login(user)
    assert client.get(own.get_absolute_url()).status_code == 404


CONTACTS = {
    "manager": [True, True],
    "admin": [True, True],
    "officer": [True, True],
    "training": [True, True],
    "ensembles": [True, True],
    "office": [True, True],
    "finance": [True, True],
    "editor": [False, False],
    "tutor": [False, False],
    "leader": [False, False],
    "lead": [True, False],
    "head": [True, False],
    "bursar": [False, False],
    "trust": [False, False],
    "carer": [False, False],
    "partner": [False, False],
}
PROFILE = {role: [False, False] for role in CONTACTS} | {
    "manager": [True, True],
    "officer": [True, True],
    "lead": [True, False],
    "head": [True, False],
}
FACTS = {role: [False, False] for role in CONTACTS} | {
    "admin": [True, True],
    "officer": [True, True],
}


def holds(role, right, own, foreign):
    scope = {}
    if role in {"lead", "head", "bursar"}:
        scope = {"school": own}
    if role == "trust":
        scope = {"trust": own.trust}
    user = make_user(role, scope=scope)
    return [may(user, right, school) for school in (own, foreign)]


@pytest.mark.parametrize("role", CONTACTS)
def test_who_sees_the_people_of_a_school(role, own, foreign):
    assert holds(role, "schools.see_contacts", own, foreign) == CONTACTS[role]


@pytest.mark.parametrize("role", PROFILE)
def test_who_has_a_profile_made(role, own, foreign):
    assert holds(role, "schools.report_profile", own, foreign) == PROFILE[role]


@pytest.mark.parametrize("role", FACTS)
def test_who_sets_the_hubs_facts(role, own, foreign):
    assert holds(role, "schools.set_facts", own, foreign) == FACTS[role]


@pytest.mark.parametrize("right", ["schools.set_facts", "schools.report_profile"])
def test_an_officer_of_a_region_has_its_schools_and_those_of_none(right, db):
    north, south = RegionFactory(), RegionFactory()
    user = make_user("officer", scope={"region": north})
    schools = [SchoolFactory(region=region) for region in (north, south, None)]
    assert [may(user, right, school) for school in schools] == [True, False, True]
