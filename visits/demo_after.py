"""What came of the demo's visits: records, actions, Regional Engagement Plans, targets."""

import datetime
from zoneinfo import ZoneInfo

from hub.calendar.years import AcademicYear
from schools.choices import ActionState
from visits import demo_words as words
from visits.choices import VisitState
from visits.models import (
    Action,
    PersonMet,
    RegionalPlan,
    RegionalPriority,
    RegionalReview,
    Visit,
    VisitRecord,
    VisitTarget,
)

BATCH = 1000
_LONDON = ZoneInfo("Europe/London")
#: Of the schools of a region, a third is to have a visit in a year; a few are seen twice.
_SHARE = 0.36


def write_records(visits, chance):
    """A record of each visit that was written up, with the people who were met."""
    written = [visit for visit in visits if visit.written_up_at]
    records = VisitRecord.objects.bulk_create(
        (
            VisitRecord(
                visit=visit,
                was_observed=(seen := chance.random() < 0.4),
                lesson=chance.choice(words.LESSONS) if seen else "",
                strengths="\n\n".join(chance.sample(words.STRENGTHS, 2)),
                needs="\n\n".join(chance.sample(words.NEEDS, 2)),
                school_commits=chance.choice(words.SCHOOL_COMMITS),
                hub_commits=chance.choice(words.HUB_COMMITS),
                private_note=chance.choice(words.PRIVATE) if chance.random() < 0.1 else "",
                facts_confirmed_at=visit.done_at,
                changed_at=visit.written_up_at,
                changed_by=visit.officer,
            )
            for visit in written
        ),
        batch_size=BATCH,
    )
    PersonMet.objects.bulk_create(
        (
            PersonMet(record=record, name=name, role=role, is_senior=is_senior)
            for record in records
            for name, role, is_senior in chance.sample(words.PEOPLE, chance.randint(1, 3))
        ),
        batch_size=BATCH,
    )


def write_actions(visits, own, as_of, chance):
    """One to three actions a visit that was written up: old ones done, some dropped or overdue."""
    rows = [
        _action(visit, told, as_of, chance)
        for visit in visits
        if visit.written_up_at
        for told in chance.sample(words.ACTIONS, chance.randint(1, 3))
    ]
    past = next((visit for visit in visits if own is not None and visit.school_id == own.pk), None)
    if past is not None:
        rows = [row for row in rows if row.school_id != own.pk]
        rows += [
            _open(past, words.ACTIONS[0], as_of + datetime.timedelta(days=24)),
            _open(past, words.ACTIONS[1], as_of - datetime.timedelta(days=9)),
            _open(past, words.ACTIONS[5], as_of + datetime.timedelta(days=10)),
        ]
    Action.objects.bulk_create(rows, batch_size=BATCH)
    # As closing.settle leaves them: closed when nothing is left to do, and not before.
    live = Action.objects.live().values("visit")
    written = Visit.objects.filter(pk__in=[visit.pk for visit in visits if visit.written_up_at])
    written.filter(pk__in=live).update(state=VisitState.WRITTEN_UP)
    written.exclude(pk__in=live).update(state=VisitState.CLOSED)


def _open(visit, told, due_on):
    what, owner, function, area = told
    return Action(
        school=visit.school,
        visit=visit,
        year=visit.year,
        what=what,
        owner=owner,
        officer=visit.officer if owner == "officer" else None,
        owner_name=_name_of(owner, visit),
        function=function,
        area=area,
        due_on=due_on,
        created_at=visit.written_up_at,
        created_by=visit.officer,
    )


def _name_of(owner, visit):
    """Who of the school, or which partner: the same at each visit to a school."""
    if owner == "officer":
        return ""
    if owner == "partner":
        return words.PARTNERS[visit.school_id % len(words.PARTNERS)]
    return words.PEOPLE[visit.school_id % len(words.PEOPLE)][0]


def _action(visit, told, as_of, chance):
    due_on = visit.starts_at.date() + datetime.timedelta(days=chance.randrange(28, 120))
    action = _open(visit, told, due_on)
    draw = chance.random()
    if due_on > as_of:
        action.state = ActionState.IN_PROGRESS if draw < 0.3 else ActionState.OPEN
        return action
    late = (as_of - due_on).days
    if draw < (0.55 if late < 60 else 0.9):
        action.state, action.evidence = ActionState.DONE, chance.choice(words.EVIDENCE)
    elif draw < 0.97 and late > 200:
        action.state, action.reason = ActionState.DROPPED, words.DROPPED
    else:
        return action
    action.closed_at = datetime.datetime.combine(due_on, datetime.time(12), tzinfo=_LONDON)
    action.closed_by = visit.officer
    return action


def write_plans(by_region, teams, as_of):
    """A Regional Engagement Plan of last year and of this one for each region, and targets."""
    now = AcademicYear.of(as_of)
    for year in (now.previous, now):
        begun = datetime.datetime.combine(year.starts_on, datetime.time(9), tzinfo=_LONDON)
        plans = RegionalPlan.objects.bulk_create(
            RegionalPlan(
                region=region,
                year=year,
                aim=words.AIM,
                begun_at=begun,
                begun_by=teams[region][0],
            )
            for region in by_region
        )
        RegionalPriority.objects.bulk_create(
            RegionalPriority(
                plan=plan,
                position=position,
                what=what,
                function=function,
                success=success,
                owner=teams[plan.region][0],
            )
            for plan in plans
            for position, (what, function, success) in enumerate(words.PRIORITIES, 1)
        )
        if year == now.previous:
            RegionalReview.objects.bulk_create(
                RegionalReview(
                    plan=plan,
                    at=begun + datetime.timedelta(weeks=20),
                    by=teams[plan.region][0],
                    notes=words.REVIEW,
                )
                for plan in plans
            )
        VisitTarget.objects.bulk_create(
            VisitTarget(year=year, region=region, visits=min(10_000, round(len(schools) * _SHARE)))
            for region, schools in by_region.items()
        )
