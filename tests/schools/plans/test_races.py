"""Two at once on one plan: one is answered, the other is told. Without the locks these fail."""

import pytest
from django.db import transaction

from hub.calendar.years import AcademicYear
from schools.models import Plan, PlanAction, PlanVersion
from schools.plans import actions, lifecycle
from schools.plans.refusals import PlanRefused
from tests.factories.plans import ActionFactory, agreed_plan, full_plan
from tests.races import rival

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_begin_a_plan_at_once_the_second_is_told(school, lead, head):
    def begin(by):
        return lifecycle.begin(school=school, year=AcademicYear.current(), by=by)

    with rival(lambda: begin(head)) as other, transaction.atomic():
        begin(lead)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, PlanRefused)
    assert Plan.objects.count() == 1


def test_of_two_who_publish_at_once_one_makes_a_version(school, lead, head):
    plan = agreed_plan(school=school)
    with (
        rival(lambda: lifecycle.publish(plan=plan, by=head)) as other,
        transaction.atomic(),
    ):
        lifecycle.publish(plan=plan, by=lead)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, PlanRefused)
    assert PlanVersion.objects.count() == 1


def test_agreeing_while_the_last_action_is_removed_comes_too_late(school, lead, head):
    plan = full_plan(school=school)
    with (
        rival(lambda: lifecycle.agree(plan=plan, by=head)) as other,
        transaction.atomic(),
    ):
        actions.remove(row=plan.actions.get(), by=lead)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, PlanRefused)
    assert not PlanAction.objects.exists()


def test_of_two_who_change_an_action_at_once_the_second_sees_what_stands(school, lead, head):
    action = ActionFactory(plan__school=school)

    def change(who, by):
        values = {"what": action.what, "who": who}
        return actions.change_action(action=action, values=values, based_on=1, by=by)

    with rival(lambda: change("Hetty", head)) as other, transaction.atomic():
        change("Ada", lead)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, actions.ChangedMeanwhile)
    action.refresh_from_db()
    assert action.who == "Ada"
