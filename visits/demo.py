"""The demo's visits: four years behind, a term ahead, and what came of them."""

import datetime
import itertools
from zoneinfo import ZoneInfo

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from hub.accounts.choices import Role
from hub.accounts.demo_sign_ins import DOMAIN
from hub.calendar.years import AcademicYear
from hub.platform.demo import demo_builder
from schools.models import School
from visits import demo_words as words
from visits import standing
from visits.choices import AT_A_TIME, ReplyKind, VisitState
from visits.demo_after import write_actions, write_plans, write_records
from visits.demo_officers import Diary, officers
from visits.demo_sent import send_reports
from visits.models import (
    ProposedDate,
    Visit,
    VisitOfficer,
    VisitReply,
    VisitRequest,
    VisitType,
)

BATCH = 1000
_LONDON = ZoneInfo("Europe/London")
_LENGTH = datetime.timedelta(minutes=90)
_WEEK = datetime.timedelta(weeks=1)


@demo_builder("visits", order=60)
def build(county):
    """Officers, visits of four years and of the term ahead, records, actions, regional plans."""
    chance = county.chance("visits")
    schools = list(
        School.objects.open().filter(urn__gte=900_001).select_related("region").order_by("urn")
    )
    by_region = {
        region: list(of_region)
        for region, of_region in itertools.groupby(
            sorted(schools, key=lambda each: (each.region_id, each.urn)),
            key=lambda each: each.region,
        )
    }
    teams = officers(by_region, county)
    types = {each.key: each for each in VisitType.objects.all()}
    diary = Diary(county.as_of)
    made = []
    for region, of_region in by_region.items():
        for number, school in enumerate(of_region):
            officer = teams[region][number % len(teams[region])]
            made += _of(school, officer, diary, types, county.as_of, chance)
    own = _own_school(county)
    if own is not None:
        made = [visit for visit in made if visit.school_id != own.pk]
        made += _story_of(own, teams[own.region][0], diary, types, county.as_of)
    _write(made)
    past = [visit for visit in made if visit.state in AT_A_TIME and visit.done_at]
    write_records(past, chance)
    write_actions(past, own, county.as_of, chance)
    send_reports()
    _propose([visit for visit in made if visit.state == VisitState.PROPOSED], diary, chance)
    _reply([visit for visit in made if visit.state == VisitState.REFUSED])
    _ask(by_region, own, county.as_of)
    write_plans(by_region, teams, county.as_of)
    _stand(made)


def _of(school, officer, diary, types, as_of, chance):
    """The visits of one school: most every third year, some more often, one in twenty never."""
    now = AcademicYear.of(as_of)
    made = []
    if chance.random() < 0.05:
        return made
    turn = chance.randrange(3)
    for year in (now - 3, now - 2, now - 1, now):
        if year % 3 != turn and chance.random() > 0.12:
            continue
        if chance.random() < 0.15:
            continue  # left out: these are the schools past the cycle
        days = [day for day in diary.days(AcademicYear(year)) if day < as_of]
        at = diary.take(officer, days, chance)
        if at is None:
            continue
        key = "cycle" if year % 3 == turn else chance.choice(["support", "follow-up", "online"])
        made.append(_past(school, officer, types[key], at, as_of, chance))
    if chance.random() < 0.16:
        made.append(_coming(school, officer, diary, types, as_of, chance))
    return made


def _past(school, officer, kind, at, as_of, chance):
    day = at.date()
    visit = Visit(
        school=school,
        officer=officer,
        type=kind,
        year=AcademicYear.of(day),
        starts_at=at,
        ends_at=at + _LENGTH,
        purpose=chance.choice(words.PURPOSES),
        medium="online" if kind.key == "online" else "school",
        created_at=at - 6 * _WEEK,
        proposed_at=at - 5 * _WEEK,
        confirmed_at=at - 4 * _WEEK,
        state_since=at,
    )
    if chance.random() < 0.04:
        visit.state, visit.reason = VisitState.CANCELLED, chance.choice(words.CANCELLED)
        return visit
    visit.state, visit.done_at = VisitState.DONE, at + _LENGTH
    if kind.key != "online":
        visit.kilometres = round(chance.uniform(4, 46), 1)
    if (as_of - day).days > 5:
        visit.state = VisitState.WRITTEN_UP
        visit.written_up_at = visit.report_sent_at = at + datetime.timedelta(hours=5)
        visit.state_since = visit.written_up_at
    if (as_of - day).days > 200:
        visit.state, visit.state_since = VisitState.CLOSED, at + 12 * _WEEK
    return visit


def _coming(school, officer, diary, types, as_of, chance):
    """A visit of the term ahead, at one of the stages before it takes place."""
    draw = chance.random()
    asked = datetime.datetime.combine(as_of, datetime.time(11), tzinfo=_LONDON)
    asked -= datetime.timedelta(days=chance.randrange(2, 20))
    visit = Visit(
        school=school,
        officer=officer,
        type=types["cycle"],
        year=AcademicYear.of(as_of),
        purpose=chance.choice(words.PURPOSES),
        due_on=as_of + 8 * _WEEK,
        created_at=asked,
        state_since=asked,
    )
    if draw < 0.5:
        last = as_of + 14 * _WEEK
        year = AcademicYear.of(as_of)
        days = [d for y in (year, year.next) for d in diary.days(y) if as_of < d <= last]
        at = diary.take(officer, days, chance)
        if at is not None:
            visit.state, visit.starts_at, visit.ends_at = VisitState.CONFIRMED, at, at + _LENGTH
            visit.year = AcademicYear.of(at.date())
            visit.proposed_at = visit.confirmed_at = asked
    elif draw < 0.75:
        visit.state, visit.proposed_at = VisitState.PROPOSED, asked
    elif draw < 0.8:
        visit.state, visit.proposed_at = VisitState.NO_REPLY, asked - 4 * _WEEK
    elif draw < 0.85:
        visit.state, visit.proposed_at = VisitState.REFUSED, asked
        visit.reason = chance.choice(words.REFUSED)
    return visit


def _own_school(county):
    own = county.places.get("school")
    if own is None:  # the county stands, and only what is new is built
        own = (
            School.objects.filter(grants__user__email=f"lead@{DOMAIN}", grants__role=Role.LEAD)
            .order_by("grants__pk")
            .first()
        )
    return own and School.objects.select_related("region").get(pk=own.pk)


def _story_of(school, officer, diary, types, as_of):
    """The demo's own school was visited two years ago, and has dates to choose from."""
    year = AcademicYear.of(as_of)
    days = diary.days(AcademicYear(year - 2))
    at = datetime.datetime.combine(days[len(days) // 2], datetime.time(15), tzinfo=_LONDON)
    past = Visit(
        school=school,
        officer=officer,
        type=types["cycle"],
        year=AcademicYear(year - 2),
        starts_at=at,
        ends_at=at + datetime.timedelta(minutes=60),
        state=VisitState.CLOSED,
        purpose=words.PURPOSES[0],
        created_at=at - 6 * _WEEK,
        confirmed_at=at - 4 * _WEEK,
        done_at=at + _LENGTH,
        written_up_at=at + _LENGTH,
        report_sent_at=at + _LENGTH,
        kilometres=18,
    )
    asked = datetime.datetime.combine(as_of, datetime.time(9), tzinfo=_LONDON)
    asked -= datetime.timedelta(days=3)
    coming = Visit(
        school=school,
        officer=officer,
        type=types["cycle"],
        year=year,
        state=VisitState.PROPOSED,
        purpose=words.PURPOSES[1],
        due_on=as_of + 8 * _WEEK,
        created_at=asked,
        proposed_at=asked,
        state_since=asked,
    )
    return [past, coming]


def _write(made):
    Visit.objects.bulk_create(made, batch_size=BATCH)
    VisitOfficer.objects.bulk_create(
        (
            VisitOfficer(
                visit=visit,
                officer=visit.officer,
                during=DateTimeTZRange(visit.starts_at, visit.ends_at)
                if visit.state in AT_A_TIME
                else None,
            )
            for visit in made
        ),
        batch_size=BATCH,
    )


def _propose(visits, diary, chance):
    dates = []
    for visit in visits:
        day = visit.proposed_at.date()
        year = AcademicYear.of(diary.as_of)
        first, last = diary.as_of + _WEEK, diary.as_of + 12 * _WEEK
        days = [d for y in (year, year.next) for d in diary.days(y) if first <= d <= last]
        times = {diary.take(visit.officer, days, chance) for _ in range(3)} - {None}
        dates += [
            ProposedDate(
                visit=visit,
                starts_at=at,
                ends_at=at + _LENGTH,
                proposed_at=datetime.datetime.combine(day, datetime.time(9), tzinfo=_LONDON),
            )
            for at in times
        ]
    ProposedDate.objects.bulk_create(dates, batch_size=BATCH)
    # One in five schools has asked for other days.
    VisitReply.objects.bulk_create(
        VisitReply(
            visit=visit,
            kind=ReplyKind.ASKED,
            words=words.OTHER_DATES,
            name="Joanne Marsh",
            at=visit.proposed_at + datetime.timedelta(days=1),
        )
        for visit in visits[::5]
    )


def _reply(visits):
    VisitReply.objects.bulk_create(
        VisitReply(
            visit=visit,
            kind=ReplyKind.REFUSED,
            words=visit.reason,
            name="Peter Okoro",
            at=visit.state_since,
        )
        for visit in visits
    )


def _ask(by_region, own, as_of):
    """A school of each region has asked for a visit."""
    at = datetime.datetime.combine(as_of, datetime.time(8, 40), tzinfo=_LONDON)
    VisitRequest.objects.bulk_create(
        VisitRequest(
            school=school, words=words.REQUEST, asked_at=at - datetime.timedelta(days=number + 2)
        )
        for number, schools in enumerate(by_region.values())
        for school in schools[4:5]
        if own is None or school.pk != own.pk
    )


def _stand(made):
    keys = sorted({visit.school_id for visit in made})
    for start in range(0, len(keys), BATCH):
        standing.refresh(*keys[start : start + BATCH])
