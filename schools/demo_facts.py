"""What the demo's hub knows of its schools: of three years, of some nothing, some or all of it."""

import datetime
import itertools

from hub.calendar.years import AcademicYear
from hub.platform.demo import demo_builder
from schools.choices import AuditArea, FactSource, SchoolStatus
from schools.facts import keys
from schools.facts.keeping import keep_all
from schools.models import Fact, School

BATCH = 5000
NOTHING, SOME, ALL = range(3)
#: How likely each is: a third of schools never answers.
_EXTENTS, _WEIGHTS = (NOTHING, SOME, ALL), (35, 40, 25)
#: (least, usual, most) of the numbers; others are drawn between none and a few.
_NUMBERS = {
    "music-lead-hours": (0, 30, 240),
    "music-budget": (0, 350, 1500),
    "curriculum-minutes": (20, 45, 60),
    "choir-pupils": (8, 30, 90),
    "whole-class-pupils": (15, 28, 60),
    "whole-class-terms": (1, 3, 3),
    "learners": (0, 18, 120),
    "learners-premium": (0, 3, 15),
    "learners-send": (0, 2, 10),
    "ensemble-pupils": (0, 14, 60),
    "music-teachers": (1, 5, 14),
}
#: How many schools stand at each level of an area, from "not yet" up: spaces and inclusion are
#: weak, singing is strong, as everywhere.
_LEVELS = {
    AuditArea.LEADERSHIP: (15, 35, 40, 10),
    AuditArea.SINGING: (6, 24, 50, 20),
    AuditArea.CLASSROOM_INSTRUMENTS: (22, 33, 33, 12),
    AuditArea.INCLUSION: (28, 42, 25, 5),
    AuditArea.SPACES: (38, 34, 22, 6),
    AuditArea.STAFF: (25, 40, 28, 7),
}
_USUAL_LEVELS = (14, 36, 38, 12)
_TEXTS = {
    "music-lead": ["Hannah Osei", "Tom Brightwell", "Ceri Powell", "Nadia Rahman"],
    "senior-link": ["Rachel Adair", "Simon Kettle", "Grace Iwu"],
    "whole-class-instruments": ["Ukulele", "Recorder", "Violin", "Djembe", "Brass"],
    "training-wanted": ["Singing in Key Stage 1", "Music technology", "Teaching composition"],
    "other-partners": ["A local choir", "The cathedral", "A community steel band"],
}
#: Whole classes learn in one year group or two, not in all.
_WHOLE_CLASS = {"whole-class-pupils": ("3", "4"), "whole-class-terms": ("3", "4")}


@demo_builder("facts", order=35)
def build(county):
    """Give each open school its answers, year by year; who answered once mostly does so again."""
    chance = county.chance("facts")
    now = AcademicYear.of(county.as_of)
    years = [AcademicYear(now - back) for back in (2, 1, 0)]
    open_ones = School.objects.filter(urn__gte=900_001, status=SchoolStatus.OPEN).order_by("urn")
    rows = (row for school in open_ones for row in _of(school, years, chance, county.as_of))
    while batch := list(itertools.islice(rows, BATCH)):
        Fact.objects.bulk_create(batch)
    keep_all()


def _of(school, years, chance, as_of):
    extent = chance.choices(_EXTENTS, _WEIGHTS)[0]
    for step, year in enumerate(years):
        if extent == NOTHING:
            extent = SOME if chance.random() < 0.1 else NOTHING
            continue
        share = 0.4 if extent == SOME else 1
        audited = extent == ALL or chance.random() < 0.3
        source = FactSource.SCHOOL if chance.random() < 0.7 else FactSource.VISIT
        day = min(datetime.date(year, 10, 1) + datetime.timedelta(days=chance.randrange(40)), as_of)
        at = datetime.datetime.combine(day, datetime.time(15), tzinfo=datetime.UTC)
        asked = [each for each in keys.registered() if each.asked]
        for each in asked:
            if chance.random() < share:
                for part in _parts(each, school):
                    value = _value(each, school, year, chance)
                    yield _fact(each, part, school, year, source, at, value, chance)
        if audited:
            for area in AuditArea:
                each, value = keys.get(f"audit-{area}"), _level(area, step, chance)
                yield _fact(each, "", school, year, FactSource.SCHOOL, at, value, chance)


def _parts(each, school):
    wanted = _WHOLE_CLASS.get(each.key)
    return [part for part in each.parts(school) if wanted is None or part in wanted]


def _fact(each, part, school, year, source, at, value, chance):
    kind = each.kind
    number, text = keys.to_store(kind, value)
    return Fact(
        school=school,
        year=year,
        key=each.key,
        dimension=part,
        number=number,
        text=text,
        source=source,
        is_estimate=isinstance(kind, keys.Number) and chance.random() < 0.2,
        at=at,
        holds=True,
    )


def _value(each, school, year, chance):
    kind = each.kind
    if isinstance(kind, keys.YesNo):
        return int(chance.random() < 0.6)
    if isinstance(kind, keys.OneOf):
        return chance.choice(kind.choices)[0]
    if isinstance(kind, keys.SeveralOf):
        named = [key for key, _ in kind.choices if key != "none"]
        return ",".join(sorted(chance.sample(named, chance.randint(1, 3)), key=named.index))
    if isinstance(kind, keys.Day):
        return datetime.date(year + 1, 7, chance.randint(1, 28))
    if isinstance(kind, keys.Address):
        return f"{school.website or 'https://www.westshire.example'}/music"
    if isinstance(kind, keys.Text):
        return chance.choice(_TEXTS[each.key])
    least, usual, most = _NUMBERS.get(each.key, (0, 1, 4))
    return round(chance.triangular(least, most, usual))


def _level(area, step, chance):
    """A level of the audit; schools come on a little from year to year."""
    level = chance.choices(range(4), _LEVELS.get(area, _USUAL_LEVELS))[0]
    return min(3, level + (chance.random() < 0.1 * step))
