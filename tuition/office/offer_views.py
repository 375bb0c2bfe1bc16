"""The office offers a place: to one, with day, time and tutor; or to many from the list."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from hub.forms import typed
from hub.permissions import require
from hub.places import verbs
from hub.places.offering import last_answer
from tuition.after.notice_views import FORM, heading, seen
from tuition.models import Enrolment
from tuition.office import listing
from tuition.office.forms import OfferForm
from tuition.office.offering import MOST_AT_ONCE, meant_by, offer_many, sorted_out

_RESULT = "lessons_offered"


@FORM
def offer(request, pk):
    """Tutor, day, time and dates; then price and last day to give notice; then the offer."""
    row = seen(request, pk)
    require(request.user, "tuition.offer_place", row)
    if not row.is_asking:
        messages.info(request, f"No place can be offered: {row.state_in_words.lower()}.")
        return redirect(row)
    form = OfferForm(typed(request), row=row)
    if form.is_valid():
        if "sure" not in request.POST:
            return _check(request, row, form)
        try:
            verbs.offer(place=row, by=request.user, answer_by=form.answer_until(), **form.terms())
        except verbs.PlaceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The place is offered. The carers are written to.")
            return redirect(row)
    context = heading(request, row) | {"form": form, "provision": row.provision}
    status = 422 if form.is_bound else 200
    return render(request, "tuition/office/offer.html", context, status=status)


def _check(request, row, form):
    for name, new in form.terms().items():
        setattr(row, name, new)
    context = heading(request, row) | {
        "meant": meant_by([row])[row.pk],
        "answer_by": form.answer_until(),
        "sent": [(name, form.data[name]) for name in form.data if name != "csrfmiddlewaretoken"],
    }
    return render(request, "tuition/office/offer_check.html", context)


@FORM
def several(request):
    """Those ticked in the list: one check page, then one page that says what did not work."""
    require(request.user, "tuition.offer_place")
    back = redirect(_list(request.GET.urlencode()))
    if request.method != "POST":
        return back
    rows = _ticked(request)
    if not rows or len(rows) > MOST_AT_ONCE:
        many = f"Tick {MOST_AT_ONCE} learners or fewer."
        messages.error(request, many if rows else "Tick who is to be offered a place.")
        return back
    if "sure" in request.POST:
        result = offer_many(rows=rows, by=request.user)
        request.session[_RESULT] = result | {"query": request.GET.urlencode()}
        return redirect("tuition:offered")
    can, left_out = sorted_out(rows)
    context = {
        "rows": [(row, meant) for row, meant in can],
        "left_out": left_out,
        "answer_by": last_answer(timezone.now()),
        "query": request.GET.urlencode(),
    }
    return render(request, "tuition/office/several.html", context)


@require_safe
def offered(request):
    """What became of the offers to many."""
    require(request.user, "tuition.offer_place")
    result = request.session.get(_RESULT)
    if result is None:
        return redirect("tuition:applications")
    # Names are looked up: a session is no place to keep those of children.
    keys = [*result["made"], *(pk for pk, _ in result["left_out"])]
    found = listing.among(request.user).select_related("pupil", "provision__instrument")
    rows = found.in_bulk(keys)
    context = {
        "made": [rows[pk] for pk in result["made"] if pk in rows],
        "left_out": [(rows[pk], why) for pk, why in result["left_out"] if pk in rows],
        "list_url": _list(result["query"]),
    }
    return render(request, "tuition/office/offered.html", context)


def _list(query):
    """The list of applications, filtered as it was."""
    return f"{reverse('tuition:applications')}{query and '?'}{query}"


def _ticked(request) -> list[Enrolment]:
    """The enrolments ticked, in turn. One that is not theirs to offer, and the whole set is 404."""
    keys = set(request.POST.getlist("places"))
    if not all(key.isascii() and key.isdigit() and len(key) <= 18 for key in keys):
        raise Http404
    rows = listing.among(request.user).allowing("tuition.offer_place", request.user)
    found = list(rows.filter(pk__in=keys).with_all().in_turn())
    if len(found) != len(keys):
        raise Http404
    return found
