"""Setting the dates of terms, for the hub or for one school. Everything goes on the trail."""

from django.db import IntegrityError, connection, transaction

from hub.calendar import bank_holidays, term_rules
from hub.calendar.choices import Season
from hub.calendar.models import Term
from hub.calendar.years import AcademicYear
from hub.trail.record import record


class DatesRefused(Exception):
    """A rule says no. The message can be shown as it stands."""


_MOVED = "Somebody else has just changed these dates. Look at them again before you save yours."


def set_terms(*, year, dates, by, school=None) -> list[Term]:
    """Set the dates of terms, ``{season: {field: day}}``; other seasons stay as they are.

    Returns the terms that were new or changed. Raises DatesRefused when the dates are no terms of
    that year, or when somebody else set the same ones a moment ago.
    """
    try:
        with transaction.atomic():
            changed = _set_terms(year, dates, school, by)
            if school is None:
                bank_holidays.keep_in_step()
            connection.check_constraints()  # overlaps are asked for at the end
    except IntegrityError as error:
        raise DatesRefused(_MOVED) from error
    return changed


def _set_terms(year, dates, school, by):
    rows = Term.objects.filter(school=school, year=year).select_for_update(of=("self",))
    standing = {term.season: term for term in rows.order_by("pk")}
    beside = [term for season, term in standing.items() if season not in dates]
    if found := term_rules.faults(year=year, dates=dates, beside=beside):
        raise DatesRefused(found[0].sentence)
    changed = []
    for season, days in dates.items():
        term = standing.get(season) or Term(school=school, year=year, season=season)
        before = term.dates if term.pk else dict.fromkeys(days)
        if term.pk and before == days:
            continue
        for field, day in days.items():
            setattr(term, field, day)
        if term.pk:
            term.touch()
        term.save()
        record("set the dates", term, by=by, changes=_changes(school, before, days))
        changed.append(term)
    return changed


def clashes(*, year, dates) -> list[str]:
    """Which of the hub's new dates overlap terms that schools have set for themselves, in words.

    Allowed, because each day still counts once; and yet often a slip. One statement a term.
    """
    found = []
    for season, days in dates.items():
        of_schools = Term.objects.in_year(year).of_schools()
        without_own = of_schools.exclude(
            school__in=of_schools.filter(season=season).values("school")
        )
        overlapping = without_own.filter(
            starts_on__lte=days["ends_on"], ends_on__gte=days["starts_on"]
        )
        number = overlapping.order_by().values("school").distinct().count()
        if number:
            schools = "1 school has" if number == 1 else f"{number:,} schools have"
            found.append(
                f"{Season(season).label} term overlaps another term that {schools} set "
                f"for {'itself' if number == 1 else 'themselves'}"
            )
    return found


@transaction.atomic
def use_the_hubs(*, term, by):
    """A school gives up its own dates of a term: the hub's hold there again."""
    term = Term.objects.select_for_update(of=("self",)).get(pk=term.pk)
    if term.school is None:
        raise DatesRefused("These are the hub's own dates.")
    _remove(term, by)


@transaction.atomic
def remove_year(*, year, by):
    """Take the hub's terms of a year that has not begun off the calendar.

    Raises DatesRefused for the current year and earlier ones: lessons hang on their dates.
    """
    if year <= AcademicYear.current():
        raise DatesRefused(f"The dates of {year} stay: that year has begun. Change them instead.")
    for term in Term.objects.of_hub().in_year(year).select_for_update(of=("self",)).order_by("pk"):
        _remove(term, by)
    bank_holidays.keep_in_step()


def _remove(term, by):
    changes = _changes(term.school, term.dates, dict.fromkeys(term.DATES))
    record("removed the dates", term, by=by, changes=changes)
    term.delete()


def _changes(school, before, after):
    changes = {} if school is None else {"school": ("", str(school))}
    return changes | {
        field: (before[field], day) for field, day in after.items() if before[field] != day
    }
