"""Two who name an address at once: the second waits, and one address holds."""

import pytest
from django.db import transaction

from hub.calendar.years import AcademicYear
from schools.models import PublishedAddress
from schools.summaries import addresses
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory
from tests.races import rival

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_addresses_told_at_once_the_later_holds():
    school = SchoolFactory()
    lead = make_user("lead", scope={"school": school})
    told = {"school": school, "year": AcademicYear.current(), "source": "school", "by": lead}
    second = rival(lambda: addresses.tell(url="https://b.example/", **told))
    with second as other, transaction.atomic():
        addresses.tell(url="https://a.example/", **told)
        other.start_and_wait_for_the_lock()
    assert other.raised is None
    rows = dict(PublishedAddress.objects.values_list("url", "is_current"))
    assert rows == {"https://a.example/": False, "https://b.example/": True}
