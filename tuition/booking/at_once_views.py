"""The page of one lesson or group, on which who is signed in books it at once."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from hub.forms import typed
from hub.permissions import may, require
from hub.places.refusals import NoPlaceLeft, PlaceRefused
from tuition import lesson_terms
from tuition.booking import at_once
from tuition.booking.at_once_forms import BookForm
from tuition.booking.choosing import payers_for
from tuition.booking.consenting import answered, given
from tuition.booking.line_forms import ME
from tuition.choices import Payer
from tuition.finding.page import facts_of
from tuition.models import Provision
from tuition.pricing import quote

_CHANGED = "The price has changed since you opened this page. Please look at it again."
_NONE_LEFT = "The last place has just gone. You can join the waiting list here."
_NOT_SO_MANY = (
    "There is no longer a place for each of them. Choose fewer, or put it in your basket: there "
    "one can take the place, and another can wait."
)


@login_not_required
@require_safe
def provision(request, pk):
    """One lesson or group: price, facts, how to stop, and the one thing to do next."""
    row = _provision(request, pk)
    if not may(request.user, "people.book_for"):
        return _page(request, row, None)
    return _page(request, row, _form(request, row, at_once.learners_of(request.user, row)))


@require_http_methods(["GET", "HEAD", "POST"])
def book(request, pk):
    """Book it at once: a place, an application or a turn on the list, as the page said."""
    require(request.user, "people.book_for")
    row = _provision(request, pk)
    own = list(at_once.learners_of(request.user, row))
    refused = ""
    if request.method == "POST":
        try:
            refused, places = _sent(request, row, own)
        except NoPlaceLeft:
            refused, places = _none_left(request), []
        except PlaceRefused as refusal:
            refused, places = str(refusal), []
        places = places or at_once.booked_before(request.user, row, _posted(request))
        if places:
            return _to_what_came(places)
        row = _provision(request, pk)
        own = list(at_once.learners_of(request.user, row))
    form = _form(request, row, own)
    if refused:
        form.add_error(None, refused)
    return _page(request, row, form)


def _sent(request, row, own):
    """(what is wrong with it, or "", the places that came of it)."""
    # What was ticked is known; what could have been asked is read only to show it again.
    form = BookForm(
        request.POST, provision=row, learners=own, payers=_payers(request, row, own, asks=False)
    )
    if not form.is_valid():
        return "", []
    if price_mark(quote(row)) != request.POST.get("price", ""):
        return _CHANGED, []
    places = at_once.book(
        provision=row,
        by=request.user,
        or_wait=request.POST.get("act") != "take",
        consents=given(request.POST),
        terms_version=lesson_terms.agreed(form.cleaned_data["terms_shown"]),
        **form.chosen(),
    )
    return "", places


def price_mark(price) -> str:
    """A Quote as the page carries it: what somebody has seen is what they take."""
    return "" if price is None else f"{price.per_lesson}/{price.per_term}"


def _form(request, row, own):
    pupils = list(own)
    return BookForm(
        typed(request),
        provision=row,
        learners=pupils,
        payers=_payers(request, row, pupils, asks=True),
        answered=answered(pupils) if pupils else frozenset(),
    )


def _payers(request, row, own, *, asks):
    if row.payer != Payer.FAMILY or not any(each.others_pay for each in own):
        return []
    needed = asks or request.POST.get("payer", ME) != ME
    return list(payers_for(request.user, own)) if needed else []


def _page(request, row, form):
    context = facts_of(row)
    context |= {"form": form, "price_mark": price_mark(context["quote"])}
    if form is not None:
        context["terms"] = lesson_terms.standing()
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "tuition/booking/provision.html", context, status=status)


def _provision(request, pk):
    rows = Provision.objects.select_related("instrument", "venue", "room", "tutor").filter(pk=pk)
    # Nearly all are asked for by the rule for everybody, which costs a tenth of that for somebody.
    return rows.visible_to(None).first() or get_object_or_404(rows.visible_to(request.user))


def _posted(request):
    return [int(key) for key in request.POST.getlist("pupils") if key.isdecimal()]


def _none_left(request):
    return _NONE_LEFT if len(_posted(request)) == 1 else _NOT_SO_MANY


def _to_what_came(places):
    first, *others = places
    url = reverse("tuition:booked", args=[first.pk])
    if others:
        url += "?" + urlencode({"with": [each.pk for each in others]}, doseq=True)
    return HttpResponseRedirect(url)
