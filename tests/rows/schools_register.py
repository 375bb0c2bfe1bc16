"""What keeps the directory in order: types, files read, missing schools, closing by hand."""

from django.utils import timezone

from hub.accounts.choices import Role
from hub.policy.models import LocalAuthority
from schools.models import EstablishmentType, RegisterReading
from tests.answers import MANAGERS, SCHOOLS, Row, only, only_sent, page
from tests.rows.schools import A_SCHOOL, KNOW_NO_SCHOOL

KEEP = (*MANAGERS, Role.OFFICER)


def of_a_school(get, post):
    """A page about a school for those who keep the directory: others see the school, or not."""
    theirs = KNOW_NO_SCHOOL
    strange = theirs | dict.fromkeys(SCHOOLS, 404)
    return Row(
        only(*KEEP, answer=get) | theirs,
        only(*KEEP, answer=post) | theirs,
        only(*KEEP, answer=get) | strange,
        only(*KEEP, answer=post) | strange,
    )


def sent_about_a_school(post):
    """The same for an address that takes nothing but POST."""
    return only_sent(of_a_school(405, post))


def _one(make):
    """A row of the hub's lists, which belong to nobody: the same for all who ask."""
    return lambda world, who: {"pk": make().pk}, lambda world, who: {"pk": make().pk}


def _type():
    return EstablishmentType.objects.get_or_create(name="Community school")[0]


def _reading():
    authority, _ = LocalAuthority.objects.get_or_create(code="901", defaults={"name": "Wessex"})
    return RegisterReading.objects.get_or_create(
        authority=authority,
        file_name="register.csv",
        defaults={"at": timezone.now(), "rows": 1, "known": 1, "found": 1, "is_whole": True},
    )[0]


LISTS = only(*MANAGERS)

ROWS = {
    "schools:types": page(LISTS),
    "schools:type": Row(LISTS, only(*MANAGERS, answer=422), LISTS, only(*MANAGERS, answer=422)),
    "schools:readings": page(LISTS),
    "schools:reading": Row(LISTS, only(*MANAGERS, answer=302), LISTS, only(*MANAGERS, answer=302)),
    "schools:missing": page(only(*KEEP)),
    "schools:missing_export": page(only(*KEEP)),
    "schools:keep": of_a_school(200, 302),
    "schools:list_again": sent_about_a_school(302),
    "schools:close": of_a_school(200, 422),
    "schools:reopen": of_a_school(302, 302),
}

OBJECTS = {
    "schools:type": _one(_type),
    "schools:reading": _one(_reading),
    **dict.fromkeys(
        ["schools:keep", "schools:list_again", "schools:close", "schools:reopen"], A_SCHOOL
    ),
}

NO_PAGES = {"schools:missing_export"}
