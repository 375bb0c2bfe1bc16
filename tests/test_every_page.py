"""Every page of the portal in a real browser, at the width of a phone and of a desk.

Which pages there are and who may open them is the matrix's knowledge (tests/rows/):
a page that is added is looked at here without anybody thinking of it.
"""

import pytest

from hub.accounts.choices import Role
from tests import matrix
from tests.answers import ANONYMOUS, PEOPLE
from tests.browser import DESK, PHONE
from tests.parts import in_parts
from tests.rows import NO_PAGES, ROWS

pytestmark = pytest.mark.browser

#: Who opens a page here, when several may: those who see most.
EYES = [Role.MANAGER, Role.ADMIN, Role.OFFICER, Role.LEAD, Role.TUTOR, ANONYMOUS]
PAGES = sorted(
    route for route, row in ROWS.items() if 200 in row.get.values() and route not in NO_PAGES
)
PARTS = 4


@pytest.fixture
def world(portal):
    """Everybody whom the matrix knows, each signed in."""
    return matrix.new_world()


@pytest.fixture
def look(browse, world):
    """``look(who, path)``: [what is wrong with the page].

    Too wide it must be at no width. Axe looks once, at the width where more of a page is seen: what
    it asks hardly hangs on the width, it takes most of the time, and the journeys ask it on phones.
    """
    visits = {}

    def at(who, path, expected=200):
        if who not in visits:
            key = next(iter(world.sessions[who].values())) if who != ANONYMOUS else None
            visits[who] = browse("/about/contact/", session_key=key, width=DESK)
        visit = visits[who]
        status = visit.page.goto(path).status
        wrong = visit.axe()
        if status != expected:
            wrong.append(f"answered {status}")
        if (headings := visit.page.locator("h1").count()) != 1:
            wrong.append(f"{headings} main headings")
        wrong += [f"scrolls sideways at {n}" for n in (DESK, PHONE) if visit.scrolls_sideways(n)]
        return [f"{path} as {who}: {fault}" for fault in wrong]

    return at


@pytest.mark.parametrize("part", in_parts("pages", PARTS))
def test_axe_finds_nothing_on_any_page(look, world, part):
    faults = []
    for route in PAGES[part::PARTS]:
        who = next(each for each in [*EYES, *PEOPLE] if ROWS[route].get[each] == 200)
        faults += look(who, matrix.address(route, world, who))
    assert faults == []


def test_axe_finds_nothing_on_the_home_of_any_role(look):
    assert [fault for who in PEOPLE[1:] for fault in look(who, "/home/")] == []


NO = [
    (Role.TUTOR, "/trail/", 403),
    (Role.MANAGER, "/people/999999999/", 404),
    (Role.MANAGER, "/home/choose-area/stay/", 404),
    (ANONYMOUS, "/%00", 400),
    (ANONYMOUS, "/outbox/", 404),
    (ANONYMOUS, "/invitation/made-up/", 404),
]


def test_axe_finds_nothing_on_the_pages_that_say_no(look):
    assert [fault for who, path, status in NO for fault in look(who, path, status)] == []
