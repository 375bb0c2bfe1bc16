"""How far an officer drives for a visit."""

from decimal import Decimal

from hub.geography.distance import metres
from hub.policy.values import value
from visits.arranging.clocking import diary_of
from visits.choices import Medium


def there_and_back(visit) -> Decimal | None:
    """Kilometres from the officer's base to the school and back, to a tenth.

    Straight line times the rule "visit-road-percent". None for what is not at the school, and when
    nobody knows where one of the two is.
    """
    if visit.medium != Medium.SCHOOL or visit.officer_id is None:
        return None
    line = metres(diary_of(visit.officer), visit.school)
    if line is None:
        return None
    road = Decimal(2 * line * value("visit-road-percent", visit.year)) / 100_000
    return road.quantize(Decimal("0.1"))
