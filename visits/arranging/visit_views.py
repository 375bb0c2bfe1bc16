"""The page of a visit: for staff with what can be done, for its school with what concerns it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hub.forms import typed
from hub.home.here import show_school
from hub.permissions import may, require
from hub.trail.record import record
from visits.arranging import calendar_file, ending
from visits.arranging.answer_views import may_be_answered
from visits.arranging.clocking import in_words
from visits.arranging.forms import KilometresForm
from visits.arranging.history import happenings
from visits.arranging.words import is_past, kind_of, next_for_officer, next_for_school, status_of
from visits.choices import VisitState
from visits.due.near import due_near
from visits.models import ProposedDate, Visit, VisitOfficer

FORM = require_http_methods(["GET", "HEAD", "POST"])


def visit_of(request, pk, right=""):
    """The visit, if the person may know of it; 403 when they may not do what ``right`` says."""
    rows = Visit.objects.visible_to(request.user)
    rows = rows.select_related("school__region", "type", "officer", "created_by", "follows")
    found = get_object_or_404(rows, pk=pk)
    if right:
        require(request.user, right, found)
    return found


@require_safe
def visit(request, pk):
    """Who goes to which school, when and what about; what happens next and what has happened."""
    row = visit_of(request, pk)
    is_own = may(request.user, "visits.answer_visit", row)
    for_school = is_own and not may(request.user, "visits.plan_visits")
    dates = ProposedDate.objects.visible_to(request.user).filter(visit=row, withdrawn_at=None)
    places = VisitOfficer.objects.visible_to(request.user).filter(visit=row)
    context = {
        "visit": row,
        "school": row.school,
        "status": status_of(row),
        "kind": kind_of(row),
        "is_past": is_past(row),
        "when": in_words(row.starts_at, row.ends_at) if row.starts_at else "",
        "dates": [in_words(date.starts_at, date.ends_at) for date in dates],
        "places": list(places.select_related("officer").order_by("pk")),
        "history": happenings(row, user=request.user),
        "can_answer": is_own and may_be_answered(row),
        "has_file": row.starts_at is not None
        and row.state not in (VisitState.REFUSED, VisitState.NO_REPLY),
    }
    if for_school:
        show_school(request, row.school)
        return render(
            request, "visits/visit_of_school.html", context | {"next": next_for_school(row)}
        )
    can_write = may(request.user, "visits.write_visit", row)
    context |= {
        "next": next_for_officer(row),
        "facts": _facts(row),
        "can_write": can_write,
        "can_undo": can_write and not ending.why_not_undone(row),
        "no_reply_on": ending.may_be_without_reply_on(row)
        if row.state == VisitState.PROPOSED
        else None,
        "actions": _actions(row) if can_write else [],
    }
    if row.is_coming:
        context |= {
            "near": due_near(row.school, user=request.user),
            "has_place": row.school.easting is not None,
        }
    return render(request, "visits/visit.html", context)


@require_safe
def calendar(request, pk):
    """The visit as a file for one's own calendar."""
    row = visit_of(request, pk)
    for_school = not may(request.user, "visits.plan_visits")
    return calendar_file.file_of(row, for_school=for_school)


@FORM
def kilometres(request, pk):
    """Correct the kilometres of a visit that has taken place."""
    row = visit_of(request, pk, "visits.write_visit")
    if not row.took_place:
        messages.info(request, "Kilometres are corrected once the visit has taken place.")
        return redirect(row)
    form = KilometresForm(typed(request), initial={"kilometres": row.kilometres})
    if form.is_valid():
        changes = {"kilometres": (row.kilometres, form.cleaned_data["kilometres"])}
        row.kilometres = form.cleaned_data["kilometres"]
        row.save(update_fields=["kilometres"])
        record("changed", row, by=request.user, changes=changes)
        messages.success(request, f"The visit counts {row.kilometres} km.")
        return redirect(row)
    context = {"visit": row, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "visits/kilometres.html", context, status=status)


def _facts(row):
    return [
        {"label": "School", "value": row.school.name},
        {"label": "Type", "value": row.type.name},
        {"label": "Led by", "value": row.officer or "Nobody yet"},
        {"label": "Academic year", "value": row.year},
    ]


def _actions(row):
    """[(name of the route, words)] of what can be done with a visit in its state."""
    state = row.state
    fix = ("visits:fix", "Fix a date that you have agreed")
    cancel, officers = ("visits:cancel", "Call it off"), ("visits:officers", "Change who goes")
    propose = ("visits:propose", "Propose dates")
    if state == VisitState.TO_ARRANGE:
        return [propose, fix, officers, cancel]
    if state == VisitState.PROPOSED:
        over = ending.is_without_reply(row)
        return [
            *([("visits:no_reply", "Put down as without reply")] if over else []),
            fix,
            ("visits:propose", "Propose other dates"),
            officers,
            cancel,
        ]
    if state == VisitState.CONFIRMED:
        move, anew = ("visits:fix", "Move it"), ("visits:propose", "Propose other dates")
        done = [("visits:mark_done", "Mark as done")] if ending.has_begun(row) else []
        return [*done, move, anew, officers, cancel]
    if state in (VisitState.CANCELLED, VisitState.REFUSED, VisitState.NO_REPLY):
        return [propose, fix]
    return []
