"""Where a school's summary is published: told, checked, confirmed by hand."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hub.calendar.years import AcademicYear, year_choices
from hub.forms import typed
from hub.permissions import may, require
from schools.models import PublishedAddress, School
from schools.permissions import fact_source
from schools.summaries import addresses
from schools.summaries.address_forms import AddressForm
from schools.summaries.recognising import marks
from schools.summaries.refusals import AddressRefused

_SHOWN = 5  # years


@require_http_methods(["GET", "HEAD", "POST"])
def published(request, pk):
    """The addresses of a school's summaries with what was found there, and the form for another."""
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    require(request.user, "schools.see_known", school)
    can_tell = may(request.user, "schools.tell_facts", school)
    if request.method == "POST":
        require(request.user, "schools.tell_facts", school)
    form = AddressForm(typed(request), initial={"year": _year(request)}) if can_tell else None
    if form is not None and form.is_bound and form.is_valid():
        source = fact_source(request.user, school)
        try:
            addresses.tell(school=school, source=source, by=request.user, **form.cleaned_data)
        except AddressRefused as refusal:
            form.add_error("url", str(refusal))
        else:
            messages.success(
                request, "Thank you. We look at the page now, and say here what we find."
            )
            return redirect(_there(school))
    rows = _rows(request, school)
    context = {
        "school": school,
        "form": form,
        "rows": rows,
        "can_tell": can_tell,
        "waits": any(row.is_waiting for row in rows),
        "marks": marks(),
    }
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "schools/summaries/published.html", context, status=status)


@require_safe
def state(request, pk):
    """Is there still a check to come? For the page that waits."""
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    require(request.user, "schools.see_known", school)
    waits = any(row.is_waiting for row in _rows(request, school))
    return JsonResponse({"over": not waits, "words": "We are looking at the page."})


@require_POST
def again(request, pk):
    """Have an address checked once more."""
    return _done(request, pk, addresses.check_again, "We look at the page once more.")


@require_POST
def confirm(request, pk):
    """Somebody has looked at the page, and the summary is there."""
    return _done(request, pk, addresses.confirm, "Thank you. The hub knows that it is there.")


def _done(request, pk, verb, words):
    visible = PublishedAddress.objects.visible_to(request.user).current().select_related("school")
    address = get_object_or_404(visible, pk=pk)
    require(request.user, "schools.tell_facts", address.school)
    try:
        verb(address=address, by=request.user)
    except AddressRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)
    return redirect(_there(address.school))


def _rows(request, school):
    visible = PublishedAddress.objects.visible_to(request.user).current()
    people = visible.select_related("said_by", "confirmed_by")
    return list(people.filter(school=school).order_by("-year")[:_SHOWN])


def _there(school):
    return reverse("schools:published_address", args=[school.pk])


def _year(request):
    """The academic year that the address names, this one when it names none of the list."""
    asked = request.GET.get("year", "")
    known = dict(year_choices(back=1, ahead=1))
    return asked if asked in known else str(AcademicYear.current())
