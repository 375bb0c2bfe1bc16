"""Who looks at My family."""

import pytest

from hub.people.models import Needs
from tests.factories.people import CarerLinkFactory, make_carer, make_child
from tests.factories.schools import SchoolFactory

#: What one household must not learn of another, and who is under a restriction of where.
SCHOOL, STREET, EMERGENCY = "Oakfield Primary School", "99 Secret Street", "Granny Oak"


@pytest.fixture
def signed_in(client, carer):
    """A client in which the carer is signed in."""
    client.force_login(carer)
    return client


@pytest.fixture
def child(carer):
    """The carer's own child, for whom they book."""
    return make_child(make_carer(carer))


@pytest.fixture
def household(carer):
    """``household(**link)``: a child of another household to whom the carer has this link."""

    def make(**link):
        mother = make_carer(street=STREET, phone="01632 960999")
        pupil = make_child(mother, school=SchoolFactory(name=SCHOOL))
        Needs.objects.create(
            pupil=pupil, emergency_name=EMERGENCY, emergency_phone="01632 960888", access="Quiet"
        )
        CarerLinkFactory(carer=make_carer(carer), pupil=pupil, **link)
        return pupil, mother

    return make
