"""Settings: which postcodes are loaded, and where one is."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from hub.forms import HubForm
from hub.geography.grid import grid_reference
from hub.geography.models import PostcodeArea
from hub.geography.postcodes import PostcodeField, locate
from hub.lists import Column
from hub.permissions import require

COLUMNS = [Column("Area"), Column("Postcodes", number=True), Column("File"), Column("Loaded on")]


class TryForm(HubForm):
    """A postcode to try."""

    postcode = PostcodeField(
        label="Try a postcode", error_messages={"required": "Enter a postcode, like AL1 5EG"}
    )


@require_safe
def postcode_page(request):
    """What is loaded, area by area, and a box that says where a postcode is."""
    require(request.user, "geography.load_postcodes")
    form = TryForm(request.GET if "postcode" in request.GET else None)
    areas = list(PostcodeArea.objects.select_related("file"))  # 124 in all Great Britain
    context = {
        "form": form,
        "areas": areas,
        "columns": COLUMNS,
        "total": sum(each.postcodes for each in areas),
        "newest": max((each.file for each in areas), key=lambda file: file.at, default=None),
    }
    if form.is_valid():
        place = locate(form.cleaned_data["postcode"])
        context["tried"] = form.cleaned_data["postcode"]
        context["place"] = place
        context["reference"] = place and grid_reference(place.easting, place.northing)
    status = 422 if form.errors else 200
    return render(request, "geography/postcodes.html", context, status=status)
