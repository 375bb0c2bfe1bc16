"""Plans on the pages around them: home, record, timeline, menu; and what happens by itself."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from hub.calendar.years import AcademicYear
from hub.messaging.models import Message
from hub.platform import sweeps
from hub.policy.models import PolicyRow
from hub.trail.models import Entry
from schools.carrying import carry
from schools.models import Plan, PlanReminder, PlanVersion
from schools.next_steps import steps_for
from schools.plans import lifecycle, reminders
from schools.timeline import timeline
from tests.factories.accounts import make_user
from tests.factories.plans import PlanFactory, agreed_plan
from tests.factories.schools import SchoolFactory, closed_school, link

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_november():
    with time_machine.travel(datetime.datetime(2026, 11, 26, 12, tzinfo=datetime.UTC), tick=False):
        yield


def on(month, day):
    """A day of 2027, at noon."""
    moment = datetime.datetime(2027, month, day, 12, tzinfo=datetime.UTC)
    return time_machine.travel(moment, tick=False)


def plan_steps(school, user):
    user = type(user).objects.get(pk=user.pk)  # roles are read once a request
    steps = steps_for(school, user=user)
    return [step.text for step in steps if "plan" in step.text]


# --- home page and menu -----------------------------------------------------------------------
def test_the_home_page_leads_from_beginning_to_publishing_to_review(school, lead):
    assert plan_steps(school, lead) == ["Begin your music development plan for 2026/27"]
    plan = PlanFactory(school=school)
    assert plan_steps(school, lead) == ["Go on with your music development plan for 2026/27"]
    plan.delete()
    plan = agreed_plan(school=school)
    assert plan_steps(school, lead) == ["Publish your music development plan for 2026/27"]
    lifecycle.publish(plan=plan, by=lead)
    assert plan_steps(school, lead) == ["Review the actions of your plan: autumn term"]
    Plan.objects.update(state="review-due")
    assert plan_steps(school, lead) == ["Review your music development plan for 2026/27"]


def test_before_september_next_years_plan_has_its_last_day(school, lead):
    lifecycle.publish(plan=agreed_plan(school=school), by=lead)
    with on(7, 1):
        due = {step.text: step.due for step in steps_for(school, user=lead)}
    assert due["Begin your music development plan for 2027/28"] == datetime.date(2027, 8, 31)


def test_a_bursar_has_nothing_to_do_about_it(school):
    assert plan_steps(school, make_user("bursar", scope={"school": school})) == []


def test_the_menu_leads_to_the_plans_of_the_school_that_one_is_at(client, school, lead):
    client.force_login(lead)
    address = reverse("schools:own_plan")
    assert address in client.get("/home/school/").text
    assert client.get(address).url == reverse("schools:plans", args=[school.pk])


def test_the_list_says_what_there_is_and_what_can_be_begun(client, school, lead):
    client.force_login(lead)
    address = reverse("schools:plans", args=[school.pk])
    text = client.get(address).text
    assert "No plan yet" in text
    assert "Begin the plan for 2026/27" in text
    PlanFactory(school=school)
    PlanFactory(school=school, year=2025, state="archived")
    text = client.get(address).text
    assert "Begin the plan for 2026/27" not in text
    assert "Begin the plan for 2027/28" in text
    assert "2025/26" in text


# --- record and timeline ----------------------------------------------------------------------
def test_the_record_says_how_far_it_is_and_leads_only_those_who_may_read(client, school, officer):
    client.force_login(officer)
    plan = PlanFactory(school=school)
    text = client.get(school.get_absolute_url()).text
    assert "The draft is the school’s own until it shares it." in text
    assert plan.get_absolute_url() not in text
    Plan.objects.update(shared_at=timezone.now())
    text = client.get(school.get_absolute_url()).text
    assert plan.get_absolute_url() in text
    response = client.get(plan.get_absolute_url())
    assert response.templates[0].name == "schools/plans/whole.html"
    section = reverse("schools:plan_section", args=[school.pk, plan.pk, "part-a"])
    assert [client.get(section).status_code, client.post(section).status_code] == [403, 403]


def test_the_record_leads_everybody_who_sees_it_to_what_is_published(client, school, lead, manager):
    plan = lifecycle.publish(plan=agreed_plan(school=school), by=lead).plan
    client.force_login(manager)
    text = client.get(school.get_absolute_url()).text
    assert reverse("schools:public_summary", args=[school.urn]) in text
    assert plan.get_absolute_url() not in text


def test_a_plan_leads_to_its_summary_before_and_after_publishing(client, school, lead):
    client.force_login(lead)
    plan = agreed_plan(school=school)
    summary = reverse("schools:summary", args=[school.pk, plan.pk])
    publish = reverse("schools:plan_publish", args=[school.pk, plan.pk])
    assert all(summary in client.get(at).text for at in (plan.get_absolute_url(), publish))
    assert client.get(summary).status_code == 200
    client.post(publish)
    assert "See and download the summary" in client.get(plan.get_absolute_url()).text
    assert client.get(reverse("schools:public_summary", args=[school.urn])).status_code == 200


def test_the_timeline_tells_everybody_what_was_published_and_its_own_people_the_rest(
    school, lead, manager
):
    plan = agreed_plan(school=school)
    lifecycle.publish(plan=plan, by=lead)

    def told(user):
        return [event.text for event in timeline(school, user=user, kind="Development plan")]

    published = "The school published its music development plan for 2026/27."
    assert told(manager) == [published]
    assert set(told(lead)) == {
        published,
        "The school began its music development plan for 2026/27.",
        "The school agreed its music development plan for 2026/27.",
    }


# --- by itself --------------------------------------------------------------------------------
def letters(template):
    rows = Message.objects.filter(template=f"schools/email/{template}").order_by("pk")
    return list(rows.values_list("to", flat=True))


def test_schools_are_reminded_once_in_the_days_before_september(school, lead, head):
    out = SchoolFactory()
    busy = make_user("lead", scope={"school": out})
    assert reminders.remind() == 0
    lifecycle.publish(plan=agreed_plan(school=out, year=2027), by=busy)
    with on(6, 22):
        assert reminders.remind() == 0
    with on(6, 23):
        assert [reminders.remind(), reminders.remind()] == [1, 0]
    with on(9, 1):
        assert reminders.remind() == 0
    assert letters("plan_reminder") == [lead.email, head.email]
    assert PlanReminder.objects.get().school == school


def test_how_many_days_before_is_the_hubs_rule(school, lead):
    PolicyRow.objects.create(key="plan-reminder-days", year=AcademicYear(2027), value=10)
    with on(8, 21):
        assert reminders.remind() == 0
    with on(8, 22):
        assert reminders.remind() == 1


def test_closed_schools_and_people_who_left_get_none(school, lead):
    lead.is_active = False
    lead.save()
    make_user("lead", scope={"school": closed_school()})
    with on(7, 1):
        assert reminders.remind() == 0


def test_the_day_of_the_review_is_told_once(school, lead):
    plan = lifecycle.publish(plan=agreed_plan(school=school), by=lead).plan
    assert reminders.call_for_review() == 0
    with on(8, 31):
        assert [reminders.call_for_review(), reminders.call_for_review()] == [1, 0]
    plan.refresh_from_db()
    assert (plan.state, letters("plan_review_due")) == ("review-due", [lead.email])


def test_what_is_over_is_put_away(school, lead):
    lifecycle.publish(plan=agreed_plan(school=school), by=lead)
    other = PlanFactory(state="agreed", agreed_at=timezone.now())
    with on(9, 2):
        assert reminders.put_away() == 1
        other.refresh_from_db()
        assert other.state == "archived"
        # What is published stays until a later plan takes its place.
        later = agreed_plan(school=school, year=AcademicYear(2027))
        lifecycle.publish(plan=later, by=lead)
        assert [reminders.put_away(), reminders.put_away()] == [1, 0]
    states = dict(Plan.objects.filter(school=school).values_list("year", "state"))
    assert states == {2026: "archived", 2027: "published"}
    assert Entry.objects.filter(action="archived", actor_id=None).count() == 2


def test_a_live_plan_goes_along_to_the_school_that_follows(school, lead):
    plan = lifecycle.publish(plan=agreed_plan(school=school), by=lead).plan
    old = PlanFactory(school=school, year=2025, state="archived")
    school.status, school.closed_on = "2", timezone.localdate()
    school.save()
    academy = SchoolFactory()
    link(school, academy)
    assert "1 plan" in carry(by=None)
    plan.refresh_from_db()
    old.refresh_from_db()
    assert (plan.school, old.school) == (academy, school)
    Plan.objects.filter(pk=plan.pk).update(part_a="More.")
    version = lifecycle.publish(plan=plan, by=None)
    assert PlanVersion.objects.standing().get() == version


# --- states on their pages --------------------------------------------------------------------
def test_each_step_says_what_follows_and_does_it(client, school, lead):
    client.force_login(lead)
    plan = agreed_plan(school=school)

    def at(step):
        return reverse(f"schools:plan_{step}", args=[school.pk, plan.pk])

    for step, state in [
        ("reopen", "draft"),
        ("agree", "agreed"),
        ("publish", "published"),
        ("archive", "archived"),
    ]:
        assert client.get(at(step)).status_code == 200
        response = client.post(at(step), follow=True)
        assert response.status_code == 200
        plan.refresh_from_db()
        assert plan.state == state
    refused = client.post(at("publish"), follow=True)
    assert "This plan is archived" in refused.text


def test_a_step_that_cannot_be_taken_says_why_and_has_no_button(client, school, lead):
    client.force_login(lead)
    plan = PlanFactory(school=school)
    text = client.get(reverse("schools:plan_agree", args=[school.pk, plan.pk])).text
    assert "Before you agree it, add the overall objective and an action." in text
    assert "<form" not in text.partition("<main")[2].partition("</main>")[0]


def test_sharing_is_asked_and_can_be_ended(client, school, lead):
    client.force_login(lead)
    plan = PlanFactory(school=school)
    address = reverse("schools:plan_share", args=[school.pk, plan.pk])
    assert "Officers of the hub can read the whole plan" in client.get(address).text
    client.post(address)
    plan.refresh_from_db()
    assert plan.shared_at is not None
    assert "Stop sharing" in client.get(address).text
    client.post(address)
    plan.refresh_from_db()
    assert plan.shared_at is None


def test_old_versions_are_read_and_say_what_they_said(client, school, lead):
    client.force_login(lead)
    plan = lifecycle.publish(plan=agreed_plan(school=school), by=lead).plan
    Plan.objects.filter(pk=plan.pk).update(part_a="Two hours.")
    text = client.get(plan.get_absolute_url()).text
    assert "has changed since the summary was published" in text
    assert reverse("schools:published_address", args=[school.pk]) in text
    lifecycle.publish(plan=plan, by=lead)
    at = reverse("schools:plan_versions", args=[school.pk, plan.pk])
    assert "Public now" in client.get(at).text
    first = client.get(reverse("schools:plan_version", args=[school.pk, plan.pk, 1])).text
    assert "An hour of music a week." in first
    assert "Two hours." not in first
    assert (
        client.get(reverse("schools:plan_version", args=[school.pk, plan.pk, 9])).status_code == 404
    )


def test_a_sweep_does_all_of_this(school, lead):
    lifecycle.publish(plan=agreed_plan(school=school), by=lead)
    PlanFactory(year=AcademicYear(2025))
    with on(8, 31):
        said = {name: words for name, words, _ in sweeps.run(only_due=False)}
    assert said["development-plans"] == "1 schools reminded, 1 plans due for review, 1 archived"
