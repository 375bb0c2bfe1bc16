"""Audits as the hub and trusts see them: a list of what is handed in, and giving one back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hub.forms import typed
from hub.home.here import school_of
from hub.lists import keyset, sort
from hub.permissions import may, require
from schools.audits import auditing
from schools.audits.fetching import audit_for
from schools.audits.forms import AuditFilters, ReopenForm
from schools.models import Audit, School
from schools.search import find

_COLUMNS = [
    ("school", "School", "school__name"),
    ("year", "Year", "year"),
    ("day", "Handed in", "filling__submitted_at"),
]


@require_safe
def audits(request):
    """The audits that are handed in, newest first. Who has a school comes to its audit."""
    require(request.user, "schools.see_audits")
    own = school_of(request)
    if own is not None and may(request.user, "schools.do_audit", own):
        return redirect("schools:audit", own.pk)
    filters = AuditFilters(request.GET)
    order = sort(request, _COLUMNS, default="-day")
    rows = Audit.objects.visible_to(request.user).submitted()
    rows = rows.select_related("school", "filling")
    schools = School.objects.visible_to(request.user)
    rows = filters.narrow(rows, lambda words: find(schools, words))
    context = {
        "filters": filters,
        "columns": order.columns,
        "page": keyset(request, rows, order.order_by),
    }
    return render(request, "schools/audits/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request, pk, year):
    """Give an audit back to its school, with a reason that the school is told."""
    audit = audit_for(request, pk, year)
    require(request.user, "schools.reopen_audit", audit)
    form = ReopenForm(typed(request))
    if form.is_valid():
        try:
            auditing.reopen(audit=audit, reason=form.cleaned_data["reason"], by=request.user)
        except auditing.AuditRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request,
                f"{audit.school} can change its audit of {year} again, and is told why. You see it "
                "when it is handed in anew.",
            )
        return redirect(audit.school)
    context = {"audit": audit, "school": audit.school, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "schools/audits/reopen.html", context, status=status)
