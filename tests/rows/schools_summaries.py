"""Where summaries of plans are published, and the summaries themselves."""

from django.core.files.base import ContentFile

from hub.accounts.choices import SCHOOL_ROLES, Role
from hub.platform.choices import WorkState
from schools.address_choices import AddressAnswer
from schools.models import SummaryFile
from schools.summaries import publishing
from tests.answers import SCHOOLS, STAFF, Row, at_school, everybody, named, only, signed_in
from tests.factories.plans import PlanFactory, agreed_plan, room_for_a_plan
from tests.factories.summaries import make_address
from tests.rows.schools import A_SCHOOL, KNOW_NO_SCHOOL

READ_ANY = tuple({*STAFF} - {Role.EDITOR})
READ_OWN = (*READ_ANY, *SCHOOL_ROLES)
TELL_ANY = (Role.ADMIN, Role.OFFICER)
TELL_OWN = (*TELL_ANY, Role.LEAD, Role.HEAD)
STRANGE = KNOW_NO_SCHOOL | dict.fromkeys(SCHOOLS, 404)


def _address(which):
    def make(world, who):
        school = world.school if which == "own" else world.foreign_school
        school.published_addresses.all().delete()
        return {"pk": make_address(school, answer=AddressAnswer.COULD_NOT).pk}

    return make


#: Those who may know of an address but not speak for the school.
_SEEN = dict.fromkeys(READ_OWN, 403)
_ACT = Row(
    signed_in(405),
    signed_in(404) | _SEEN | dict.fromkeys(TELL_OWN, 302),
    signed_in(405),
    signed_in(404) | dict.fromkeys(READ_ANY, 403) | dict.fromkeys(TELL_ANY, 302),
)


def _plan(school, person):
    return {"pk": school.pk, "number": PlanFactory(school=room_for_a_plan(school)).pk}


def _public(world, who):
    version = publishing.publish(
        plan=agreed_plan(school=room_for_a_plan(world.school)), by=world.colleague
    )
    return {"slug": world.school.plan_address.slug, "year": version.plan.year}


def _newest(world, who):
    return {"slug": _public(world, who)["slug"]}


def _files(world, who):
    # Not drawn: that takes a while, and here only who gets them is asked.
    SummaryFile.objects.all().delete()
    found = _public(world, who)
    for made in SummaryFile.objects.all():
        made.file.save("", ContentFile(b"A summary"), save=False)
        made.state = WorkState.DONE
        made.save()
    return found


_NOBODYS = named({}, {"slug": "nobodys"})[1]
_NOBODYS_YEAR = named({}, {"slug": "nobodys", "year": "2026-27"})[1]
_OWN = Row(only(Role.LEAD, Role.HEAD, others=404), signed_in(405), only(others=404), signed_in(405))
_FOR_ALL = Row(everybody(200), everybody(405), everybody(404), everybody(405))
ROWS = {
    "schools:summary": _OWN,
    "schools:summary_paste": _OWN,
    "schools:summary_html": _OWN,
    "schools:summary_word": _OWN,
    "schools:public_summary": _FOR_ALL,
    "schools:public_summary_year": _FOR_ALL,
    "schools:public_summary_pdf": _FOR_ALL,
    "schools:public_summary_word": _FOR_ALL,
    "schools:published_address": Row(
        only(*READ_OWN) | KNOW_NO_SCHOOL,
        only(*TELL_OWN, answer=422) | KNOW_NO_SCHOOL,
        only(*READ_ANY) | STRANGE,
        only(*TELL_ANY, answer=422) | STRANGE,
    ),
    "schools:published_address_state": Row(
        only(*READ_OWN) | KNOW_NO_SCHOOL,
        signed_in(405),
        only(*READ_ANY) | STRANGE,
        signed_in(405),
    ),
    "schools:published_address_again": _ACT,
    "schools:published_address_confirm": _ACT,
}

OBJECTS = {
    **dict.fromkeys(
        [f"schools:summary{name}" for name in ("", "_paste", "_html", "_word")], at_school(_plan)
    ),
    "schools:public_summary": (_newest, _NOBODYS),
    "schools:public_summary_year": (_public, _NOBODYS_YEAR),
    "schools:public_summary_pdf": (_files, _NOBODYS_YEAR),
    "schools:public_summary_word": (_files, _NOBODYS_YEAR),
    "schools:published_address": A_SCHOOL,
    "schools:published_address_state": A_SCHOOL,
    "schools:published_address_again": (_address("own"), _address("foreign")),
    "schools:published_address_confirm": (_address("own"), _address("foreign")),
}

NO_PAGES = {
    "schools:published_address_state",
    "schools:summary_html",
    "schools:summary_word",
    "schools:public_summary_pdf",
    "schools:public_summary_word",
}
