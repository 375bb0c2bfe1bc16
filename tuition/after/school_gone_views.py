"""The office's list of places at schools that have closed, or that the child has left."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from hub.lists import Column, keyset
from hub.permissions import may, require
from tuition.after import closed_schools, school_gone, words
from tuition.models import Enrolment, Provision

_CLOSED = [
    Column(text) for text in ("Lesson or group", "School", "Closed", "Learners", "What to do")
]
_LEFT = [Column(text) for text in ("Learner", "Place", "Now at", "What to do")]
_MOST_CLOSED = 100


@require_safe
def look(request):
    """Both lists; the second in pages."""
    require(request.user, "tuition.see_waiting_list")
    visible = Enrolment.objects.visible_to(request.user)
    left = school_gone.left_behind().filter(pk__in=visible.values("pk")).with_all()
    left = left.with_right("tuition.offer_place", request.user, as_="may_change")
    page = keyset(request, left, ("-applied_at", "-pk"), among=visible)
    closed = closed_schools.at_closed().filter(
        pk__in=Provision.objects.visible_to(request.user).values("pk")
    )
    context = {
        "closed": [
            (row, words.title_of(row))
            for row in closed.select_related("instrument", "venue__school")[:_MOST_CLOSED]
        ],
        "closed_columns": _CLOSED,
        "may_decide": may(request.user, "tuition.set_provision"),
        "page": page,
        "left": [(row, words.title_of(row.provision)) for row in page],
        "left_columns": _LEFT,
    }
    return render(request, "tuition/after/school_gone.html", context)


@require_POST
def stays(request, pk):
    """They keep the place."""
    row = get_object_or_404(Enrolment.objects.visible_to(request.user).of_pupils(), pk=pk)
    require(request.user, "tuition.offer_place", row)
    school_gone.stays(enrolment=row, by=request.user)
    messages.success(request, "The learner keeps the place.")
    return redirect("tuition:school_gone")
