"""Confidence surveys as leads run them, and answers as they come in.

Nothing outside this module writes a ConfidenceSurvey.
"""

import datetime
import hashlib

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from hub.calendar.years import AcademicYear
from hub.policy.values import value
from hub.surveys import answering, reading
from hub.surveys.models import Filling
from hub.trail.record import record
from schools.confidence import QUESTIONNAIRE
from schools.models import FEWEST, ConfidenceSurvey, School

_ONCE_SECONDS = 24 * 60 * 60


class ConfidenceRefused(Exception):
    """A rule says no. The message can be shown as it stands."""


class LinkOver(ConfidenceRefused):
    """The survey was closed, or the link stopped, while somebody was answering."""


class TooManyToday(ConfidenceRefused):
    """As many have answered today as the hub's rule allows."""


def last_day(year) -> datetime.date:
    """The last day on which a link that is made today may work.

    Source: the rule "confidence-link-days", and the end of the academic year.
    """
    days = datetime.timedelta(days=value("confidence-link-days", year))
    return min(timezone.localdate() + days, year.ends_on)


@transaction.atomic
def open_survey(*, school, ends_on, by) -> ConfidenceSurvey:
    """Begin this year's survey of a school.

    Raises ConfidenceRefused when there is one already, when no version of the questionnaire is
    published, and for a last day that is past or too far.
    """
    # Of two leads who open it at once the second hears of the first.
    School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    year = AcademicYear.current()
    if ConfidenceSurvey.objects.filter(school=school, year=year).exists():
        raise ConfidenceRefused("A colleague has opened this year’s survey meanwhile.")
    try:
        version = reading.published(QUESTIONNAIRE)
    except reading.NotAsked as error:
        raise ConfidenceRefused(
            "The hub has no questionnaire for this at present. Please ask the hub."
        ) from error
    _check_day(ends_on, year)
    survey = ConfidenceSurvey.objects.create(
        school=school,
        year=year,
        version=version,
        least=max(FEWEST, value("confidence-from", year)),
        link_ends_on=ends_on,
        opened_by=by,
    )
    record("opened", survey, by=by, changes={"link_ends_on": (None, ends_on)})
    return survey


@transaction.atomic
def close(*, survey, by) -> ConfidenceSurvey:
    """Take no more answers. Raises ConfidenceRefused when it is closed already."""
    survey = _locked(survey)
    if survey.closed_at is not None:
        raise ConfidenceRefused("The survey is closed already.")
    survey.closed_at = timezone.now()
    survey.save(update_fields=["closed_at"])
    record("closed", survey, by=by)
    return survey


@transaction.atomic
def reopen(*, survey, ends_on, by) -> ConfidenceSurvey:
    """Take answers again until a day, by the same link; also where its day has passed.

    Raises ConfidenceRefused while it is open, for an earlier year, and for a day that is past or
    too far.
    """
    survey = _locked(survey)
    if survey.is_open:
        raise ConfidenceRefused("The survey is open already.")
    if survey.year != AcademicYear.current():
        raise ConfidenceRefused("The survey of an earlier year stays as it is.")
    _check_day(ends_on, survey.year)
    before = survey.link_ends_on
    survey.closed_at, survey.link_ends_on = None, ends_on
    survey.save(update_fields=["closed_at", "link_ends_on"])
    record("reopened", survey, by=by, changes={"link_ends_on": (before, ends_on)})
    return survey


@transaction.atomic
def renew_link(*, survey, by) -> ConfidenceSurvey:
    """Make another link; those before stop at once. What was answered stays."""
    survey = _locked(survey)
    survey.link_number += 1
    survey.save(update_fields=["link_number"])
    record("made a new link for", survey, by=by)
    return survey


@transaction.atomic
def hand_in(*, survey, link_works, given, once) -> bool:
    """Take one person's answers; False when the same page was sent before.

    ``given``: {question key: answering.Given}; ``once``: what the page carried to tell it from
    others. Nothing of who answered or when is kept: neither account, address nor hour, and no
    entry on the trail. Raises LinkOver and TooManyToday.
    """
    # One after the other: so the order of the answers is that of the steps, and the count is true.
    survey = _locked(survey)
    if not (link_works and survey.is_open):
        raise LinkOver("The survey was closed while you were answering.")
    if not cache.add(_once_key(survey, once), True, _ONCE_SECONDS):
        return False
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    came = Filling.objects.filter(
        version=survey.version_id, school=survey.school_id, year=survey.year, submitted_at=today
    )
    if came.count() >= value("confidence-a-day", survey.year):
        raise TooManyToday(
            "Many people have answered for this school today, so no more answers are taken. "
            "Please send yours tomorrow."
        )
    answering.hand_in_nameless(
        version=survey.version, school=survey.school, year=survey.year, cleaned=given, on=today
    )
    survey.answered += 1
    survey.save(update_fields=["answered"])
    return True


def _once_key(survey, once):
    digest = hashlib.sha256(once.encode()).hexdigest()[:32]
    return f"confidence:{survey.pk}:{digest}"


def _locked(survey):
    rows = ConfidenceSurvey.objects.select_for_update(of=("self",))
    return rows.select_related("school", "version").get(pk=survey.pk)


def _check_day(day, year):
    if day < timezone.localdate():
        raise ConfidenceRefused("The last day must not be past")
    if day > last_day(year):
        raise ConfidenceRefused(f"The last day must be {last_day(year):%-d %B %Y} or earlier")
