"""The demo's audits: what the facts of three years say, by statement; some in progress."""

import datetime
from collections import defaultdict
from decimal import Decimal

from hub.accounts.demo_sign_ins import DOMAIN
from hub.accounts.models import User
from hub.calendar.years import AcademicYear
from hub.platform.demo import demo_builder
from hub.surveys import reading
from hub.surveys.choices import FillingState, Kind
from hub.surveys.models import Answer, Filling
from schools.audits import content
from schools.audits.permissions import QUESTIONNAIRE
from schools.choices import AuditArea, AuditLevel, FactSource, SchoolStatus
from schools.facts.keeping import keep
from schools.models import Audit, Fact, School

BATCH = 5000
#: In a county larger than this only so many schools have audits: answers are fifty to each.
MOST_SCHOOLS = 1_000
_IN_PROGRESS = 0.12
_NOTES = (
    "The music lead has seen lessons in every year group.",
    "It is on our website.",
    "Said in our staff meeting in October.",
    "Pupils told us so.",
    "See the concert programmes of last year.",
)


@demo_builder("audits", order=42)
def build(county):
    """An audit for every school and year whose levels are known; that of the lead is a story."""
    chance = county.chance("audits")
    now = AcademicYear.of(county.as_of)
    version = reading.published(QUESTIONNAIRE)
    asked = _statements(version)
    own = county.places.get("school")
    lead = User.objects.filter(email=f"lead@{DOMAIN}").first()
    if own is not None:
        _tell_of(own, now, chance)
    schools = list(
        School.objects.filter(urn__gte=900_001, status=SchoolStatus.OPEN).order_by("urn")
    )[:MOST_SCHOOLS]
    known = _levels_of(schools)
    made = []
    for (school, year), (levels, at) in known.items():
        by = lead if school == (own and own.pk) else None
        made.append((_filling(version, school, year, at, by), levels, at, by))
    audited = {school for (school, year) in known if year == now}
    at = datetime.datetime.combine(county.as_of, datetime.time(9), tzinfo=datetime.UTC)
    for school in schools:
        is_own = own is not None and school.pk == own.pk
        if is_own or (school.pk not in audited and chance.random() < _IN_PROGRESS):
            begun = chance.sample(AuditArea.values, chance.randint(2, 5))
            begun = AuditArea.values[:4] if is_own else begun
            levels = {area: chance.choice(list(AuditLevel)[:3]) for area in begun}
            by = lead if is_own else None
            made.append((_filling(version, school.pk, now, at, by), levels, None, by))
    _write(made, asked, chance)


def _filling(version, school, year, at, by):
    begun = at - datetime.timedelta(days=9)
    return Filling(version=version, school_id=school, year=year, started_by=by, started_at=begun)


def _write(made, asked, chance):
    """Fillings, audits and answers; handed in last, for then answers stand."""
    Filling.objects.bulk_create([filling for filling, *_ in made], batch_size=BATCH)
    Audit.objects.bulk_create(
        [Audit(school_id=f.school_id, year=f.year, filling=f) for f, *_ in made], batch_size=BATCH
    )
    answers = [
        answer
        for filling, levels, at, by in made
        for answer in _answers(filling, levels, at or filling.started_at, by, asked, chance)
    ]
    Answer.objects.bulk_create(answers, batch_size=BATCH)
    handed_in = [(filling, at, by) for filling, _, at, by in made if at is not None]
    for filling, at, by in handed_in:
        filling.state, filling.submitted_at = FillingState.SUBMITTED, at
        filling.submitted_by = by
    Filling.objects.bulk_update(
        [filling for filling, *_ in handed_in],
        ["state", "submitted_at", "submitted_by"],
        batch_size=BATCH,
    )


def _answers(filling, levels, at, by, asked, chance):
    for area, level in levels.items():
        questions = asked[area]
        given = _around(level, len(questions), chance)
        for question, each in zip(questions, given, strict=True):
            note = chance.choice(_NOTES) if chance.random() < 0.25 else ""
            value = content.option_of(each)
            yield Answer(filling=filling, question=question, value=value, note=note, by=by, at=at)


def _around(level, number, chance):
    """Levels of so many statements that come to this one: all alike but one, a step away."""
    given = [AuditLevel(level)] * number
    steps = [step for step in (-1, 1) if level + step in AuditLevel.values]
    given[chance.randrange(number)] = AuditLevel(level + chance.choice([0, *steps]))
    return given


def _statements(version):
    """{area: its statements}."""
    found = defaultdict(list)
    for question in reading.questions_of(version):
        if question.kind == Kind.SCALE:
            found[question.section.key].append(question)
    return found


def _levels_of(schools):
    """{(school, year): ({area: level}, when it was said)} of whole audits."""
    facts = Fact.objects.in_force().told().filter(key__startswith="audit-", school__in=schools)
    levels, at = defaultdict(dict), {}
    for fact in facts.order_by("school", "year", "key"):
        levels[fact.school_id, fact.year][fact.key.removeprefix("audit-")] = int(fact.number)
        at[fact.school_id, fact.year] = fact.at
    return {about: (found, at[about]) for about, found in levels.items()}


def _tell_of(school, now, chance):
    """The lead's school was audited twice, a little better each time, and is at it this year."""
    Fact.objects.filter(school=school, key__startswith="audit-").delete()
    rows = []
    for step, year in enumerate((AcademicYear(now - 2), now.previous)):
        day = datetime.datetime(year, 11, 12, 15, tzinfo=datetime.UTC)
        for area in AuditArea:
            level = chance.choice([0, 1, 1, 2]) + step * chance.choice([0, 0, 1])
            fact = Fact(school=school, year=year, key=f"audit-{area}", source=FactSource.SCHOOL)
            fact.number, fact.at, fact.holds = Decimal(level), day, True
            rows.append(fact)
    Fact.objects.bulk_create(rows)
    for year in (AcademicYear(now - 2), now.previous, now):
        keep(school=school, year=year)
