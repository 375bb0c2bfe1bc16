"""Two at once over one officer's hour, one link, one visit."""

import datetime

import pytest
from django.db import transaction
from django.utils import timezone

from tests.factories.accounts import make_user
from tests.factories.visits import make_visit
from tests.races import rival
from visits import arranging
from visits.models import ProposedDate, Visit
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
