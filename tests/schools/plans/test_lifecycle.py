"""A plan from its beginning to the archive: what each step makes, and what it is refused for."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from hub.calendar.years import AcademicYear
from hub.messaging.models import Message
from hub.trail.models import Entry
from schools.choices import PlanState
from schools.facts import book
from schools.models import Plan, PlanAddress, PlanVersion
from schools.plans import lifecycle
from schools.plans.refusals import PlanRefused
from tests.factories.plans import ActionFactory, PlanFactory, agreed_plan, full_plan
from tests.factories.schools import SchoolFactory, closed_school, link

pytestmark = pytest.mark.django_db


def now():
    return AcademicYear.current()


def told(school, year=None):
    facts = book.known(school, year or now())
    return {key: fact.value for (key, _), fact in facts.items() if key.startswith("plan-")}


def letters():
    return list(Message.objects.order_by("pk").values_list("template", "to"))


def test_a_plan_begins_as_a_draft_and_the_fact_base_knows(school, lead):
    plan = lifecycle.begin(school=school, year=now(), by=lead)
    assert (plan.state, plan.version, told(school)) == ("draft", 0, {"plan-status": "draft"})
    entry = Entry.objects.get(object_type="schools.plan")
    assert (entry.action, entry.actor_id) == ("began", lead.pk)


def test_next_years_plan_may_be_begun_beside_this_years(school, lead):
    for year in (now(), now().next):
        lifecycle.begin(school=school, year=year, by=lead)
    assert lifecycle.years_to_begin(school) == []


@pytest.mark.parametrize(
    ("offset", "says"), [(-1, "ended on 31 August"), (2, "It is too early for")]
)
def test_a_year_that_ended_or_is_far_off_is_refused_in_words(school, lead, offset, says):
    with pytest.raises(PlanRefused, match=says):
        lifecycle.begin(school=school, year=AcademicYear(now() + offset), by=lead)


def test_a_second_plan_of_a_year_is_refused_and_after_an_archived_one_it_is_not(school, lead):
    plan = lifecycle.begin(school=school, year=now(), by=lead)
    with pytest.raises(PlanRefused, match="has a plan for"):
        lifecycle.begin(school=school, year=now(), by=lead)
    lifecycle.archive(plan=plan, by=lead)
    assert told(school) == {"plan-status": "none"}
    assert lifecycle.begin(school=school, year=now(), by=lead).pk != plan.pk


def test_a_closed_school_begins_none(lead):
    with pytest.raises(PlanRefused, match="is closed"):
        lifecycle.begin(school=closed_school(), year=now(), by=lead)


def test_the_database_lets_one_plan_of_a_year_live(school):
    PlanFactory(school=school, state="archived")
    PlanFactory(school=school)
    with pytest.raises(IntegrityError, match="one_live_plan"), transaction.atomic():
        PlanFactory(school=school)


def test_agreeing_tells_the_colleagues_and_not_oneself(school, lead, head):
    plan = lifecycle.agree(plan=full_plan(school=school), by=lead)
    assert (plan.state, plan.agreed_by) == (PlanState.AGREED, lead)
    assert letters() == [("schools/email/plan_agreed", head.email)]
    assert told(school) == {"plan-status": "agreed"}


def test_what_is_missing_is_said_before_it_is_agreed(school, lead):
    plan = PlanFactory(school=school)
    with pytest.raises(PlanRefused, match="add the overall objective and an action"):
        lifecycle.agree(plan=plan, by=lead)
    ActionFactory(plan=plan, who="", due_on=None)
    with pytest.raises(PlanRefused, match="objective, who does each action and a date for each"):
        lifecycle.agree(plan=plan, by=lead)


def test_an_agreed_plan_is_opened_again(school, lead):
    plan = lifecycle.reopen(plan=agreed_plan(school=school), by=lead)
    assert (plan.state, plan.agreed_at) == (PlanState.DRAFT, None)
    with pytest.raises(PlanRefused, match="agreed and not published"):
        lifecycle.reopen(plan=plan, by=lead)


def test_publishing_keeps_what_it_says_at_an_address_that_stays(school, lead, head):
    plan = agreed_plan(school=school)
    version = lifecycle.publish(plan=plan, by=head)
    assert version.contents["part_a"] == "An hour of music a week."
    assert version.contents["published_on"] == timezone.localdate().isoformat()
    assert (version.number, version.is_live) == (1, True)
    assert PlanAddress.objects.get().slug == str(school.urn)
    assert letters() == [("schools/email/plan_published", lead.email)]
    facts = told(school)
    assert facts["plan-status"] == "published"
    assert facts["plan-address"].endswith(f"/{school.urn}/")
    assert facts["plan-review-on"] == now().ends_on.isoformat()


def test_the_address_on_the_schools_own_site_stays_known(school, lead):
    own = "https://oak.example/music"
    said = [book.Said("plan-address", own)]
    book.note(school=school, year=now(), said=said, source="school", by=lead)
    lifecycle.publish(plan=agreed_plan(school=school), by=lead)
    assert told(school)["plan-address"] == own


def test_an_edit_of_a_published_plan_is_a_new_version(school, lead):
    first = lifecycle.publish(plan=agreed_plan(school=school), by=lead)
    plan = first.plan
    with pytest.raises(PlanRefused, match="Nothing has changed"):
        lifecycle.publish(plan=plan, by=lead)
    Plan.objects.filter(pk=plan.pk).update(part_a="Two hours of music a week.")
    second = lifecycle.publish(plan=plan, by=lead)
    kept = PlanVersion.objects.order_by("number")
    assert [(each.number, each.is_live) for each in kept] == [(1, False), (2, True)]
    assert kept[0].contents["part_a"] == "An hour of music a week."
    assert second.contents["part_a"] == "Two hours of music a week."


def test_the_database_refuses_to_change_what_was_published(school, lead):
    version = lifecycle.publish(plan=agreed_plan(school=school), by=lead)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        PlanVersion.objects.filter(pk=version.pk).update(contents={})


def test_next_years_summary_takes_the_address_over_and_this_years_gives_it_back_never(school, lead):
    this = lifecycle.publish(plan=agreed_plan(school=school), by=lead)
    later = lifecycle.publish(plan=agreed_plan(school=school, year=now().next), by=lead)
    Plan.objects.filter(pk=this.plan_id).update(part_b="Three choirs.")
    lifecycle.publish(plan=this.plan, by=lead)
    assert PlanVersion.objects.standing().get() == later
    assert PlanAddress.objects.count() == 1


def test_an_academy_keeps_the_address_of_the_school_before_it(school, lead):
    lifecycle.publish(plan=agreed_plan(school=school), by=lead)
    academy = SchoolFactory()
    link(school, academy)
    lifecycle.publish(plan=agreed_plan(school=academy), by=lead)
    address = PlanAddress.objects.get()
    assert (address.slug, address.school) == (str(school.urn), academy)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"state": "draft", "agreed_at": None}, "Agree the plan"),
        ({"state": "archived"}, "is archived"),
        ({"part_a": "", "lead_name": ""}, "add the name of the music lead and Part A"),
        ({"year": 2020, "review_on": None}, "The year 2020/21 ended"),
    ],
)
def test_what_cannot_be_published_is_refused_in_words(school, lead, fields, says):
    plan = agreed_plan(school=school)
    fields = {"year": plan.year, "review_on": plan.review_on} | fields
    Plan.objects.filter(pk=plan.pk).update(**fields)
    with pytest.raises(PlanRefused, match=says):
        lifecycle.publish(plan=plan, by=lead)


def test_a_review_in_the_past_is_refused(school, lead):
    plan = agreed_plan(school=school)
    Plan.objects.filter(pk=plan.pk).update(review_on=now().starts_on)
    with pytest.raises(PlanRefused, match="review is past"):
        lifecycle.publish(plan=plan, by=lead)


def test_the_database_knows_the_days_of_the_year(school):
    with pytest.raises(IntegrityError, match="a_plan_is_reviewed_in_its_year"):
        PlanFactory(school=school, year=now(), review_on=now().next.starts_on)


def test_sharing_and_no_longer_sharing_stand_on_the_trail_once_each(school, lead):
    plan = PlanFactory(school=school)
    for with_hub in (True, True, False):
        plan = lifecycle.share(plan=plan, by=lead, with_hub=with_hub)
    assert plan.shared_at is None
    actions = Entry.objects.filter(object_type="schools.plan").order_by("pk")
    assert [entry.action for entry in actions] == ["shared", "stopped sharing"]


def test_the_review_falls_due_once(school, lead, head):
    plan = lifecycle.publish(plan=agreed_plan(school=school), by=lead).plan
    assert not lifecycle.mark_review_due(plan=plan)
    Plan.objects.filter(pk=plan.pk).update(review_on=timezone.localdate())
    assert [lifecycle.mark_review_due(plan=plan) for _ in range(2)] == [True, False]
    due = [to for template, to in letters() if template.endswith("review_due")]
    assert due == [lead.email, head.email]


def test_what_was_published_stands_on_when_the_plan_is_archived(school, lead):
    plan = lifecycle.publish(plan=agreed_plan(school=school), by=lead).plan
    lifecycle.archive(plan=plan, by=lead)
    assert PlanVersion.objects.standing().get().plan == plan
    assert told(school)["plan-status"] == "published"
    with pytest.raises(PlanRefused, match="archived already"):
        lifecycle.archive(plan=plan, by=lead)
