"""Requests to join a school: who may ask, who answers, and what follows from the answer."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from hub.accounts import closure
from hub.accounts.models import RoleGrant
from hub.messaging.models import Message
from hub.permissions import may
from hub.policy.models import PolicyRow
from hub.trail.models import Entry
from schools import claims, standing
from schools.claim_notices import approvers_of
from schools.models import SchoolClaim
from tests.factories.accounts import grant, make_user
from tests.factories.claims import ClaimFactory
from tests.factories.invitations import invite
from tests.factories.schools import RegionFactory, SchoolFactory, closed_school, link

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return SchoolFactory(name="Oak Primary", region=RegionFactory(name="North"))


@pytest.fixture
def teacher():
    return make_user(name="Tess Teacher", email="tess@oak.example")


@pytest.fixture
def head(school):
    return make_user("head", scope={"school": school})


def ask(school, by, **fields):
    return claims.ask(school=school, by=by, **{"role": "lead", "words": "I am it."} | fields)


def letters():
    return sorted(Message.objects.values_list("template", "to"))


def test_a_request_tells_the_head_the_officer_and_the_person(school, teacher, head):
    officer = make_user("officer", scope={"region": school.region})
    make_user("officer", scope={"region": RegionFactory()})
    make_user("manager")
    ask(school, teacher)
    assert letters() == sorted(
        [
            ("schools/email/claim_asked", head.email),
            ("schools/email/claim_asked", officer.email),
            ("schools/email/claim_received", teacher.email),
        ]
    )


def test_without_head_and_officer_the_managers_are_told(school, teacher, manager):
    assert approvers_of(ask(school, teacher)) == [manager]


def test_a_request_stands_on_the_trail_without_what_the_person_wrote(school, teacher):
    claim = ask(school, teacher, words="My secret sentence.")
    [entry] = Entry.objects.filter(object_type="schools.schoolclaim", object_id=str(claim.pk))
    assert (entry.action, entry.actor_id) == ("asked", teacher.pk)
    assert entry.fields == {
        "role": {"from": None, "to": "School music lead (Oak Primary)"},
        "words": {},
    }


def test_a_request_gives_nothing(school, teacher):
    ask(school, teacher)
    assert teacher.live_roles == set()
    assert not may(teacher, "schools.see_school", school)


def test_whoever_has_no_name_gives_it_with_the_request(school):
    nameless = make_user(name="")
    ask(school, nameless, name="Nora New")
    nameless.refresh_from_db()
    assert nameless.name == "Nora New"


def test_approval_gives_the_role_and_tells_the_person(school, teacher, head):
    claim = claims.approve(claim=ask(school, teacher), by=head)
    given = RoleGrant.objects.get(user=teacher)
    assert (given.role, given.school, given.granted_by) == ("lead", school, head)
    assert (claim.state, claim.decided_by) == ("approved", head)
    assert ("schools/email/claim_approved", teacher.email) in letters()


def test_several_people_have_the_same_role_and_keep_it(school, teacher, head):
    colleague = make_user("lead", scope={"school": school})
    claims.approve(claim=ask(school, teacher), by=head)
    leads = RoleGrant.objects.live().filter(school=school, role="lead")
    assert {each.user for each in leads} == {colleague, teacher}


def test_who_came_by_the_role_otherwise_meanwhile_keeps_it(school, teacher, head):
    claim = ask(school, teacher)
    grant(teacher, "lead", school=school)
    assert claims.approve(claim=claim, by=head).state == "approved"
    assert RoleGrant.objects.filter(user=teacher).count() == 1


def test_a_role_that_ran_out_yesterday_is_given_anew(school, teacher, head):
    yesterday = timezone.localdate() - timedelta(days=1)
    grant(teacher, "lead", school=school, starts_on=yesterday, ends_on=yesterday)
    claims.approve(claim=ask(school, teacher), by=head)
    assert RoleGrant.objects.live().filter(user=teacher, role="lead").count() == 1


def test_refusal_gives_nothing_and_says_why(school, teacher, head):
    claim = claims.refuse(claim=ask(school, teacher), reason="The office says no.", by=head)
    assert (claim.state, claim.reason) == ("refused", "The office says no.")
    assert not RoleGrant.objects.filter(user=teacher).exists()
    message = Message.objects.get(template="schools/email/claim_refused")
    assert "The office says no." in message.text


@pytest.mark.parametrize("state", ["approved", "refused", "withdrawn", "lapsed"])
def test_what_is_over_cannot_be_answered(state, school, teacher, head):
    claim = ask(school, teacher)
    by = None if state == "lapsed" else teacher if state == "withdrawn" else head
    claims._end(claim, state, by=by, reason="No." if state == "refused" else "")
    for act in (
        lambda: claims.approve(claim=claim, by=head),
        lambda: claims.refuse(claim=claim, reason="No.", by=head),
        lambda: claims.withdraw(claim=claim, by=teacher),
    ):
        with pytest.raises(claims.ClaimRefused, match="over already"):
            act()
    assert not RoleGrant.objects.filter(user=teacher).exists()


def test_a_second_request_to_the_same_school_is_refused_while_one_waits(school, teacher):
    claim = ask(school, teacher)
    with pytest.raises(claims.ClaimRefused, match="waiting for an answer already"):
        ask(school, teacher, role="head")
    claims.withdraw(claim=claim, by=teacher)
    assert ask(school, teacher, role="head").is_waiting


def test_a_role_that_is_held_is_not_asked_for(school, head):
    with pytest.raises(claims.ClaimRefused, match="have this role at this school already"):
        ask(school, head, role="head")
    assert ask(school, head, role="lead").is_waiting


def test_who_is_invited_is_sent_to_the_invitation(school, teacher, head):
    invite(teacher.email, "lead", head, school=school)
    with pytest.raises(claims.ClaimRefused, match="You are invited to this role already"):
        ask(school, teacher)


def test_nobody_joins_a_closed_school(teacher):
    with pytest.raises(claims.ClaimRefused, match="is not open"):
        ask(closed_school(), teacher)


def test_a_day_has_only_so_many_requests_as_the_hub_says(teacher):
    year = timezone.localdate().year - (timezone.localdate().month < 9)
    PolicyRow.objects.create(key="claims-a-day", year=year, value=2)
    for _ in range(2):
        ask(SchoolFactory(), teacher)
    with pytest.raises(claims.ClaimRefused, match="asked 2 times in the last 24 hours"):
        ask(SchoolFactory(), teacher)
    SchoolClaim.objects.update(asked_at=timezone.now() - timedelta(days=1, minutes=1))
    assert ask(SchoolFactory(), teacher).is_waiting


def test_a_school_that_closed_meanwhile_is_not_joined(school, teacher, manager):
    claim = ask(school, teacher)
    standing.close(school=school, on=timezone.localdate(), reason="Merged.", by=manager)
    with pytest.raises(claims.ClaimRefused, match="not open any more"):
        claims.approve(claim=claim, by=manager)


def test_a_request_goes_along_to_the_school_that_follows(school, teacher, manager):
    claim, new = ask(school, teacher), SchoolFactory(name="Oak Academy")
    link(school, new)
    standing.close(school=school, on=timezone.localdate(), reason="Academy.", by=manager)
    claim.refresh_from_db()
    assert (claim.school, claim.state) == (new, "asked")


def test_of_two_requests_that_would_meet_at_one_school_one_goes_on(school, teacher, manager):
    new = SchoolFactory(name="Oak Academy")
    old, there = ask(school, teacher), ask(new, teacher)
    link(school, new)
    standing.close(school=school, on=timezone.localdate(), reason="Academy.", by=manager)
    old.refresh_from_db(), there.refresh_from_db()
    assert (old.state, there.state) == ("lapsed", "asked")


def test_closing_an_account_takes_its_requests_back(school, teacher, manager):
    claim = ask(school, teacher)
    closure.deactivate(user=teacher, by=manager, reason="Left.")
    claim.refresh_from_db()
    assert (claim.state, claim.decided_by) == ("withdrawn", manager)
    with pytest.raises(claims.ClaimRefused):
        claims.approve(claim=claim, by=manager)


def test_what_nobody_answers_runs_out_and_the_person_is_told(teacher):
    old = ClaimFactory(user=teacher, asked_at=timezone.now() - timedelta(days=29))
    young = ClaimFactory(user=teacher, asked_at=timezone.now() - timedelta(days=27))
    assert [claims.lapse_those_that_ran_out(), claims.lapse_those_that_ran_out()] == [1, 0]
    old.refresh_from_db(), young.refresh_from_db()
    assert (old.state, young.state) == ("lapsed", "asked")
    assert letters() == [("schools/email/claim_lapsed", teacher.email)]


def test_who_answers(school, teacher, head):
    claim = ask(school, teacher)
    north = make_user("officer", scope={"region": school.region})
    south = make_user("officer", scope={"region": RegionFactory()})
    people = {
        "head": head,
        "head elsewhere": make_user("head"),
        "lead": make_user("lead", scope={"school": school}),
        "bursar": make_user("bursar", scope={"school": school}),
        "north": north,
        "south": south,
        "officer": make_user("officer"),
        "manager": make_user("manager"),
        "admin": make_user("admin"),
        "finance": make_user("finance"),
        "themselves": teacher,
    }
    may_answer = {name for name, who in people.items() if may(who, "schools.decide_claim", claim)}
    assert may_answer == {"head", "north", "officer", "manager", "admin"}


def test_nobody_answers_their_own(school, manager):
    claim = ask(school, manager)
    assert not may(manager, "schools.decide_claim", claim)
    with pytest.raises(IntegrityError), transaction.atomic():
        claims.approve(claim=claim, by=manager)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"role": "manager"}, "a_claim_is_for_a_school_role"),
        ({"words": ""}, "a_claim_says_who_asks"),
        ({"state": "withdrawn"}, "a_claim_that_is_over_says_since_when"),
        ({"state": "approved", "decided_at": timezone.now()}, "a_claim_is_answered_by_somebody"),
    ],
)
def test_the_database_refuses(fields, constraint):
    with pytest.raises((IntegrityError, ValidationError), match=constraint), transaction.atomic():
        ClaimFactory(**fields)


def test_the_database_refuses_a_second_open_request(school, teacher):
    ClaimFactory(user=teacher, school=school)
    with pytest.raises(IntegrityError, match="one_open_claim"), transaction.atomic():
        ClaimFactory(user=teacher, school=school, role="head")


def test_the_database_refuses_a_refusal_without_reason(school, teacher, head):
    with pytest.raises(IntegrityError, match="a_refused_claim_says_why"), transaction.atomic():
        ClaimFactory(user=teacher, state="refused", decided_at=timezone.now(), decided_by=head)
