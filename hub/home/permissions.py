"""Who may enter which area (hub/home/areas.py says which roles have it)."""

from hub.home.areas import AREAS
from hub.permissions import EVERYTHING, NOTHING, right


def _rule(area):
    def enter(user):
        return EVERYTHING if user.has_role(*area.roles) else NOTHING

    enter.__doc__ = f"Whoever holds one of these roles: {', '.join(sorted(area.roles))}."
    return enter


for _area in AREAS.values():
    right(_area.right)(_rule(_area))


@right("home.choose_place")
def choose_place(user):
    """Everybody chooses among the areas and schools that are theirs."""
    return EVERYTHING
