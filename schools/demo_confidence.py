"""The demo's confidence surveys: the lead's school last year and this, and some others."""

import datetime

from django.utils import timezone

from hub.accounts.choices import Role
from hub.accounts.demo_sign_ins import DOMAIN
from hub.accounts.models import RoleGrant
from hub.calendar.years import AcademicYear
from hub.platform.demo import demo_builder
from hub.surveys import answering, reading
from hub.surveys.answering import Given
from hub.surveys.choices import Kind
from schools.confidence import QUESTIONNAIRE
from schools.models import ConfidenceSurvey, School

#: How many answered at the lead's school a year ago and this year, and at some others this year.
_LAST_YEAR, _THIS_YEAR, _OTHERS = 11, 8, (0, 3, 6, 12, 5)
_WORDS = (
    "Songs with actions that I can learn at home",
    "Somebody to start the singing with me for a few weeks",
    "A ukulele for each child, not one between three",
    "Knowing what they did the year before",
    "To see another school do it",
    "Half an hour to try things out",
    "",
    "",
)


@demo_builder("confidence", order=43)
def build(county):
    """Ask teachers: of last year it is closed, of this year it is open for some weeks."""
    held = RoleGrant.objects.filter(user__email=f"lead@{DOMAIN}", role=Role.LEAD)
    grant = held.select_related("user", "school").order_by("pk").first()
    if grant is None:
        return
    try:
        version = reading.published(QUESTIONNAIRE)
    except reading.NotAsked:
        return
    chance = county.chance("confidence")
    now = AcademicYear.of(county.as_of)
    others = School.objects.open().filter(phase=grant.school.phase, urn__isnull=False)
    others = others.exclude(pk=grant.school_id).order_by("urn")[10:60:10]
    asked = [(grant.school, now.previous, _LAST_YEAR, 0), (grant.school, now, _THIS_YEAR, 1)]
    asked += [(each, now, number, 0) for each, number in zip(others, _OTHERS, strict=False)]
    for school, year, number, better in asked:
        by = grant.user if school == grant.school else None
        survey = _open(school, year, version, county.as_of, number, by)
        _answer(survey, number, better, chance)


def _open(school, year, version, as_of, number, by):
    is_past = year < AcademicYear.of(as_of)
    lately = max(as_of - datetime.timedelta(days=10), year.starts_on)
    day = datetime.date(year, 10, 6) if is_past else lately
    opened_at = timezone.make_aware(datetime.datetime.combine(day, datetime.time(8, 20)))
    return ConfidenceSurvey.objects.create(
        school=school,
        year=year,
        version=version,
        link_ends_on=day + datetime.timedelta(days=28),
        answered=number,
        opened_by=by,
        opened_at=opened_at,
        closed_at=opened_at + datetime.timedelta(days=21) if is_past else None,
    )


def _answer(survey, number, better, chance):
    questions = list(survey.version.questions.all())
    midnight = timezone.localtime(survey.opened_at).replace(hour=0, minute=0)
    for _ in range(number):
        answering.hand_in_nameless(
            version=survey.version,
            school=survey.school,
            year=survey.year,
            cleaned={each.key: _given(each, better, chance) for each in questions},
            on=midnight,
        )


def _given(question, better, chance):
    if question.kind == Kind.SCALE:
        step = min(len(question.options) - 1, chance.choices(range(4), (2, 4, 4, 2))[0] + better)
        return Given(question.options[step]["key"])
    if question.kind == Kind.CHOICE:
        return Given(chance.choice(question.options)["key"])
    if question.kind == Kind.CHOICES:
        return Given([each["key"] for each in chance.sample(question.options[:-1], 2)])
    return Given(chance.choice(_WORDS) or None)
