"""The areas of the portal: who has which, and the order of the entries in its menu.

An entry appears when its app has registered it (hub/home/registry.py) and the person may open it,
so a name in these lists promises nothing by itself.
"""

from dataclasses import dataclass

from hub.accounts.choices import STAFF_ROLES, Role

PUBLIC, FOOTER = "public", "footer"


@dataclass(frozen=True)
class Area:
    """One shell: ``menu`` is the order of its entries; ``wide`` pages fill the screen."""

    key: str
    name: str
    roles: frozenset[str]
    menu: tuple[str, ...]
    wide: bool = False

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
                "Reports",
                "Targets",
                "Finance",
                "Data quality",
                "People",
                "Trail",
                "Settings",
            ),
            wide=True,
        ),
        Area(
            "staff",
            "Hub staff",
            frozenset(STAFF_ROLES - {Role.MANAGER, Role.ADMIN} | {Role.PARTNER}),
            (
                "Home",
                "Schools",
                "Visits",
                "Lessons",
                "Ensembles",
                "Training",
                "Instruments",
                "Families",
                "E-mail",
            ),
            wide=True,
        ),
        Area(
            "tutor",
            "Tutors and leaders",
            frozenset({Role.TUTOR, Role.LEADER}),
            ("Today", "Timetable", "Registers", "Pupils", "Hours"),
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
        ),
        Area(
            "parent",
            "Families",
            frozenset({Role.CARER}),
            (
                # A way back to the things to do, until "My family" is that page.
                "Home",
                "Find lessons and groups",
                "My family",
                "Lessons and groups",
                "Payments",
                "Help",
            ),
        ),
    ]
}

#: The order of what is not an area of somebody's own: the public menu, and the foot of every page.
MENUS = {
    PUBLIC: (
        "Learn an instrument",
        "Groups and ensembles",
        "Instrument hire",
        "Schools",
        "Training",
        "About and help",
    ),
    FOOTER: ("Contact", "Accessibility", "Privacy", "Cookies", "Terms", "Safeguarding"),
    **{area.key: area.menu for area in AREAS.values()},
}
