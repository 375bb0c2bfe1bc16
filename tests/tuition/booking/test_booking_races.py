"""Two tabs at the same instant: the second waits at the basket, and finds what the first did."""

import pytest
from django.db import transaction

from hub.places.choices import PlaceState
from hub.policy.current import hub_settings
from tests.factories.people import make_carer, make_child
from tests.factories.tuition import ProvisionFactory
from tests.races import rival
from tuition.booking import applying, choosing
from tuition.booking import basket as baskets
from tuition.models import Basket, BasketLine, Enrolment

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ready():
    """(The user, the key of a basket with one group for one child, its digest)."""
    parent = make_carer()
    child, group = make_child(parent), ProvisionFactory()
    basket = Basket.objects.create(key="8d6c6d5e-9b1e-4f4e-8b52-2f6f2a3b9f01", user=parent.user)
    line = baskets.put_in(basket=basket, provision=group, by=parent.user)
    choosing.choose(line=line, pupils=[child], by=parent.user)
    return parent.user, basket.key, applying.digest(BasketLine.objects.all())


def test_a_basket_sent_in_two_tabs_at_once_is_sent_once(ready):
    user, key, seen = ready
    hub_settings()

    def send():
        return applying.send(key=key, seen=seen, by=user)

    with rival(send) as other, transaction.atomic():
        first = send()
        other.start_and_wait_for_the_lock()
    assert (other.raised, other.returned) == (None, first)
    assert [each.state for each in Enrolment.objects.all()] == [PlaceState.CONFIRMED]
