"""Two at once over one officer's hour, one link, one visit, one school, one request, one action.

Each was seen failing with its lock, or the constraint, taken out.
"""

import datetime

import pytest
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from schools.models import School
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory
from tests.factories.visits import make_action, make_visit, visit_type
from tests.races import rival
from visits import actions, arranging
from visits.arranging import requests
from visits.arranging.refusals import AnsweredMeanwhile
from visits.due import assigning
from visits.models import ProposedDate, Visit, VisitRequest
from visits.types import make_types

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def officer():
    make_types()
    return make_user("officer")


@transaction.atomic
def offered(officer, *days):
    """A visit that is offered on these days from now at the same hour."""
    visit = make_visit(officer=officer, state="proposed", proposed_at=timezone.now())
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    for number in days:
        starts = noon + datetime.timedelta(days=number)
        ends = starts + datetime.timedelta(hours=1)
        ProposedDate.objects.create(visit=visit, starts_at=starts, ends_at=ends)
    return visit


def test_of_two_schools_that_choose_one_officers_hour_the_second_is_asked_to_choose_another(
    officer,
):
    one, two = offered(officer, 7), offered(officer, 7, 8)
    with (
        rival(lambda: arranging.choose(visit=two, date=two.dates.first(), name="B")) as other,
        transaction.atomic(),
    ):
        arranging.choose(visit=one, date=one.dates.first(), name="A")
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, arranging.TimeTaken)
    assert list(Visit.objects.order_by("pk").values_list("state", flat=True)) == [
        "confirmed",
        "proposed",
    ]


def test_of_two_tabs_with_one_link_the_second_hears_of_the_first(officer):
    visit = offered(officer, 7, 8)
    first, last = visit.dates.first(), visit.dates.last()
    late = {"visit": visit, "name": "B", "seen": visit.revision}
    with rival(lambda: arranging.choose(date=last, **late)) as other, transaction.atomic():
        arranging.choose(visit=visit, date=first, name="A", seen=visit.revision)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, arranging.VisitRefused)
    visit.refresh_from_db()
    assert (visit.starts_at, visit.replies.count()) == (first.starts_at, 1)


def test_a_visit_that_is_moved_while_it_is_chosen_stands_where_the_first_put_it(officer):
    visit = offered(officer, 7, 8)
    day = visit.dates.first()
    moved_to = day.starts_at + datetime.timedelta(hours=2)
    monday = moved_to + datetime.timedelta(days=(7 - moved_to.weekday()) % 7)
    late = {"visit": visit, "by": officer, "seen": visit.revision}
    ends = monday + datetime.timedelta(hours=1)
    with (
        rival(lambda: arranging.confirm(starts_at=monday, ends_at=ends, **late)) as other,
        transaction.atomic(),
    ):
        arranging.choose(visit=visit, date=day, name="A", seen=visit.revision)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, arranging.VisitRefused)
    visit.refresh_from_db()
    assert visit.starts_at == day.starts_at


def test_a_verb_locks_the_school_before_the_visit_so_that_two_do_not_wait_for_each_other(officer):
    visit = offered(officer, 7)
    late = {"visit": visit, "date": visit.dates.first(), "name": "A"}
    with rival(lambda: arranging.choose(**late)) as other, transaction.atomic():
        # As whatever refreshes the school's standing, or hands its history over.
        School.objects.select_for_update(no_key=True).get(pk=visit.school_id)
        other.start_and_wait_for_the_lock()
        arranging.cancel(visit=visit, reason="Snow", by=officer)
    assert isinstance(other.raised, AnsweredMeanwhile)


def test_a_verb_waits_for_whoever_changes_the_visit_alone(officer):
    visit = offered(officer, 7)
    late = {"visit": visit, "reason": "Snow", "by": officer, "seen": visit.revision}
    with rival(lambda: arranging.cancel(**late)) as other, transaction.atomic():
        Visit.objects.filter(pk=visit.pk).update(revision=F("revision") + 1)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, AnsweredMeanwhile)


def test_of_two_who_arrange_a_visit_to_one_school_the_second_leaves_it_out(officer):
    school = SchoolFactory()
    wanted = {"schools": [school.pk], "officer": officer, "type": visit_type()}
    wanted |= {"due_on": None, "purpose": "", "by": officer}
    with rival(lambda: assigning.assign(**wanted)) as other, transaction.atomic():
        first = assigning.assign(**wanted)
        other.start_and_wait_for_the_lock()
    assert list(Visit.objects.all()) == first.visits
    assert [name for name, _ in other.returned.left_out] == [school.name]


def test_of_two_who_answer_a_school_the_second_hears_of_the_first(officer):
    request = VisitRequest.objects.create(school=SchoolFactory(), words="Please come")
    late = {"request": request, "words": "Not this term", "by": officer}
    with rival(lambda: requests.answer_with_words(**late)) as other, transaction.atomic():
        requests.answer_with_words(request=request, words="In March", by=officer)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, AnsweredMeanwhile)
    request.refresh_from_db()
    assert request.answer == "In March"


def test_of_two_who_move_an_action_the_second_sees_what_the_first_did(officer):
    action = make_action()
    late = {"action": action, "by": officer, "based_on": action.revision}
    with (
        rival(lambda: actions.move(state="dropped", reason="No", **late)) as other,
        transaction.atomic(),
    ):
        actions.move(action=action, state="done", evidence="Heard it", by=officer)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, actions.ChangedMeanwhile)
    action.refresh_from_db()
    assert action.state == "done"
