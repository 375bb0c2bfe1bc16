"""An audit from its beginning to the moment when it is handed in."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hub.calendar.years import AcademicYear
from hub.home.here import show_school
from hub.permissions import may, require
from schools.audits import auditing
from schools.audits.checking import checked
from schools.audits.fetching import own_audit
from schools.audits.progress import progress_of, tasks_of
from schools.audits.years import years_of
from schools.models import Audit, School

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@_FORM
def start(request, pk):
    """Begin this year's audit, or come to where it stands; the audits of other years."""
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    require(request.user, "schools.see_audits", school)
    show_school(request, school)
    may_begin = may(request.user, "schools.do_audit", school)
    year = AcademicYear.current()
    if request.method == "POST":
        require(request.user, "schools.do_audit", school)
        return _begin(request, school)
    if may_begin:
        current = Audit.objects.filter(school=school, year=year).select_related("filling").first()
        if current is not None:
            return redirect(current)
    context = {
        "school": school,
        "year": year,
        "may_begin": may_begin and school.is_open,
        "years": years_of(school, user=request.user),
    }
    return render(request, "schools/audits/start.html", context)


def _begin(request, school):
    try:
        audit, is_new = auditing.start(school=school, by=request.user)
    except auditing.AuditRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("schools:audit", school.pk)
    if not is_new:
        messages.info(request, "A colleague has begun this audit already. Go on together.")
    return redirect(audit)


@require_safe
def areas(request, pk, year):
    """The areas of an open audit, each with how far it is; of one handed in, its result."""
    audit = own_audit(request, pk, year)
    if not audit.is_open:
        return redirect(audit)
    found = progress_of(audit)
    context = {
        "audit": audit,
        "school": audit.school,
        "tasks": tasks_of(audit, found),
        "done": sum(area.is_done for area in found),
        "number": len(found),
        "is_begun": any(area.answered for area in found),
        "years": years_of(audit.school, user=request.user, but=audit),
    }
    return render(request, "schools/audits/areas.html", context)


@_FORM
def check(request, pk, year):
    """Everything that is answered, what is open, and the button that hands it in."""
    audit = own_audit(request, pk, year)
    if not audit.is_open:
        if request.method == "POST":
            messages.info(request, "This audit was handed in already. Below is its result.")
        return redirect(audit)
    if request.method == "POST":
        try:
            audit = auditing.submit(audit=audit, by=request.user)
        except auditing.AuditRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("schools:audit_year", pk, year)
        messages.success(
            request, "The audit is handed in. This is its result; lead and head get an e-mail."
        )
        return redirect(audit)
    found = progress_of(audit)
    context = {
        "audit": audit,
        "school": audit.school,
        "areas": checked(audit, found),
        "open": sum(len(area.open) for area in found),
        "open_areas": [area for area in found if area.open],
        "is_begun": any(area.answered for area in found),
    }
    return render(request, "schools/audits/check.html", context)
