"""Checking and sending the basket, and what came of it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hub.forms import typed
from hub.permissions import require
from tuition import lesson_terms
from tuition.booking import applying
from tuition.booking.came import came_of, came_of_places
from tuition.booking.check_forms import CheckForm
from tuition.booking.check_page import check_of
from tuition.booking.consenting import answered, given
from tuition.models import Basket, Enrolment


@require_http_methods(["GET", "HEAD", "POST"])
def check(request):
    """All that will be sent, by child; sent once, however often the button is pressed."""
    require(request.user, "people.book_for")
    sent = CheckForm(request.POST) if request.method == "POST" else None
    if sent is not None and sent.is_valid():
        return _send(request, sent.cleaned_data["terms_shown"])
    context = check_of(request.user)
    if not context["lines"]:
        return redirect("tuition:basket")
    open_line = next((each for each in context["lines"] if each.pupil_id is None), None)
    if open_line is not None:
        return redirect("tuition:line", open_line.pk)
    pupils = [group["pupil"] for group in context["groups"]]
    initial = {
        "key": context["key"],
        "seen": context["seen"],
        "terms_shown": context["terms"].version,
    }
    form = CheckForm(typed(request), pupils=pupils, answered=answered(pupils), initial=initial)
    status = 422 if form.is_bound else 200
    return render(request, "tuition/booking/check.html", context | {"form": form}, status=status)


@require_safe
def done(request, pk):
    """What came of everything that was sent together."""
    visible = Basket.objects.visible_to(request.user).filter(done_at__isnull=False)
    basket = get_object_or_404(visible, pk=pk)
    return _came(request, came_of(request.user, basket))


@require_safe
def booked(request, pk):
    """What came of something booked at once; for several learners, ``with`` names the others."""
    keys = {pk, *(int(key) for key in request.GET.getlist("with") if key.isdecimal())}
    own = Enrolment.objects.allowing("tuition.answer_offer", request.user).of_pupils()
    places = list(own.with_all().filter(pk__in=keys).order_by("pk"))
    if pk not in {each.pk for each in places}:
        raise Http404
    return _came(request, came_of_places(places))


def _came(request, lines):
    context = {
        "lines": lines,
        "own_url": reverse("tuition:enrolments"),
        "all_well": all(each.place for each in lines),
    }
    return render(request, "tuition/booking/done.html", context)


def _send(request, terms_shown):
    try:
        basket = applying.send(
            key=request.POST["key"],
            seen=request.POST["seen"],
            consents=given(request.POST),
            terms_version=lesson_terms.agreed(terms_shown),
            by=request.user,
        )
    except (applying.BasketChanged, lesson_terms.TermsChanged) as refusal:
        messages.warning(request, str(refusal))
        return redirect("tuition:check")
    return redirect("tuition:done", basket.pk)
