"""How the pages of an audit come by it: 404 for what is not one's to know of."""

from django.shortcuts import get_object_or_404

from hub.home.here import show_school
from hub.permissions import require
from schools.models import Audit

_WITH = ("school", "filling__version", "filling__school", "filling__submitted_by")


def audit_for(request, pk, year):
    """The audit of a school and year that this person may read; its school is the page's."""
    rows = Audit.objects.visible_to(request.user).select_related(*_WITH)
    audit = get_object_or_404(rows, school=pk, year=year)
    show_school(request, audit.school)
    return audit


def own_audit(request, pk, year):
    """The same, for those who answer it."""
    audit = audit_for(request, pk, year)
    require(request.user, "schools.do_audit", audit.school)
    return audit
