"""Adding a school to the places where something is taught."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hub.forms import HubForm, typed
from hub.permissions import require
from schools import venues
from schools.models import School
from schools.school_box import SchoolField


class SchoolVenueForm(HubForm):
    """Which school."""

    school = SchoolField(label="School", help_text="Its name, postcode or URN.")

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["school"].queryset = School.objects.open()


@require_http_methods(["GET", "HEAD", "POST"])
def venue_add(request):
    """Make the place of a school, or lead to the one that there is."""
    require(request.user, "venues.set_venues")
    form = SchoolVenueForm(typed(request))
    if form.is_valid():
        venue = venues.venue_of(school=form.cleaned_data["school"], by=request.user)
        messages.success(request, f"{venue} is on the list of places.")
        return redirect("venues:venue", venue.pk)
    status = 422 if form.is_bound else 200
    return render(request, "schools/venue_add.html", {"form": form}, status=status)
