"""People follow their school to its new number; the record of each points to the other."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from hub.accounts import invitations
from hub.accounts.models import Invitation, RoleGrant
from hub.messaging.models import Message
from hub.trail.models import Entry
from schools import decisions, standing
from schools.carrying import carry
from schools.models import School, SchoolLink
from tests.factories.accounts import grant, make_user
from tests.factories.calendar import ClosureFactory
from tests.factories.people import PupilFactory
from tests.factories.schools import RegionFactory, SchoolFactory, closed_school, link
from tests.schools.conftest import counts
from tests.schools.register import link as link_row
from tests.schools.register import row

OLD, NEW = 500001, 500002
LINKS = [link_row(NEW, OLD, "Predecessor", name="Old School", since="01-09-2020")]


def live(user):
    """{(role, URN)} that somebody holds."""
    return set(user.grants.filter(ended_at=None).values_list("role", "school__urn"))


@pytest.fixture
def old(db):
    """An open school with a lead, which a later import closes."""
    school = SchoolFactory(urn=OLD, name="Old School", region=RegionFactory(name="North"))
    school.lead = make_user("lead", scope={"school": school})
    return school


def test_the_import_carries_roles_to_the_school_that_follows(old, import_gias):
    said = import_gias(row(NEW, name="New Academy"), links=LINKS)
    assert said[-2:] == [
        "Carried from closed schools to those that follow: 1 role, 1 region.",
        counts(created=1, linked=1, closed=1),
    ]
    assert live(old.lead) == {("lead", NEW)}
    letter = Message.objects.get(template="people/email/role_moved")
    assert (letter.to, "New Academy follows it" in letter.text) == (old.lead.email, True)
    new = School.objects.get(urn=NEW)
    assert new.region == old.region
    moved = Entry.objects.get(action="moved")
    assert moved.reason == "Old School closed and New Academy follows it."


def test_the_second_import_carries_nothing(old, import_gias):
    import_gias(row(NEW), links=LINKS)
    assert import_gias(row(NEW), links=LINKS)[-1] == counts()
    assert Message.objects.filter(template="people/email/role_moved").count() == 1


def test_a_dry_run_carries_nobody(old, import_gias):
    import_gias(row(NEW), links=LINKS, dry_run=True)
    assert (live(old.lead), Message.objects.count()) == ({("lead", OLD)}, 0)


def test_who_holds_the_role_at_both_keeps_one(old, import_gias):
    grant(old.lead, "lead", school=SchoolFactory(urn=NEW))
    import_gias(row(NEW), links=LINKS)
    assert live(old.lead) == {("lead", NEW)}


def test_a_role_keeps_its_days(old, import_gias):
    today = timezone.localdate()
    begins, ends = today + datetime.timedelta(days=9), today + datetime.timedelta(days=99)
    RoleGrant.objects.update(starts_on=begins, ends_on=ends)
    import_gias(row(NEW), links=LINKS)
    moved = RoleGrant.objects.get(ended_at=None)
    assert (moved.school.urn, moved.starts_on, moved.ends_on) == (NEW, begins, ends)


def test_who_is_moved_stays_signed_in(old, import_gias, client):
    client.force_login(old.lead)
    import_gias(row(NEW), links=LINKS)
    new = School.objects.get(urn=NEW)
    assert client.get(new.get_absolute_url()).status_code == 200
    assert client.get(old.get_absolute_url()).status_code == 404


def test_the_schools_inset_days_to_come_follow_it(old, import_gias):
    today = timezone.localdate()
    inset = ClosureFactory(kind="inset", school=old, starts_on=today)
    said = import_gias(row(NEW), links=LINKS)
    inset.refresh_from_db()
    assert (inset.school.urn, "1 calendar date" in said[-2]) == (NEW, True)


def test_an_open_invitation_leads_to_the_school_that_follows(old, import_gias, manager):
    _, address = invitations.invite(
        email="new.lead@people.example", role="lead", school=old, by=manager
    )
    import_gias(row(NEW), links=LINKS)
    invitation = Invitation.objects.get()
    assert (invitation.school.urn, invitation.state) == (NEW, "waiting")
    letter = Message.objects.get(template="people/email/invitation_moved")
    assert (letter.to, str(invitation.school) in letter.text) == (invitation.email, True)
    assert invitations.find(address.rstrip("/").split("/")[-1]) == invitation


def test_of_two_invitations_to_the_same_person_one_stays(old, import_gias, manager):
    new = SchoolFactory(urn=NEW)
    for school in (old, new):
        invitations.invite(email="lead@people.example", role="lead", school=school, by=manager)
    import_gias(row(NEW), links=LINKS)
    assert [each.school.urn for each in Invitation.objects.waiting()] == [NEW]


def test_nobody_follows_a_split_until_it_is_decided(old, import_gias, officer):
    links = [*LINKS, link_row(500003, OLD, "Predecessor", since="01-09-2020")]
    import_gias(row(NEW), row(500003), links=links)
    assert live(old.lead) == {("lead", OLD)}
    waiting = SchoolLink.objects.get(successor_urn=NEW)
    decisions.decide(link=waiting, follows=True, reason="The staff went there.", by=officer)
    assert live(old.lead) == {("lead", NEW)}


def test_closing_by_hand_carries_people_along_a_link(old, officer):
    new = SchoolFactory(urn=NEW)
    link(old, new)
    assert carry(by=officer) == []
    standing.close(school=old, on=timezone.localdate(), reason="Told.", by=officer)
    assert live(old.lead) == {("lead", NEW)}


def test_a_region_of_its_own_stays(old, officer):
    south = RegionFactory(name="South")
    new = SchoolFactory(urn=NEW, region=south)
    link(old, new)
    standing.close(school=old, on=timezone.localdate(), reason="Told.", by=officer)
    new.refresh_from_db()
    assert new.region == south


def test_the_records_of_both_point_to_each_other(client, officer):
    old, new = closed_school(name="Old School"), SchoolFactory(name="New Academy")
    link(old, new)
    client.force_login(officer)
    before, after = (
        client.get(reverse("schools:record", args=[school.pk])).content.decode()
        for school in (old, new)
    )
    assert new.get_absolute_url() in before
    assert "Its history goes on there." in before
    assert old.get_absolute_url() in after
    assert "Its history shows here." in after


def test_the_first_of_a_chain_leads_to_the_school_that_stands_today(client, officer):
    first, second, today = closed_school(), closed_school(), SchoolFactory(name="Academy Today")
    link(first, second)
    link(second, today)
    client.force_login(officer)
    page = client.get(first.get_absolute_url())
    assert page.context["successor"] == today
    assert today.get_absolute_url() in page.content.decode()


def test_a_record_leads_those_who_may_to_a_decision_that_waits(client, officer):
    old, new = closed_school(), SchoolFactory()
    waiting = link(old, new, "Predecessor - merged")
    address = reverse("schools:link", args=[waiting.pk])
    client.force_login(officer)
    assert address in client.get(new.get_absolute_url()).content.decode()
    client.force_login(make_user("tutor"))
    assert address not in client.get(new.get_absolute_url()).content.decode()


def test_learners_go_along_to_the_school_that_follows(old, import_gias):
    pupil = PupilFactory(school=old)
    said = import_gias(row(NEW, name="New Academy"), links=LINKS)
    pupil.refresh_from_db()
    assert ("1 learner" in said[-2], pupil.school.urn, pupil.spells.count()) == (True, NEW, 2)
    assert not Message.objects.filter(template="family/email/school_changed").exists()
