"""What keeps the directory in order: types, files read, missing schools, closing by hand."""

from django.utils import timezone

from hub.accounts.choices import Role
from hub.policy.models import LocalAuthority
from schools.models import (
    EstablishmentType,
    Region,
    RegisterReading,
    School,
    SchoolLink,
    SchoolNote,
)
from tests.answers import (
    MANAGERS,
    SCHOOLS,
    STAFF,
    Row,
    only,
    only_looked_at,
    only_sent,
    page,
    signed_in,
)
from tests.factories.schools import SchoolFactory
from tests.rows.schools import A_SCHOOL, KNOW_ANY_SCHOOL, KNOW_NO_SCHOOL, KNOW_SCHOOLS

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


def _region():
    return Region.objects.get_or_create(name="Nowhere")[0]


def _reading():
    authority, _ = LocalAuthority.objects.get_or_create(code="901", defaults={"name": "Wessex"})
    return RegisterReading.objects.get_or_create(
        authority=authority,
        file_name="register.csv",
        defaults={"at": timezone.now(), "rows": 1, "known": 1, "found": 1, "is_whole": True},
    )[0]


def _link(school):
    """A merger that the school went into."""
    later = School.objects.filter(urn=99_999_999).first() or SchoolFactory(urn=99_999_999)
    return SchoolLink.objects.get_or_create(
        predecessor_urn=school.urn, successor_urn=later.urn, defaults={"kind": "Successor - merged"}
    )[0]


def _note(school, author):
    """A note that somebody wrote on the school."""
    return SchoolNote.objects.get_or_create(school=school, by=author, text="A note.")[0]


A_LINK = (
    lambda world, who: {"pk": _link(world.school).pk},
    lambda world, who: {"pk": _link(world.foreign_school).pk},
)
#: One's own note, and a stranger's; it is a colleague of the hub who changes only their own.
A_NOTE = (
    lambda world, who: {"pk": _note(world.school, world.users.get(who, world.stranger)).pk},
    lambda world, who: {"pk": _note(world.foreign_school, world.stranger).pk},
)
WRITE = tuple(set(STAFF) - {Role.EDITOR})


def of_a_note(get, post):
    """Authors change their note, managers any; who reads notes sees those of others, 403."""
    others = dict.fromkeys(set(WRITE) - set(MANAGERS), 403)
    return Row(
        only(*WRITE, answer=get, others=404),
        only(*WRITE, answer=post, others=404),
        only(*MANAGERS, answer=get, others=404) | others,
        only(*MANAGERS, answer=post, others=404) | others,
    )


def of_a_link(get, post):
    """Whoever keeps the directory decides; to others the link is not theirs to know of."""
    mine = only(*KEEP, answer=get, others=404)
    sent = only(*KEEP, answer=post, others=404)
    return Row(mine, sent, mine, sent)


LISTS = only(*MANAGERS)

ROWS = {
    "schools:data_quality": page(only(*KEEP)),
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
    "schools:links": page(only(*KEEP)),
    "schools:link": of_a_link(200, 422),
    "schools:link_undo": only_sent(of_a_link(405, 302)),
    "schools:note_add": Row(
        only(*WRITE) | KNOW_NO_SCHOOL,
        only(*WRITE, answer=422) | KNOW_NO_SCHOOL,
        only(*WRITE) | KNOW_NO_SCHOOL | dict.fromkeys(SCHOOLS, 404),
        only(*WRITE, answer=422) | KNOW_NO_SCHOOL | dict.fromkeys(SCHOOLS, 404),
    ),
    "schools:note": of_a_note(200, 422),
    "schools:note_delete": of_a_note(200, 302),
    "schools:regions": Row(LISTS, only(*MANAGERS, answer=422)),
    "schools:region": Row(LISTS, only(*MANAGERS, answer=422), LISTS, only(*MANAGERS, answer=422)),
    "schools:region_remove": Row(
        LISTS, only(*MANAGERS, answer=302), LISTS, only(*MANAGERS, answer=302)
    ),
    "schools:trusts": Row(LISTS, only(*MANAGERS, answer=422)),
    "schools:assign": Row(only(*KEEP), only(*KEEP, answer=422)),
    "schools:assigned": page(only(*KEEP, answer=302)),
    "schools:setting_add": Row(only(*KEEP), only(*KEEP, answer=422)),
    "schools:setting_change": of_a_school(302, 302),
    "schools:history": only_looked_at(
        Row(
            only(*KNOW_SCHOOLS, others=404),
            signed_in(405),
            only(*KNOW_ANY_SCHOOL, others=404),
            signed_in(405),
        )
    ),
}

OBJECTS = {
    **dict.fromkeys(["schools:region", "schools:region_remove"], _one(_region)),
    "schools:type": _one(_type),
    "schools:reading": _one(_reading),
    **dict.fromkeys(
        [
            "schools:keep",
            "schools:list_again",
            "schools:close",
            "schools:reopen",
            "schools:note_add",
            "schools:history",
            "schools:setting_change",
        ],
        A_SCHOOL,
    ),
    **dict.fromkeys(["schools:link", "schools:link_undo"], A_LINK),
    **dict.fromkeys(["schools:note", "schools:note_delete"], A_NOTE),
}

NO_PAGES = {"schools:missing_export"}
