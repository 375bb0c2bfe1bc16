"""The demo's enrolments: every state, with the counters of provision as the rows say."""

import datetime
import itertools
import uuid
from collections import defaultdict

from django.utils import timezone

from hub.people.models import CarerLink, Pupil
from hub.places.choices import TAKING, PlaceState
from hub.places.models import new_reference
from tuition.choices import AbsenceReason, RequestKind
from tuition.models import Absence, Basket, ChangeRequest, Enrolment, Provision
from tuition.pricing import quotes

BATCH = 1000
_S = PlaceState
_DAYS = datetime.timedelta(days=1)
#: What families ask to have otherwise.
_ASKED = (
    (RequestKind.DAY, "Could the lesson be on another day? This one clashes with swimming."),
    (RequestKind.LENGTH, "A longer lesson would be good: grade 3 is near."),
    (RequestKind.PAUSE, "We are away from January until the half term."),
    (RequestKind.TUTOR, "Is there a tutor who teaches jazz as well?"),
)
#: What became of those who have no place, by share.
_OVER = ((_S.DECLINED, 3), (_S.LAPSED, 2), (_S.WITHDRAWN, 3))


def enrol_all(provision, county, chance):
    """Everybody learns something or wants to: at the own school, else at a centre or online."""
    writer = _Writer(provision, county, chance)
    payers = dict(CarerLink.objects.live().filter(pays=True).values_list("pupil", "carer"))
    pupils = Pupil.objects.present().select_related("school").order_by("pk")
    for pupil in pupils.iterator(chunk_size=BATCH):
        for _ in range(chance.choices((1, 2), (82, 18))[0]):
            writer.add(pupil, payers.get(pupil.pk))
    writer.save()


class _Writer:
    """Puts learners into provision that fits them, and keeps count."""

    def __init__(self, provision, county, chance):
        self.chance = chance
        self.now = timezone.make_aware(
            datetime.datetime.combine(county.as_of, datetime.time(9, 15))
        )
        self.at_school, self.elsewhere = defaultdict(list), []
        for each in provision:
            if each.only_own_pupils:
                self.at_school[each.venue.school_id].append(each)
            else:
                self.elsewhere.append(each)
        self.quotes = quotes(provision, on=county.as_of)
        self.rows, self.seen, self.taken = [], set(), defaultdict(int)

    def add(self, pupil, payer):
        """One enrolment, where something fits; now and then one of last year as well."""
        fitting = self._fitting(pupil)
        if not fitting:
            return
        thing = self.chance.choice(fitting)
        self.seen.add((pupil.pk, thing.pk))
        row = self._row(pupil, thing, payer)
        self.rows.append(row)
        if thing.follows_id and row.state in (_S.CONFIRMED, _S.STOPPING):
            self.rows.append(self._of_last_year(row, thing.follows))

    def _fitting(self, pupil):
        group = pupil.year_group()
        near = self.at_school[pupil.school_id] if pupil.school_id else []
        wanted = near if near and self.chance.random() < 0.85 else self.elsewhere
        return [
            each
            for each in wanted
            if (pupil.pk, each.pk) not in self.seen
            and (
                each.is_for_adults
                if pupil.is_adult
                else group is not None
                and each.from_year_group is not None
                and each.from_year_group <= group <= each.to_year_group
            )
        ]

    def _row(self, pupil, thing, payer):
        chance, draw = self.chance, self.chance.random()
        row = Enrolment(
            reference=new_reference(),
            provision=thing,
            pupil=pupil,
            school=pupil.school,
            payer_carer_id=payer,
            terms_version=1,
            applied_at=self.now - _DAYS * chance.randint(4, 420),
        )
        if draw < 0.08:
            row.state = chance.choices(*zip(*_OVER, strict=True))[0]
            row.reason = "" if row.state == _S.LAPSED else "The day does not suit us."
        elif self.taken[thing.pk] >= thing.capacity:
            row.state = _S.WAITING
        elif draw < 0.13 and not thing.is_fixed:
            row.state = _S.APPLIED
            row.applied_at = self.now - _DAYS * chance.randint(1, 25)
        elif draw < 0.17:
            row.state = _S.OFFERED
        elif draw < 0.20:
            row.state = _S.STOPPING
        else:
            row.state = _S.CONFIRMED
        return self._dated(row, thing)

    def _dated(self, row, thing):
        row.state_since = row.applied_at + _DAYS * 3
        if row.state in TAKING:
            self.taken[thing.pk] += 1
            self._arrange(row, thing)
        if row.state in (_S.CONFIRMED, _S.STOPPING):
            row.confirmed_at = row.state_since
            row.starts_on = max(thing.starts_on, row.state_since.date())
        if row.state == _S.STOPPING:
            row.last_day = self._end_of_term(thing)
            row.reason = "We are moving away."
        if row.state == _S.OFFERED:
            row.offered_at = row.state_since = self.now - _DAYS * 2
            row.answer_by = self.now.replace(hour=17, minute=0) + _DAYS * self.chance.randint(1, 6)
            row.starts_on = self.now.date() + _DAYS * 14
        return row

    def _arrange(self, row, thing):
        quote = self.quotes[thing.pk]
        if quote is not None:
            row.price_lesson, row.price_term = quote.per_lesson, quote.per_term
        if not thing.is_fixed:
            slot = self.taken[thing.pk] - 1
            row.weekday = (thing.pk + slot // 6) % 5
            row.starts_at = datetime.time(9 + slot % 6, 0 if thing.pk % 2 else 30)

    def _end_of_term(self, thing):
        quote = self.quotes[thing.pk]
        return min(quote.term.ends_on if quote else thing.ends_on, thing.ends_on)

    def _of_last_year(self, row, before):
        return Enrolment(
            reference=new_reference(),
            provision=before,
            pupil=row.pupil,
            school=row.school,
            payer_carer_id=row.payer_carer_id,
            state=_S.ENDED,
            applied_at=row.applied_at - _DAYS * 365,
            confirmed_at=row.applied_at - _DAYS * 360,
            state_since=timezone.make_aware(
                datetime.datetime.combine(before.ends_on, datetime.time(23))
            ),
            starts_on=before.starts_on,
            last_day=before.ends_on,
            price_lesson=row.price_lesson,
            price_term=row.price_term,
        )

    def save(self):
        """Write the rows, the counters, a visitor's hold, absences told and changes asked for."""
        Enrolment.objects.bulk_create(self.rows, batch_size=BATCH)
        self._hold()
        changed = []
        for thing in itertools.chain(*self.at_school.values(), self.elsewhere):
            if self.taken[thing.pk]:
                thing.places_taken = self.taken[thing.pk]
                changed.append(thing)
        Provision.objects.bulk_update(changed, ["places_taken"], batch_size=BATCH)
        taught = [row for row in self.rows if row.state == _S.CONFIRMED]
        ChangeRequest.objects.bulk_create(
            ChangeRequest(
                enrolment=row, kind=kind, words=words, created_at=self.now - _DAYS * (3 + number)
            )
            for number, (row, (kind, words)) in enumerate(
                zip(taught[:: max(1, len(taught) // 12)], itertools.cycle(_ASKED), strict=False)
            )
        )
        Absence.objects.bulk_create(
            Absence(enrolment=row, day=day, reason=AbsenceReason.TRIP)
            for row in taught[3 :: max(1, len(taught) // 30)]
            if (day := self._next_day(row)) is not None
        )

    def _next_day(self, row):
        weekday = row.day
        if weekday is None:
            return None
        today = self.now.date()
        return today + _DAYS * ((weekday - today.weekday()) % 7 or 7)

    def _hold(self):
        """A visitor is choosing just now."""
        free = [each for each in self.elsewhere if each.is_fixed]
        room = next((each for each in free if self.taken[each.pk] < each.capacity), None)
        if room is None:
            return
        basket = Basket.objects.create(key=uuid.UUID(int=1), address_hash="")
        self.taken[room.pk] += 1
        Enrolment.objects.create(
            provision=room,
            basket=basket,
            state=_S.HELD,
            held_until=timezone.now() + datetime.timedelta(minutes=30),
        )
