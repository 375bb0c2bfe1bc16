"""The areas of the portal: who has which, and the order of the entries in its menu.

An entry appears when its app has registered it (hub/home/registry.py) and the person may open it,
so a name in these lists promises nothing by itself.
"""

from dataclasses import dataclass

from hub.accounts.choices import STAFF_ROLES, Role

#: Menus that are no area of anybody's own: for those signed out, for those signed in without a
#: live role (they have the public menu, and an account), and the foot of every page.
PUBLIC, NO_ROLE, FOOTER = "public", "no-role", "footer"


@dataclass(frozen=True)
class Area:
    """One shell: ``menu`` is the order of its entries; ``wide`` pages fill the screen.

    ``home`` is the menu's word for its home page, ``nothing`` what that page says when empty.
    ``page``: the route of a home page of its own, which shows the things to do among other things.
    """

    key: str
    name: str
    roles: frozenset[str]
    menu: tuple[str, ...]
    nothing: str
    home: str = "Home"
    page: str = ""
    layout: str = "layouts/two_thirds.html"
    wide: bool = False

    @property
    def has_aside(self):
        """Does its layout have a panel beside the content, for "Ask the hub"?"""
        return self.layout == "layouts/two_thirds.html"

    @property
    def right(self):
        """The name of the right to enter it (hub/home/permissions.py)."""
        return f"home.enter_{self.key}"


# In the order in which somebody with several roles is offered them; the first is where they start.
AREAS = {
    area.key: area
    for area in [
        Area(
            "manager",
            "Management",
            frozenset({Role.MANAGER, Role.ADMIN}),
            (
                "Overview",
                "Schools",
                "Needs",
                "Visits",
                "Reports",
                "Targets",
                "Finance",
                "Data quality",
                "People",
                "E-mail",
                "Trail",
                "Settings",
            ),
            nothing=(
                "Nothing to do. The portal is set up, and nothing waits for your decision. "
                "What needs you will stand here."
            ),
            home="Overview",
            wide=True,
        ),
        Area(
            "staff",
            "Hub staff",
            frozenset(STAFF_ROLES - {Role.MANAGER, Role.ADMIN} | {Role.PARTNER}),
            (
                "Home",
                "Schools",
                "Needs",
                "Visits",
                "Lessons",
                "Ensembles",
                "Training",
                "Instruments",
                "Families",
                "E-mail",
            ),
            nothing="Nothing to do. What is due, and what others ask of you, will stand here.",
            wide=True,
        ),
        Area(
            "tutor",
            "Tutors and leaders",
            frozenset({Role.TUTOR, Role.LEADER}),
            ("Today", "Timetable", "Registers", "Pupils", "Hours"),
            nothing="Nothing to do. Registers to take and lessons that change will stand here.",
            home="Today",
            layout="layouts/one_column.html",
        ),
        Area(
            "school",
            "Schools",
            frozenset({Role.LEAD, Role.HEAD, Role.BURSAR, Role.TRUST}),
            (
                "Home",
                "Audit",
                "Development plan",
                "Visits",
                "Training",
                "Resources",
                "People",
            ),
            nothing=(
                "Nothing to do. When a visit, an audit or your development plan needs something "
                "from your school, it will stand here."
            ),
        ),
        Area(
            "parent",
            "Families",
            frozenset({Role.CARER}),
            (
                "Find lessons and groups",
                "My family",
                "Lessons and groups",
                "Payments",
                "Help",
            ),
            nothing=(
                "Nothing to do. When we need an answer from you, or a place has come up, "
                "it will stand here."
            ),
            home="My family",
            page="family:home",
            layout="layouts/one_column.html",
        ),
    ]
}

#: Every menu by its key, and the order of its entries.
MENUS = {
    PUBLIC: (
        "Learn an instrument",
        "Groups and ensembles",
        "Instrument hire",
        "Schools",
        "Training",
        "About and help",
    ),
    NO_ROLE: (),
    FOOTER: ("Contact", "Accessibility", "Privacy", "Cookies", "Terms", "Safeguarding"),
    **{area.key: area.menu for area in AREAS.values()},
}
