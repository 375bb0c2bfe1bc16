"""What waits to be done about families, for whom it waits."""

from hub.people.family import menus as of_carers  # noqa: F401  (registers its own)
from hub.people.office import menus as of_office  # noqa: F401  (registers its own)
