"""The page on how well the directory is known."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from hub.lists import Column
from hub.permissions import may, require
from schools.models import RegisterReading, School, SchoolLink
from schools.quality import data_quality

COLUMNS = [Column("What"), Column("How many", number=True), Column("What is counted")]


@require_safe
def data_quality_page(request):
    """Counts of what is not in order, each with its definition and its list."""
    require(request.user, "schools.keep_directory")
    context = {
        "rows": data_quality(
            schools=School.objects.allowing("schools.keep_directory", request.user),
            links=SchoolLink.objects.visible_to(request.user),
            types=may(request.user, "schools.keep_lists"),
        ),
        "columns": COLUMNS,
        "files": list(RegisterReading.objects.last_whole()),
    }
    return render(request, "schools/data_quality.html", context)
