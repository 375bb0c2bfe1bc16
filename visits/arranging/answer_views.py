"""Where a school answers: by the signed link without an account, and signed in."""

from functools import wraps

from allauth.core.internal.ratelimit import get_ip
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hub.api.throttling import count
from hub.forms import typed
from hub.front.errors import too_many
from hub.home.here import show_school
from hub.permissions import require
from visits.arranging import answering, calendar_file, links
from visits.arranging.answer_forms import NO, OTHERS, AnswerForm
from visits.arranging.refusals import AnsweredMeanwhile, VisitRefused
from visits.arranging.words import kind_of, next_for_school
from visits.choices import VisitState
from visits.models import Visit, VisitOfficer

#: In a minute: of addresses that open nothing, from one place; of answers by one link.
WRONG, RIGHT = 60, 30
MEANWHILE = (
    "Somebody has answered or changed this visit meanwhile. See how it stands now, and change it "
    "if you need to."
)
_DONE = {
    VisitState.CONFIRMED: "Thank you. The visit is confirmed.",
    VisitState.TO_ARRANGE: "Thank you. We will propose other dates.",
    VisitState.REFUSED: "Thank you for telling us.",
    VisitState.CANCELLED: "The visit is called off. Thank you for telling us.",
}


def _by_link(view):
    """For views behind the link: ``view(request, visit, is_newest, token)``, and limits."""

    @wraps(view)
    def limited(request, token):
        try:
            visit, is_newest = links.visit_of(token)
        except links.NoSuchLink:
            visit = is_newest = None
        # A right link is never held up by a neighbour's wrong ones: a school is one place.
        key, most = (
            (f"visit-link:{visit.pk}", RIGHT) if visit else (f"no-link:{get_ip(request)}", WRONG)
        )
        calls, wait = count(key)
        if calls > most:
            response = too_many(request)
            response["Retry-After"] = str(wait)
            return response
        if visit is None:
            raise Http404
        return view(request, visit, is_newest, token)

    return limited


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@_by_link
def answer(request, visit, is_newest, token):
    """The dates of a visit, for whoever has the link that was sent to the school."""
    if words := links.why_over(visit, is_newest):
        context = {"visit": visit, "words": words}
        return render(request, "visits/link_over.html", context, status=410)
    form = answer_form(request, visit, signed_in=False)
    if form.is_valid():
        form, said = take(request, form, visit)
        if said or links.why_over(visit, is_newest):
            messages.success(request, said or MEANWHILE)
            return redirect("visits:answer", token)
    context = {
        "visit": visit,
        "form": form,
        "next": next_for_school(visit),
        "kind": kind_of(visit),
        "token": token,
    }
    status = 422 if form.is_bound else 200
    return render(request, "visits/answer.html", context, status=status)


@never_cache
@login_not_required
@require_safe
@_by_link
def answer_file(request, visit, is_newest, token):
    """The visit for the school's calendar; of a visit that is off, what takes it out again."""
    return calendar_file.file_of(visit, for_school=True)


@require_http_methods(["GET", "HEAD", "POST"])
def reply(request, pk):
    """The same for the lead and head of the school, signed in."""
    rows = Visit.objects.visible_to(request.user).select_related("school", "type", "officer")
    visit = get_object_or_404(rows, pk=pk)
    require(request.user, "visits.answer_visit", visit)
    show_school(request, visit.school)
    if not may_be_answered(visit):
        messages.info(request, "There is nothing to answer at present.")
        return redirect(visit)
    form = answer_form(request, visit, signed_in=True)
    if form.is_valid():
        form, said = take(request, form, visit)
        if said or not may_be_answered(visit):
            messages.success(request, said or MEANWHILE)
            return redirect(visit)
    context = {"visit": visit, "form": form, "next": next_for_school(visit)}
    status = 422 if form.is_bound else 200
    return render(request, "visits/reply.html", context, status=status)


def may_be_answered(visit) -> bool:
    """Is there anything that a school could say about this visit now?"""
    if visit.state == VisitState.CONFIRMED:
        return visit.starts_at > timezone.now()
    if visit.state == VisitState.PROPOSED:
        return True
    waits = (VisitState.TO_ARRANGE, VisitState.REFUSED, VisitState.NO_REPLY)
    return visit.state in waits and bool(dates_of(visit))


def dates_of(visit):
    """The dates that a school can still choose: offered, to come, and free."""
    dates = visit.dates.filter(withdrawn_at=None, starts_at__gt=timezone.now())
    if visit.state == VisitState.CONFIRMED:
        dates = dates.exclude(starts_at=visit.starts_at)
    officers = visit.officers.values("officer")
    busy = VisitOfficer.objects.filter(officer__in=officers, during__isnull=False)
    taken = list(busy.exclude(visit=visit.pk).values_list("during", flat=True))
    return [
        date
        for date in dates
        if not any(date.starts_at < each.upper and each.lower < date.ends_at for each in taken)
    ]


def answer_form(request, visit, *, signed_in, data=None):
    """The form with the dates that can be chosen now."""
    data = typed(request) if data is None else data
    return AnswerForm(data, visit=visit, dates=dates_of(visit), signed_in=signed_in)


def take(request, form, visit):
    """Hand a valid answer to its verb; returns (the form, with what is wrong; what to say, or "").

    ``visit`` is brought up to date when somebody was quicker, and so is the form: what was typed
    stays, and sent once more it counts.
    """
    data = form.cleaned_data
    signed_in = "name" not in data
    who = {
        "visit": visit,
        "by": request.user if signed_in else None,
        "name": data.get("name", ""),
        "seen": data["seen"],
    }
    try:
        if data["answer"] == OTHERS:
            now = answering.ask_for_others(words=data["words"], **who)
        elif data["answer"] == NO:
            now = answering.refuse(reason=data["words"], **who)
        else:
            now = answering.choose(date=form.date, words=data["words"], **who)
    except AnsweredMeanwhile:
        visit.refresh_from_db()
        again = request.POST.copy()
        again["seen"] = visit.revision
        form = answer_form(request, visit, signed_in=signed_in, data=again)
        form.add_error(None, MEANWHILE)
    except VisitRefused as refusal:
        form.add_error("answer", str(refusal))
    else:
        return form, _DONE[now.state]
    return form, ""
