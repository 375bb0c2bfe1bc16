"""The demo's published plans: where schools say that theirs stand, and what was found there."""

import datetime

from django.utils import timezone

from hub.calendar.years import AcademicYear
from hub.platform.choices import WorkState
from hub.platform.demo import demo_builder
from schools.address_choices import AddressAnswer, AddressTrouble
from schools.choices import FactSource
from schools.models import Fact, PublishedAddress
from schools.summaries.recognising import marks

_ANSWERS = (
    (AddressAnswer.LOOKS_RIGHT, 72),
    (AddressAnswer.LOOKS_OTHER, 8),
    (AddressAnswer.NOT_FOUND, 8),
    (AddressAnswer.COULD_NOT, 12),
)
_TROUBLES = (AddressTrouble.NOT_LET_IN, AddressTrouble.TOO_SLOW, AddressTrouble.NOT_READABLE)
#: No check is due before the demo has been looked at for some weeks.
_LATELY = 90


@demo_builder("published-addresses", order=38)
def build(county):
    """Look at each address of this year that a school has told as a fact."""
    chance = county.chance("published-addresses")
    year = AcademicYear.of(county.as_of)
    told = Fact.objects.in_force().filter(key="plan-address", year=year, school__urn__gte=900_001)
    now = timezone.now()
    PublishedAddress.objects.bulk_create(
        _address(fact, chance, now) for fact in told.order_by("school__urn")
    )


def _address(fact, chance, now):
    answer = chance.choices(*zip(*_ANSWERS, strict=True))[0]
    checked_at = now - datetime.timedelta(days=chance.randrange(_LATELY), hours=3)
    found = {AddressAnswer.LOOKS_RIGHT: 5, AddressAnswer.LOOKS_OTHER: 2}.get(answer, 0)
    by_hand = answer == AddressAnswer.COULD_NOT and chance.random() < 0.5
    return PublishedAddress(
        school_id=fact.school_id,
        year=fact.year,
        url=fact.text,
        source=FactSource.SCHOOL,
        said_at=min(fact.at, checked_at),
        state=WorkState.DONE,
        answer=answer,
        why=chance.choice(_TROUBLES) if answer == AddressAnswer.COULD_NOT else "",
        found_name=answer in (AddressAnswer.LOOKS_RIGHT, AddressAnswer.LOOKS_OTHER),
        found_headings=marks()[:found],
        checked_at=checked_at,
        confirmed_at=checked_at if by_hand else None,
    )
