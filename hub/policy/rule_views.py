"""Pages of the rules of practice: as they stand in a year, and one to set, with what that does."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from hub.calendar.years import AcademicYear
from hub.forms import typed
from hub.lists import Column
from hub.permissions import require
from hub.policy import practice, rules
from hub.policy.models import PolicyRow
from hub.policy.rule_forms import RulesFilter, rule_form
from hub.reporting.list_file import list_file

RIGHT = "policy.change_rules"
COLUMNS = [Column(text) for text in ("Rule", "What it is", "Set", "The year after")]
HISTORY = [Column(text) for text in ("From", "What it is", "Why", "Set by", "")]
EXPORT = {
    "Rule": lambda each: each.rule.label,
    "Group": lambda each: each.rule.group,
    "What it is": "words",
    "Set": "since_words",
    "The year after": "planned_words",
    "The usual": lambda each: each.rule.words(each.rule.default),
    "Source of the usual": lambda each: each.rule.source,
}


@require_safe
def index(request):
    """Every rule as it stands in a year."""
    require(request.user, RIGHT)
    filters = RulesFilter(request.GET)
    year = filters.chosen()
    groups: dict = {}
    for each in practice.standing(year):
        groups.setdefault(each.rule.group, []).append(each)
    context = {"filters": filters, "year": year, "groups": groups.items(), "columns": COLUMNS}
    return render(request, "policy/rules.html", context)


@require_safe
def export(request):
    """The same as a CSV file."""
    require(request.user, RIGHT)
    year = RulesFilter(request.GET).chosen()
    name = f"rules-{year.starts_on:%Y}-{year.ends_on:%Y}"
    rows = practice.standing(year)
    return list_file(request, rows, EXPORT, name=name, ending="csv", of="the rules of practice")


def rule(request, key):
    """Set one rule, after a page that says what that does; and its history."""
    require(request.user, RIGHT)
    chosen = _rule(key)
    current = practice.values_in(chosen, AcademicYear.current())
    initial = {"value": current, "year": str(AcademicYear.current())}
    form = rule_form(chosen)(typed(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        if "confirmed" not in request.POST:
            return render(request, "policy/rule_check.html", _check(chosen, form))
        return _save(request, chosen, form)
    context = {
        "rule": chosen,
        "usual": chosen.words(chosen.default),
        "form": form,
        "columns": HISTORY,
        "history": [
            (row, chosen.words(row.value))
            for row in PolicyRow.objects.visible_to(request.user)
            .filter(key=key)
            .select_related("set_by")
            .order_by("-year")
        ],
    }
    status = 422 if form.is_bound else 200
    return render(request, "policy/rule.html", context, status=status)


def _rule(key):
    try:
        return rules.get(key)
    except KeyError as error:
        raise Http404 from error


def _check(chosen, form):
    """What the page before the change says: from what to what, since when, and its effects."""
    wanted = form.cleaned_data
    before = practice.values_in(chosen, wanted["year"])
    later = PolicyRow.objects.filter(key=chosen.key, year__gt=wanted["year"]).order_by("year")
    for field in form.fields.values():
        field.widget = field.hidden_widget()
    return {
        "rule": chosen,
        "form": form,
        "year": wanted["year"],
        "is_past": wanted["year"] < AcademicYear.current(),
        "before": chosen.words(before),
        "after": chosen.words(wanted["value"]),
        "is_same": before == wanted["value"],
        "until": later.first(),
        "effects": chosen.effects(before, wanted["value"]) if chosen.effects else [],
    }


def _save(request, chosen, form):
    wanted = form.cleaned_data
    set_row = practice.set_rule(
        rule=chosen,
        year=wanted["year"],
        value=wanted["value"],
        reason=wanted["reason"],
        by=request.user,
    )
    words = chosen.words(wanted["value"])
    if set_row is None:
        messages.info(request, f"{chosen.label} was {words} already. Nothing was changed.")
    else:
        messages.success(request, f"{chosen.label}: {words} from {wanted['year']} on.")
    return redirect("policy:rules")


def withdraw(request, pk):
    """Take a value of a rule back, after a page that says so."""
    require(request.user, RIGHT)
    row = get_object_or_404(PolicyRow.objects.visible_to(request.user), pk=pk)
    chosen = _rule(row.key)
    before = chosen.words(practice.values_in(chosen, row.year - 1))
    if request.method != "POST":
        context = {
            "title": f"Withdraw what was set for {row.academic_year}",
            "rule": chosen,
            "row": row,
            "value": chosen.words(row.value),
            "before": before,
        }
        return render(request, "policy/rule_withdraw.html", context)
    try:
        practice.withdraw(row=row, by=request.user)
    except practice.RuleRefused as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(
            request, f"{chosen.label}: from {row.academic_year} on it is {before} again."
        )
    return redirect("policy:rule", key=chosen.key)
