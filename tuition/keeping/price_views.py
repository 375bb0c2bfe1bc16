"""The price table: staff read it, managers set it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from hub.calendar.years import AcademicYear
from hub.forms import typed
from hub.lists import Column
from hub.money import pounds
from hub.permissions import may, require
from tuition.keeping import prices as verbs
from tuition.keeping.price_forms import CopyYearForm, PriceForm, YearFilter
from tuition.models import Price

_FORM = require_http_methods(["GET", "HEAD", "POST"])
_SET = "tuition.set_prices"
_COLUMNS = [
    Column("For"),
    Column("Lesson", number=True),
    Column("Learners", number=True),
    Column("Who pays"),
    Column("Price", number=True),
]


@require_safe
def prices(request):
    """The prices of a year."""
    require(request.user, "tuition.see_prices")
    filters = YearFilter(request.GET)
    year = filters.values["year"]
    rows = Price.objects.filter(year=year).cheapest_first()
    context = {
        "filters": filters,
        "year": year,
        "columns": _COLUMNS,
        "rows": [(row, _words(row)) for row in rows],
        "can_set": may(request.user, _SET),
    }
    return render(request, "tuition/keeping/prices.html", context)


@_FORM
def add(request):
    """Set a price that there is not yet."""
    require(request.user, _SET)
    return _form(
        request, PriceForm(typed(request), initial={"year": str(AcademicYear.current())}), None
    )


@_FORM
def change(request, pk):
    """Change a price. What was offered keeps its own."""
    require(request.user, _SET)
    row = get_object_or_404(Price, pk=pk)
    return _form(request, PriceForm(typed(request), instance=row), row)


@_FORM
def remove(request, pk):
    """Take a price away, after a page that says what follows."""
    require(request.user, _SET)
    row = get_object_or_404(Price, pk=pk)
    if request.method != "POST":
        context = {"price": row, "words": _words(row), "back_url": _table(row.year)}
        return render(request, "tuition/keeping/price_remove.html", context)
    verbs.remove(price=row, by=request.user)
    messages.success(request, f"The price of {row} is removed.")
    return redirect(_table(row.year))


@_FORM
def copy(request):
    """Copy a year's prices to the next one."""
    require(request.user, _SET)
    form = CopyYearForm(
        typed(request), initial={"year": str(AcademicYear.current()), "step": "0.05"}
    )
    if form.is_valid():
        copied, kept = verbs.copy_year(by=request.user, **form.cleaned_data)
        year = form.cleaned_data["year"].next
        left = f" {kept} stood there already and stay as they are." if kept else ""
        messages.success(
            request, f"{copied} price{'' if copied == 1 else 's'} copied to {year}.{left}"
        )
        return redirect(_table(year))
    status = 422 if form.is_bound else 200
    return render(request, "tuition/keeping/prices_copy.html", {"form": form}, status=status)


def _form(request, form, row):
    if form.is_valid():
        saved = verbs.save(form=form, by=request.user)
        messages.success(request, f"{saved} costs {_words(saved)}.")
        return redirect(_table(saved.year))
    status = 422 if form.is_bound else 200
    return render(
        request, "tuition/keeping/price.html", {"form": form, "price": row}, status=status
    )


def _table(year):
    return f"{reverse('tuition:prices')}?{urlencode({'year': str(AcademicYear(year))})}"


def _words(price):
    if price.per_lesson is not None:
        return f"{pounds(price.per_lesson)} a lesson"
    return f"{pounds(price.per_term)} a term"
