"""The audience that needs no app: families by school, year and consent."""

from hub.people.audiences import audience
from hub.people.office.search_filters import PupilFilters


@audience(
    "families",
    name="All families",
    hint="Everybody whose child is known here, with lessons or without.",
    order=90,
)
class ByFamily(PupilFilters):
    """School, year and consents; not who has a restriction, nor a search by words."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("q", "restricted"):
            del self.fields[name]
