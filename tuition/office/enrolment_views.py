"""One enrolment: each who may see it sees the part that is theirs."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hub.permissions import may, require
from tuition.after.of_carer import carer_part
from tuition.after.words import tag_of, when_of
from tuition.models import Enrolment
from tuition.office.office_part import office_part


@require_safe
def enrolment(request, pk):
    """A place, or the wish for one. Parts: the carer's, the office's."""
    rows = Enrolment.objects.visible_to(request.user).of_pupils().with_all()
    row = get_object_or_404(rows, pk=pk)
    require(request.user, "tuition.see_enrolment", row)
    is_full = may(request.user, "people.see_full_pupil", row.pupil)
    context = {
        "row": row,
        "who": row.pupil.full_name if is_full else row.pupil.short_name,
        "carer": carer_part(request.user, row),
        "office": office_part(request.user, row),
        "tag": tag_of(row),
        "when": when_of(row),
    }
    return render(request, "tuition/enrolment.html", context)
