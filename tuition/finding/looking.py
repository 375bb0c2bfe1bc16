"""Which lessons and groups fit what somebody looks for, and in which order."""

from dataclasses import dataclass

from django.db.models import Case, Exists, F, FloatField, IntegerField, OuterRef, Q, Value, When
from django.utils import timezone

from hub.geography.distance import metres_away
from hub.places.choices import PlaceState
from hub.venues.choices import VenueKind
from tuition.choices import WITHOUT_PLACE
from tuition.finding.forms import ADULT
from tuition.finding.places import Where
from tuition.models import Enrolment, Provision

_ONLINE = Q(kind__in=WITHOUT_PLACE) | Q(venue__kind=VenueKind.ONLINE)
#: Long, and on no card.
_UNSHOWN = ("words", "venue__access_words", "venue__street", "instrument__sizes")
#: At the school that was named, then where it is nearest, then where nobody need go.
AT_SCHOOL, BY_DISTANCE, NOT_PLACED, ONLINE = range(4)


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for. None, "" and False: it does not matter.

    ``instrument``: its key, or "family:" and a family's. ``year``: a year group or "adult", as
    written in the address. ``within``: kilometres.
    """

    instrument: str = ""
    where: Where | None = None
    year: str = ""
    day: str = ""
    kind: str = ""
    within: str = ""
    adapted: bool = False
    free: bool = False
    sort: str = ""

    @classmethod
    def of(cls, values):
        """From the values of FindFilters."""
        return cls(where=values.get("near"), **{k: v for k, v in values.items() if k != "near"})


def to_be_had(on=None):
    """Published provision that is not over, still takes applications, at a venue in use."""
    day = on or timezone.localdate()
    not_closed = Q(closes_on=None) | Q(closes_on__gte=day)
    rows = Provision.objects.published().filter(not_closed, ends_on__gte=day)
    return rows.filter(venue__is_active=True)


def matching(wanted: Wanted):
    """The rows that fit; lessons for a school's own pupils only where that school was named."""
    rows = to_be_had().filter(_instrument(wanted.instrument))
    school = wanted.where.school if wanted.where else None
    own = Q(only_own_pupils=False)
    rows = rows.filter(own | Q(venue__school=school.pk) if school else own)
    if wanted.year == ADULT:
        rows = rows.filter(is_for_adults=True)
    elif wanted.year:
        year = int(wanted.year)
        rows = rows.filter(from_year_group__lte=year, to_year_group__gte=year)
    if wanted.day:
        rows = rows.filter(Q(weekday=int(wanted.day)) | Q(weekday=None))
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.adapted:
        rows = rows.filter(is_adapted=True)
    if wanted.free:
        rows = rows.with_room().filter(~Exists(_queue()))
    return _near_enough(rows.annotate(**_placed(wanted.where)), wanted)


def in_order(rows, wanted: Wanted):
    """As the page shows them, with what a card needs in the same statement, and no more: the

    database sorts whole rows to find a page.
    """
    nearest = ["band", F("metres").asc(nulls_last=True)]
    by_day = [F("weekday").asc(nulls_last=True), F("starts_at").asc(nulls_last=True)]
    by_name = ["instrument__name", "venue__name"]
    order = {"day": [*by_day, *nearest], "name": [*by_name, *by_day]}
    chosen = order.get(wanted.sort, [*nearest, *by_name, *by_day])
    shown = rows.select_related("instrument", "venue")
    return shown.defer(*_UNSHOWN).order_by(*chosen, "pk")


def _instrument(key):
    if key.startswith("family:"):
        return Q(instrument__family=key.removeprefix("family:"))
    return Q(instrument__key=key) if key else Q()


def _queue():
    return Enrolment.objects.filter(provision=OuterRef("pk"), state=PlaceState.WAITING)


def _placed(where):
    """``band`` and ``metres`` of each row."""
    is_placed = bool(where and where.is_placed)
    away = metres_away(where, of="venue__") if is_placed else Value(None, FloatField())
    bands = [When(_ONLINE, then=Value(ONLINE))]
    if where and where.school:
        bands.insert(0, When(venue__school=where.school.pk, then=Value(AT_SCHOOL)))
    bands.append(When(venue__easting__isnull=True, then=Value(NOT_PLACED)))
    metres = Case(When(_ONLINE, then=Value(None)), default=away, output_field=FloatField())
    return {
        "band": Case(*bands, default=Value(BY_DISTANCE), output_field=IntegerField()),
        "metres": metres,
    }


def _near_enough(rows, wanted):
    """Within the distance, and what is online: nobody need travel for that."""
    if not (wanted.within and wanted.where and wanted.where.is_placed):
        return rows
    close = Q(metres__lte=float(wanted.within) * 1000)
    return rows.filter(close | Q(band__in=[AT_SCHOOL, ONLINE]))
