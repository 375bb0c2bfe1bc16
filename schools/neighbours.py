"""The schools round a school: for staff who plan a day of visits."""

from hub.geography.distance import in_kilometres, nearest
from hub.permissions import may
from schools.models import School

_SHOWN = 6


def neighbours_of(school, *, user):
    """The open schools nearest to it that the user may see, each with its ``distance`` in words.

    [] for a school without a place; None for a user who plans no visits.
    """
    if not may(user, "schools.see_neighbours", school):
        return None
    others = School.objects.visible_to(user).open().exclude(pk=school.pk)
    found = list(nearest(others, school, count=_SHOWN))
    for other in found:
        other.distance = in_kilometres(other.metres)
    return found
