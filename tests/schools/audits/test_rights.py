"""Who reads, answers and reopens which audits, at the edges."""

import pytest
from django.urls import reverse
from django.utils import timezone

from hub.accounts.models import RoleGrant, User
from hub.permissions import may
from hub.surveys.models import Filling
from schools.models import Audit
from tests.factories.accounts import grant, make_user
from tests.factories.audits import open_audit, submitted_audit
from tests.factories.schools import RegionFactory, SchoolFactory, TrustFactory

READ_SUBMITTED = ["manager", "officer", "training", "ensembles"]
READ_NONE = ["admin", "office", "finance", "editor", "tutor", "leader", "carer", "partner"]


@pytest.fixture
def trust(db):
    return TrustFactory()


@pytest.fixture
def two(trust):
    """An open audit and one that is handed in, of two schools of one trust; and a stranger's."""
    opened = open_audit(SchoolFactory(trust=trust))
    handed_in = submitted_audit(SchoolFactory(trust=trust))
    submitted_audit()
    return opened, handed_in


def seen(user):
    return list(Audit.objects.visible_to(user).order_by("pk"))


@pytest.mark.parametrize("role", READ_SUBMITTED)
def test_hub_staff_read_what_is_handed_in_and_nothing_else(role, two):
    assert [audit.is_submitted for audit in seen(make_user(role))] == [True, True]


@pytest.mark.parametrize("role", READ_NONE)
def test_others_read_none(role, two):
    assert seen(make_user(role)) == []


@pytest.mark.parametrize("role", ["lead", "head"])
def test_lead_and_head_read_and_do_their_own(role, two):
    opened, handed_in = two
    user = make_user(role, scope={"school": opened.school})
    assert seen(user) == [opened]
    assert may(user, "schools.do_audit", opened.school)
    assert not may(user, "schools.do_audit", handed_in.school)


def test_a_bursar_reads_none(two):
    assert seen(make_user("bursar", scope={"school": two[1].school})) == []


def test_a_trust_reads_what_its_schools_have_handed_in(two, trust):
    user = make_user("trust", scope={"trust": trust})
    assert seen(user) == [two[1]]
    assert not may(user, "schools.do_audit", two[1].school)


def test_whoever_has_left_reads_none_at_the_next_request(two, client):
    opened, _ = two
    lead = make_user("lead", scope={"school": opened.school})
    client.force_login(lead)
    assert client.get(opened.get_absolute_url()).status_code == 200
    RoleGrant.objects.filter(user=lead).update(ended_at=timezone.now())
    assert client.get(opened.get_absolute_url()).status_code == 404


def test_a_lead_of_two_schools_does_both_and_an_officer_who_leads_reads_more(two):
    opened, handed_in = two
    lead = make_user("lead", scope={"school": opened.school})
    grant(lead, "lead", school=handed_in.school)
    assert seen(lead) == [opened, handed_in]
    grant(lead, "officer")
    assert len(seen(User.objects.get(pk=lead.pk))) == 3


def test_the_answers_are_read_by_those_who_read_the_audit(two, trust):
    opened, handed_in = two
    trusted = make_user("trust", scope={"trust": trust})
    assert list(Filling.objects.visible_to(trusted)) == [handed_in.filling]
    lead = make_user("lead", scope={"school": opened.school})
    assert list(Filling.objects.visible_to(lead)) == [opened.filling]


def test_an_officer_reopens_in_their_region_and_where_there_is_none(two):
    _, handed_in = two
    north, south = RegionFactory(), RegionFactory()
    officer = make_user("officer", scope={"region": north})
    assert may(officer, "schools.reopen_audit", handed_in)
    handed_in.school.region = south
    handed_in.school.save()
    assert not may(officer, "schools.reopen_audit", handed_in)
    assert not may(make_user("manager"), "schools.reopen_audit", handed_in)
    lead = make_user("lead", scope={"school": handed_in.school})
    assert not may(lead, "schools.reopen_audit", handed_in)


LOOKED_AT = {"audit_year", "audit_result"}
PAGES = ["audit_year", "audit_check", "audit_result", "audit_reopen"]


@pytest.mark.parametrize("page", PAGES)
def test_somebody_of_another_school_finds_nothing(page, two, client):
    stranger = make_user("lead", scope={"school": SchoolFactory()})
    client.force_login(stranger)
    for audit in two:
        address = reverse(f"schools:{page}", args=[audit.school_id, audit.year])
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == (405 if page in LOOKED_AT else 404)
