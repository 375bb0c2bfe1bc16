"""The home page of a school, for its own people."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hub.home.here import show_school
from schools.home_page import context_of
from schools.models import School


@require_safe
def home(request, pk):
    """What the school does next, what is new since the last visit, and whom to ask."""
    own = School.objects.allowing("schools.see_home", request.user)
    school = get_object_or_404(own.select_related("region"), pk=pk)
    show_school(request, school)
    return render(request, "schools/home.html", context_of(school, user=request.user))
