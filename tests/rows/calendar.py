"""The calendar: of the hub, of schools, and private feeds."""

import datetime

from hub.accounts.choices import Role
from hub.calendar import feed_addresses
from hub.calendar.choices import ClosureKind, Season
from hub.calendar.models import Closure, Term
from hub.calendar.years import AcademicYear
from tests.answers import (
    ANONYMOUS,
    FORM,
    MANAGERS,
    ONWARD,
    SCHOOLS,
    Row,
    each_their_own,
    everybody,
    named,
    only,
    page,
    signed_in,
)
from tests.factories.calendar import YEAR as A_YEAR
from tests.factories.calendar import dates_of
from tests.rows.schools import KNOW_ANY_SCHOOL, KNOW_NO_SCHOOL, KNOW_SCHOOLS

YEAR = AcademicYear.current()
OF_THE_YEAR = named({"year": YEAR}, {"year": AcademicYear(2090)})
SET_OWN = (*MANAGERS, Role.OFFICER, Role.LEAD, Role.HEAD)
SET_ANY = (*MANAGERS, Role.OFFICER)


def _years(get, post):
    """A page about a year: years too far from now are not found."""
    return Row(get, post, _far(get), _far(post))


def _far(answers):
    """Who may open the page learns that there is none; others are refused before."""
    found = {200, 302, 422}
    far = {who: 404 if status in found else status for who, status in answers.items()}
    return far | {ANONYMOUS: 302}


def _at_school(answer):
    """What may be done at one's own school by SET_OWN, at any by SET_ANY."""
    own = only(*SET_OWN, answer=answer) | KNOW_NO_SCHOOL
    foreign = only(*SET_ANY, answer=answer) | KNOW_NO_SCHOOL | dict.fromkeys(SCHOOLS, 404)
    return own, foreign


def _change_at_school(answer_to_a_post):
    get, foreign_get = _at_school(200)
    post, foreign_post = _at_school(answer_to_a_post)
    return Row(get, post, foreign_get, foreign_post)


def _school(**kwargs):
    return (
        lambda world, who: {"pk": world.school.pk, **kwargs},
        lambda world, who: {"pk": world.foreign_school.pk, **kwargs},
    )


def _inset_at(school):
    day = YEAR.starts_on + datetime.timedelta(days=40)
    closure, _ = Closure.objects.get_or_create(
        school=school, kind=ClosureKind.INSET, starts_on=day, ends_on=day
    )
    return {"pk": closure.pk}


def _with_own_autumn(school):
    _autumn(YEAR, school)
    return {"pk": school.pk, "year": YEAR, "season": Season.AUTUMN}


def _autumn(year, school=None):
    """The autumn term of a year; the dates are those of 2026/27, moved by years."""
    dates = {
        field: day.replace(year=day.year + year - A_YEAR)
        for field, day in dates_of(Season.AUTUMN).items()
    }
    Term.objects.get_or_create(year=year, season=Season.AUTUMN, school=school, defaults=dates)
    return year


def _feed_of(user):
    return {"token": feed_addresses.make(by=user)[1]}


def _dates_of_schools():
    """One row of the API: the askers' school's own, and another school's."""
    post = signed_in(405, anonymous=401)
    return Row(
        only(*KNOW_SCHOOLS, others=404, anonymous=401),
        post,
        only(*KNOW_ANY_SCHOOL, others=404, anonymous=401),
        post,
    )


def _own_autumn(school):
    _autumn(YEAR, school)
    return {"pk": Term.objects.get(school=school).pk}


FAR = AcademicYear(2090)

ROWS = {
    "calendar:home": page(signed_in(302)),
    "calendar:year": _years(signed_in(200), signed_in(405)),
    "calendar:set_terms": _years(only(*MANAGERS), only(*MANAGERS, answer=422)),
    "calendar:start_year": _years(only(*MANAGERS), only(*MANAGERS, answer=422)),
    "calendar:delete_year": _years(only(*MANAGERS), only(*MANAGERS, answer=302)),
    "calendar:school_list": _years(signed_in(200), signed_in(405)),
    "calendar:closure_add": _years(only(*MANAGERS), only(*MANAGERS, answer=422)),
    "calendar:closure_change": _change_at_school(422),
    "calendar:closure_remove": _change_at_school(302),
    "calendar:school_now": Row(
        only(*KNOW_SCHOOLS, answer=302, others=404),
        signed_in(405),
        only(*KNOW_ANY_SCHOOL, answer=302, others=404),
        signed_in(405),
    ),
    "calendar:school": Row(
        only(*KNOW_SCHOOLS, others=404),
        signed_in(405),
        only(*KNOW_ANY_SCHOOL, others=404),
        signed_in(405),
    ),
    "calendar:school_closure_add": _change_at_school(422),
    "calendar:school_term": _change_at_school(422),
    "calendar:school_term_remove": _change_at_school(302),
    "calendar:feed": page(signed_in(200)),
    "calendar:feed_make": FORM,
    "calendar:feed_stop": ONWARD,  # without a feed
    # It asks for no sign-in: the address is the key.
    "calendar:feed_file": Row(everybody(200), everybody(405), everybody(404), everybody(405)),
    "api:terms-list": page(signed_in(200, anonymous=401), signed_in(405, anonymous=401)),
    "api:terms-detail": _dates_of_schools(),
    "api:closures-list": page(signed_in(200, anonymous=401), signed_in(405, anonymous=401)),
    "api:closures-detail": _dates_of_schools(),
}

OBJECTS = {
    **dict.fromkeys(
        ["calendar:year", "calendar:set_terms", "calendar:school_list", "calendar:closure_add"],
        OF_THE_YEAR,
    ),
    "calendar:start_year": (
        lambda world, who: {"year": _autumn(YEAR.previous).next},
        lambda world, who: {"year": FAR},
    ),
    "calendar:delete_year": (
        lambda world, who: {"year": _autumn(YEAR.next)},
        lambda world, who: {"year": FAR},
    ),
    **dict.fromkeys(
        ["calendar:closure_change", "calendar:closure_remove", "api:closures-detail"],
        (
            lambda world, who: _inset_at(world.school),
            lambda world, who: _inset_at(world.foreign_school),
        ),
    ),
    "api:terms-detail": (
        lambda world, who: _own_autumn(world.school),
        lambda world, who: _own_autumn(world.foreign_school),
    ),
    "calendar:feed_file": (
        each_their_own(_feed_of)[0],
        lambda world, who: {"token": "made-up"},
    ),
    "calendar:school_now": _school(),
    **dict.fromkeys(["calendar:school", "calendar:school_closure_add"], _school(year=YEAR)),
    "calendar:school_term": _school(year=YEAR, season=Season.SPRING),
    "calendar:school_term_remove": (
        lambda world, who: _with_own_autumn(world.school),
        lambda world, who: _with_own_autumn(world.foreign_school),
    ),
}

NO_PAGES = {
    "calendar:feed_file",
    *("api:terms-list", "api:terms-detail", "api:closures-list", "api:closures-detail"),
}
