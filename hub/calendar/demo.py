"""The demo's calendar: three years of terms, what the hub closes for, and schools' own dates."""

from datetime import date, timedelta

from hub.calendar import bank_holidays
from hub.calendar.bank_holidays import england
from hub.calendar.choices import ClosureKind, Season, Weekday
from hub.calendar.models import Closure, Term
from hub.calendar.places import schools
from hub.calendar.years import AcademicYear
from hub.platform.demo import demo_builder

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)
_INSETS = ["Phonics", "First aid", "Assessment", "Safeguarding", "Curriculum planning", ""]


@demo_builder("calendar", order=30)
def build(county):
    """Terms of last year, this year and next around the county's day; one school in three, and the
    school of the demo's lead, has INSET days, one in eight an autumn of its own.
    """
    this_year = AcademicYear.of(county.as_of)
    wanted = [this_year.previous, this_year, this_year.next]
    standing = set(Term.objects.of_hub().filter(year__in=wanted).values_list("year", flat=True))
    years = [year for year in wanted if year not in standing]  # what somebody has set stays
    Term.objects.bulk_create(
        Term(year=year, season=season, **dates)
        for year in years
        for season, dates in terms_of(year).items()
    )
    Closure.objects.bulk_create(closure for year in years for closure in _hub_closures(year))
    bank_holidays.keep_in_step()
    _own_dates(county, years)


def terms_of(year):
    """``{season: {field: day}}`` as counties set them: around Christmas, Easter and two weeks."""
    autumn = _on(date(year, 9, 2), weekdays=range(1, 5))
    october = _monday(date(year, 10, 25))
    spring = _on(date(year + 1, 1, 4), weekdays=range(2))
    february = _monday(date(year + 1, 2, 14))
    friday = _good_friday(year)
    # Two weeks around Easter, or from Good Friday on where that comes early.
    is_early = friday.month == 3
    spring_end = friday - ONE_DAY - (timedelta(0) if is_early else ONE_WEEK)
    summer = friday + timedelta(days=17 if is_early else 10)
    may = _monday(date(year + 1, 5, 25))
    return {
        Season.AUTUMN: _term(autumn, october, _friday_by(date(year, 12, 20))),
        Season.SPRING: _term(spring, february, spring_end),
        Season.SUMMER: _term(summer, may, _on(date(year + 1, 7, 19), weekdays=[1, 2, 3])),
    }


def _term(first, monday, last):
    return {
        "starts_on": first,
        "half_term_starts_on": monday,
        "half_term_ends_on": monday + timedelta(days=4),
        "ends_on": last,
    }


def _good_friday(year):
    """Where the bundled list does not reach, a day that could be one."""
    found = (day for day, name in england().items() if name == "Good Friday" and day in year)
    return next(found, _friday_by(date(year + 1, 4, 7)))


def _hub_closures(year):
    dates = terms_of(year)
    start, end = dates[Season.AUTUMN]["starts_on"], dates[Season.AUTUMN]["ends_on"]
    second = _on(start + ONE_DAY, weekdays=range(5))
    yield _closure(ClosureKind.TRAINING, second, words="All tutors: safeguarding")
    yield _closure(
        ClosureKind.HUB_CLOSED,
        end + ONE_DAY * 3,
        last=date(year + 1, 1, 1),
        words="Office closed over Christmas",
    )
    yield _closure(ClosureKind.TRAINING, dates[Season.SUMMER]["starts_on"], words="Tutors’ day")


def _own_dates(county, years):
    chance = county.chance("calendar")
    lead_school = county.places["school"]
    terms, closures = [], []
    for school in schools().objects.order_by("pk").iterator():
        has_insets, has_autumn = chance.random() < 1 / 3, chance.random() < 1 / 8
        for year in years:
            dates = terms_of(year)
            if has_insets or school.pk == lead_school.pk:
                first = dates[chance.choice([Season.SPRING, Season.SUMMER])]["starts_on"]
                words = chance.choice(_INSETS)
                closures.append(_closure(ClosureKind.INSET, first, school=school, words=words))
            if has_autumn and school.pk != lead_school.pk:
                autumn = dates[Season.AUTUMN]
                longer = autumn | {"half_term_ends_on": autumn["half_term_ends_on"] + ONE_WEEK}
                terms.append(Term(school=school, year=year, season=Season.AUTUMN, **longer))
    Term.objects.bulk_create(terms, batch_size=1000)
    Closure.objects.bulk_create(closures, batch_size=1000)


def _closure(kind, first, *, last=None, school=None, words=""):
    return Closure(kind=kind, school=school, starts_on=first, ends_on=last or first, words=words)


def _on(day, *, weekdays):
    """The first of these weekdays on or after a day."""
    week = (day + ONE_DAY * number for number in range(7))
    return next(each for each in week if each.weekday() in weekdays)


def _monday(day):
    """The Monday on or after a day."""
    return _on(day, weekdays=[Weekday.MONDAY])


def _friday_by(day):
    """The Friday on or before a day."""
    return day - timedelta(days=(day.weekday() - Weekday.FRIDAY) % 7)
