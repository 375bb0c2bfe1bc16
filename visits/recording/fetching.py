"""How the pages of a record come by it: 404 for what is not one's to know of."""

from django.shortcuts import get_object_or_404

from hub.permissions import require
from visits.models import Visit, VisitRecord

_WITH = ("school", "type", "officer")


def visit_for(request, pk):
    """The visit, for whoever reads records; a school has the report. 403 for those."""
    visit = _visit(request, pk)
    require(request.user, "visits.see_record")
    return visit


def own_record(request, pk):
    """The record of a visit to which this person goes, begun or not: (visit, record or None)."""
    visit = _visit(request, pk)
    require(request.user, "visits.write_record", visit)
    return visit, record_of(visit)


def record_of(visit):
    """The record of a visit, or None before it is begun."""
    rows = VisitRecord.objects.select_related("filling__version__questionnaire", "filling__school")
    record = rows.filter(visit=visit).first()
    if record is not None:
        record.visit = visit
    return record


def _visit(request, pk):
    rows = Visit.objects.visible_to(request.user).select_related(*_WITH)
    return get_object_or_404(rows, pk=pk)
