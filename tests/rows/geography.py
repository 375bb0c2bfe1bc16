"""Settings about places."""

from hub.geography.models import Boundaries
from tests.answers import MANAGERS, Row, only, page

SQUARE = [[510_000, 200_000], [540_000, 200_000], [540_000, 240_000]]


def _waiting(user):
    """Boundaries that this person has sent and not decided on."""
    return Boundaries.objects.create(
        file_name="county.geojson", shapes=[{"name": "Vale", "rings": [SQUARE]}], by=user
    )


ROWS = {
    "geography:boundaries": Row(only(*MANAGERS), only(*MANAGERS, answer=422)),
    "geography:boundaries_check": Row(
        only(*MANAGERS),
        only(*MANAGERS, answer=302),
        only(*MANAGERS, answer=404),
        only(*MANAGERS, answer=404),
    ),
    "geography:boundaries_remove": Row(only(*MANAGERS, answer=302), only(*MANAGERS, answer=302)),
    "geography:postcodes": page(only(*MANAGERS)),
}

OBJECTS = {
    "geography:boundaries_check": (
        lambda world, who: {"pk": _waiting(world.users.get(who)).pk},
        lambda world, who: {"pk": _waiting(world.stranger).pk},
    ),
}
