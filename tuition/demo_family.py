"""What the children of the demo's parent learn, and wait for."""

import datetime

from django.utils import timezone

from hub.accounts.demo_sign_ins import DOMAIN
from hub.accounts.models import User
from hub.calendar.choices import Weekday
from hub.calendar.years import AcademicYear
from hub.music.models import Instrument
from hub.people.models import Carer, Pupil
from hub.places.choices import PlaceState
from hub.places.offering import last_answer
from hub.venues.models import Venue
from tuition.choices import Kind, ProvisionState
from tuition.models import Enrolment, Provision
from tuition.pricing import quote

_DAY = datetime.timedelta(days=1)


def enrol_the_benedettis(county):
    """Matteo has violin with the demo's tutor and waits for guitar; Giulia is offered violin."""
    laura = Carer.objects.filter(user__email=f"parent@{DOMAIN}").first()
    children = list(Pupil.objects.filter(links__carer=laura).order_by("born_on"))
    if laura is None or len(children) != 2:
        return
    matteo, giulia = children
    venue = Venue.objects.filter(school=matteo.school).first()
    tutor = User.objects.filter(email=f"tutor@{DOMAIN}").first()
    if venue is None:
        return
    year = AcademicYear.of(county.as_of)
    base = {"year": year, "venue": venue, "tutor": tutor, "only_own_pupils": True}
    base |= {"from_year_group": 2, "to_year_group": 6, "state": ProvisionState.PUBLISHED}
    base |= {"starts_on": year.starts_on, "ends_on": year.ends_on, "minutes": 30}
    violin = Provision.objects.create(
        instrument=Instrument.objects.get(key="violin"),
        kind=Kind.SMALL_GROUP,
        capacity=4,
        places_taken=2,
        weekday=Weekday.TUESDAY,
        starts_at=datetime.time(13, 15),
        **base,
    )
    guitar = Provision.objects.create(
        instrument=Instrument.objects.get(key="guitar"),
        kind=Kind.PAIR,
        capacity=2,
        places_taken=2,
        weekday=Weekday.THURSDAY,
        starts_at=datetime.time(14, 30),
        wait_terms=1,
        **base,
    )
    now = timezone.now()
    others = list(
        Pupil.objects.filter(school=matteo.school).exclude(pk__in=[matteo.pk, giulia.pk])
    )[:2]
    confirmed = {"state": PlaceState.CONFIRMED, "confirmed_at": now - _DAY * 60}
    confirmed |= {"applied_at": now - _DAY * 70, "starts_on": year.starts_on}
    for each in others:
        _enrol(guitar, each, **confirmed)
    guitar.places_taken = len(others)
    guitar.save(update_fields=["places_taken"])
    _enrol(violin, matteo, payer_carer=laura, **confirmed)
    _enrol(
        violin,
        giulia,
        payer_carer=laura,
        state=PlaceState.OFFERED,
        applied_at=now - _DAY * 21,
        offered_at=now - _DAY,
        answer_by=last_answer(now),
        starts_on=county.as_of + _DAY * 5,
    )
    _enrol(guitar, matteo, payer_carer=laura, state=PlaceState.WAITING, applied_at=now - _DAY * 40)


def _enrol(provision, pupil, **fields):
    found = quote(provision)
    prices = {"price_lesson": found.per_lesson, "price_term": found.per_term} if found else {}
    Enrolment.objects.create(
        provision=provision, pupil=pupil, school=pupil.school, **prices, **fields
    )
