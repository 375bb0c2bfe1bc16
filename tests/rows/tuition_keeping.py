"""What is taught where, and what it costs: staff read, the office and managers set."""

from hub.accounts.choices import Role
from hub.calendar.years import AcademicYear
from tests.answers import NO_ROLE, NOBODYS, SCHOOLS, STAFF, Row, only, only_sent, page
from tests.factories.tuition import PriceFactory, ProvisionFactory
from tuition.models import Price

OFFICE = (Role.OFFICE,)
MANAGER = (Role.MANAGER,)
#: Drafts are not theirs to know of.
_BLIND = dict.fromkeys([NO_ROLE, *SCHOOLS, Role.CARER, Role.LEADER, Role.PARTNER], 404)


def _form(post):
    """A page about one: a draft is not known to families; a number that is none, to nobody."""
    return Row(
        only(*OFFICE) | _BLIND,
        only(*OFFICE, answer=post) | _BLIND,
        only(others=404),
        only(others=404),
    )


def _one(world, who):
    return {"pk": ProvisionFactory(state="draft").pk}


def _none(world, who):
    return {"pk": NOBODYS}


def _price(world, who):
    Price.objects.filter(year=AcademicYear.current(), kind="small").delete()
    return {"pk": PriceFactory().pk}


_PRICE = Row(
    only(*MANAGER),
    only(*MANAGER, answer=422),
    only(*MANAGER, answer=404),
    only(*MANAGER, answer=404),
)
_LIST = page(only(*STAFF))

ROWS = {
    "tuition:provisions": _LIST,
    "tuition:provisions_csv": _LIST,
    "tuition:provisions_copy": Row(only(*OFFICE), only(*OFFICE, answer=302)),
    "tuition:provision_add": Row(only(*OFFICE), only(*OFFICE, answer=422)),
    "tuition:provision_office": Row(
        only(*STAFF) | _BLIND, only(others=405), only(others=404), only(others=405)
    ),
    "tuition:provision_change": _form(422),
    "tuition:provision_publish": only_sent(_form(302)),
    "tuition:provision_stop": _form(302),
    "tuition:provision_copy": only_sent(_form(302)),
    "tuition:provision_capacity": _form(422),
    "tuition:prices": _LIST,
    "tuition:price_add": Row(only(*MANAGER), only(*MANAGER, answer=422)),
    "tuition:prices_copy": Row(only(*MANAGER), only(*MANAGER, answer=422)),
    "tuition:price": _PRICE,
    "tuition:price_remove": Row(
        only(*MANAGER),
        only(*MANAGER, answer=302),
        only(*MANAGER, answer=404),
        only(*MANAGER, answer=404),
    ),
}
OBJECTS = {
    **dict.fromkeys(
        [name for name in ROWS if name.startswith("tuition:provision_")], (_one, _none)
    ),
    **dict.fromkeys(["tuition:price", "tuition:price_remove"], (_price, _none)),
}
del OBJECTS["tuition:provision_add"]
NO_PAGES = {"tuition:provisions_csv"}
