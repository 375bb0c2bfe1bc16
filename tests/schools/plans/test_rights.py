"""Who reads which plan: drafts are the school's own, what is published everybody's."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from hub.accounts.choices import Role
from schools.models import Plan, PlanComment, PlanVersion
from schools.plans import lifecycle
from tests.factories.accounts import make_user
from tests.factories.plans import ActionFactory, PlanFactory, agreed_plan
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.django_db


def readers(rows, school):
    """Roles whose holders read the row, those of school roles at this school."""
    found = set()
    for role in Role:
        scope = {"school": school} if role in ("lead", "head", "bursar") else {}
        if rows.visible_to(make_user(role, scope=scope)).exists():
            found.add(role)
    return found


def test_a_draft_is_its_leads_and_heads(school):
    PlanFactory(school=school)
    assert readers(Plan.objects, school) == {Role.LEAD, Role.HEAD}


def test_a_shared_draft_is_an_officers_too(school):
    PlanFactory(school=school, shared_at=timezone.now())
    assert readers(Plan.objects, school) == {Role.LEAD, Role.HEAD, Role.OFFICER}


def test_somebody_of_another_school_reads_neither(school):
    PlanFactory(school=school, shared_at=timezone.now())
    stranger = make_user("lead", scope={"school": SchoolFactory()})
    PlanFactory(school=stranger.live_grants[0].school)
    assert [plan.school for plan in Plan.objects.visible_to(stranger)] != [school]
    assert Plan.objects.visible_to(stranger).filter(school=school).count() == 0


def test_an_ended_role_reads_nothing(school):
    user = make_user("lead", scope={"school": school, "ends_on": timezone.localdate()})
    user.grants.update(ended_at=timezone.now())
    PlanFactory(school=school)
    assert not Plan.objects.visible_to(user).exists()


def test_parts_follow_their_plan(school):
    action = ActionFactory(plan__school=school)
    PlanComment.objects.create(plan=action.plan, section="part-a", text="Well.")
    assert readers(PlanComment.objects, school) == {Role.LEAD, Role.HEAD}
    assert readers(type(action).objects, school) == {Role.LEAD, Role.HEAD}


def test_what_stands_published_is_everybodys_and_what_stood_before_is_not(school, manager):
    lead = make_user("lead", scope={"school": school})
    plan = agreed_plan(school=school)
    lifecycle.publish(plan=plan, by=lead)
    Plan.objects.filter(pk=plan.pk).update(part_a="Corrected.")
    lifecycle.publish(plan=plan, by=lead)
    carer = make_user("carer")
    seen = {
        who: [each.number for each in PlanVersion.objects.visible_to(user)]
        for who, user in [
            ("nobody", AnonymousUser()),
            ("carer", carer),
            ("lead", lead),
            ("manager", manager),
        ]
    }
    assert seen == {"nobody": [2], "carer": [2], "lead": [2, 1], "manager": [2, 1]}
