"""Who finds the last place gone is told once, of the waiting list."""

import pytest

from hub.places import verbs
from hub.places.choices import PlaceState
from tests.factories.people import PupilFactory
from tests.factories.tuition import EnrolmentFactory, ProvisionFactory
from tuition import notices
from tuition.models import Enrolment, Provision


@pytest.mark.django_db
def test_a_place_that_has_gone_since_the_page_is_told_of_once():
    group = ProvisionFactory(capacity=1)
    seen = Provision.objects.get(pk=group.pk)
    EnrolmentFactory(provision=group)
    pupil = PupilFactory()
    with notices.in_one_letter() as told:
        place = verbs.enter(
            place=Enrolment(provision=seen, pupil=pupil, school=pupil.school), by=None
        )
    assert (told, place.state) == ([place], PlaceState.WAITING)
