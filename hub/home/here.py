"""Which area, and for schools which school, somebody is in: chosen once, kept in the session."""

from hub.home.areas import AREAS
from hub.permissions import may

_AREA, _SCHOOL = "area", "school"


def areas_of(user):
    """The areas that this user may enter, the one to start in first."""
    return [area for area in AREAS.values() if may(user, area.right)]


def area_of(request):
    """The area that the user is in: the one chosen, else their first; None for nobody's.

    A choice that no longer holds, because the role ended, is passed over.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    own = areas_of(user)
    chosen = request.session.get(_AREA)
    return next((area for area in own if area.key == chosen), own[0] if own else None)


def enter(request, area):
    """Keep the area in the session; the caller has asked whether the user may."""
    if request.session.get(_AREA) != area.key:
        request.session[_AREA] = area.key


def schools_of(user):
    """The schools at which this user holds a role today, by name."""
    schools = {grant.school for grant in user.live_grants if grant.school_id}
    return sorted(schools, key=lambda school: (school.name, school.pk))


def school_of(request):
    """The school whose pages the user is on: the one chosen, else the first; None without one."""
    own = schools_of(request.user)
    chosen = request.session.get(_SCHOOL)
    return next((school for school in own if school.pk == chosen), own[0] if own else None)


def switch_school(request, school):
    """Keep the school in the session; the caller has asked whether it is the user's."""
    request.session[_SCHOOL] = school.pk
