"""Which area, and for schools which school, somebody is in: chosen once, kept in the session."""

from hub.home.areas import AREAS
from hub.permissions import may

_AREA, _SCHOOL = "area", "school"


def areas_of(user):
    """The areas that this user may enter, the one to start in first."""
    return [area for area in AREAS.values() if may(user, area.right)]


def area_of(request):
    """The area that the user is in: the page's own, the one chosen, else their first, or None.

    A choice that no longer holds, because the role ended, is passed over.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    own = {area.key: area for area in areas_of(user)}
    wished = [getattr(request, "_area", None), request.session.get(_AREA), *own]
    return next((own[key] for key in wished if key in own), None)


def show_in(request, area):
    """This page belongs to the area, whichever the user has chosen. Nothing is kept."""
    request._area = area.key


def choose(request, area):
    """Keep the area in the session; the caller has asked whether the user may enter it."""
    request.session[_AREA] = area.key


def schools_of(user):
    """The schools at which this user holds a role today, by name."""
    schools = {grant.school for grant in user.live_grants if grant.school_id}
    return sorted(schools, key=lambda school: (school.name, school.pk))


def school_of(request):
    """The school whose pages the user is on: the page's own, the one chosen, else the first.

    None without one. A choice that no longer holds, because the role ended, is passed over.
    """
    own = {school.pk: school for school in schools_of(request.user)}
    wished = [getattr(request, "_school", None), request.session.get(_SCHOOL), *own]
    return next((own[pk] for pk in wished if pk in own), None)


def show_school(request, school):
    """This page is about the school, whichever of theirs the user has chosen. Nothing is kept."""
    request._school = school.pk


def switch_school(request, school):
    """Keep the school in the session; the caller has asked whether it is the user's."""
    request.session[_SCHOOL] = school.pk
