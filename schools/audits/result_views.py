"""What an audit comes to, once it is handed in."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from hub.permissions import may
from hub.reporting.choices import Format
from schools.audits.colleagues import what_teachers_say
from schools.audits.fetching import audit_for
from schools.audits.helps import helps_for
from schools.audits.report_rows import audit_row
from schools.audits.years import years_of
from schools.models import AuditFile

_HELPS = 5


@require_safe
def result(request, pk, year):
    """Strengths, next steps, what helps with them; area by area, this year beside last."""
    audit = audit_for(request, pk, year)
    if not audit.is_submitted:
        if may(request.user, "schools.do_audit", audit.school):
            return redirect(audit)
        raise Http404
    row = audit_row(audit)
    steps = [step.area for step in row.result.next_steps]
    helps = helps_for(steps, school=audit.school, user=request.user, limit=_HELPS)
    context = {
        "audit": audit,
        "school": audit.school,
        "row": row,
        "helps": [*helps, *what_teachers_say(audit, user=request.user)],
        "files": _files(audit),
        "years": years_of(audit.school, user=request.user, but=audit),
        "pdf": Format.PDF,
    }
    return render(request, "schools/audits/result.html", context)


def _files(audit):
    """{area: its files}."""
    found: dict[str, list[AuditFile]] = {}
    for each in audit.files.select_related("file"):
        found.setdefault(each.area, []).append(each)
    return found
