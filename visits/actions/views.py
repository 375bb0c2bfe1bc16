"""Pages of actions: the list, its files, one action, a school's own list."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from hub.lists import keyset, ordered, sort
from hub.permissions import may, require
from hub.reporting.list_file import list_file
from schools.choices import ActionState
from schools.models import School
from visits.actions.filters import ActionFilters
from visits.models import Action

COLUMNS = [
    ("", "Action", ""),
    ("school", "School", "school__search_name"),
    ("", "Who", ""),
    ("due", "By when", "due_on"),
    ("", "Function", ""),
    ("", "State", ""),
]
EXPORT = {
    "School": lambda action: action.school.name,
    "URN": lambda action: action.school.urn,
    "Region": lambda action: action.school.region,
    "Academic year": lambda action: str(action.year),
    "Action": "what",
    "Who does it": lambda action: action.get_owner_display(),
    "Name": lambda action: str(action.officer) if action.officer else action.owner_name,
    "Strategic function": lambda action: action.get_function_display(),
    "Area of the audit": lambda action: action.get_area_display(),
    "By when": "due_on",
    "State": lambda action: action.get_state_display(),
    "Overdue": lambda action: "yes" if action.is_overdue else "no",
    "Reason": "reason",
    "Evidence": "evidence",
    "In the Regional Engagement Plan": lambda action: "yes" if action.in_plan else "no",
    "Visit": lambda action: action.visit.reference if action.visit else "",
    "Over on": lambda action: timezone.localdate(action.closed_at) if action.closed_at else None,
}
_RELATED = ("school", "school__region", "officer", "visit")
#: {step, the word of its address: what its button says}.
STEPS = {"done": "It is done", "begin": "Begin it", "drop": "Drop it", "reopen": "Open it again"}


@require_safe
def action_list(request):
    """All actions that the filters let through; without any, what is still to do."""
    _known_to(request.user)
    filters, order, found = _looked_for(request)
    among = Action.objects.visible_to(request.user)
    page = keyset(request, found.select_related(*_RELATED), order.order_by, among=among)
    context = {
        "filters": filters,
        "columns": order.columns,
        "page": page,
        "query": request.GET.urlencode(),
    }
    return render(request, "visits/actions/list.html", context)


@require_safe
def export(request, *, format):
    """The same actions, all pages of them, as a file."""
    _known_to(request.user)
    require(request.user, "visits.export_tracker")
    _, order, found = _looked_for(request)
    rows = ordered(found.select_related(*_RELATED), order.order_by).iterator(chunk_size=1000)
    return list_file(request, rows, EXPORT, name="actions", ending=format, of="a list of actions")


@require_safe
def action(request, pk):
    """One action: what, who, by when, how far, and what can be done with it."""
    row = action_of(request, pk)
    context = {
        "action": row,
        "facts": _facts(row),
        "may_list": may(request.user, "visits.list_actions"),
        "may_write": may(request.user, "visits.write_action", row) and not row.is_over,
        "steps": _steps(request.user, row),
        "back": _back(request.user, row),
    }
    return render(request, "visits/actions/action.html", context)


@require_safe
def of_school(request, pk):
    """A school's actions: what is to do first, then what is over."""
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    if not may(request.user, "visits.see_actions_of", school):
        raise Http404
    rows = Action.objects.visible_to(request.user).filter(school=school).select_related("officer")
    over = rows.exclude(pk__in=rows.live())
    context = {
        "school": school,
        "to_do": list(rows.live()),
        "page": keyset(request, over, ("-closed_at", "pk"), per_page=20),
        "may_list": may(request.user, "visits.list_actions"),
        "may_add": school.is_open and may(request.user, "visits.add_action", school),
    }
    return render(request, "visits/actions/school.html", context)


def action_of(request, pk):
    """The action of an address. 404 for one that this person may not read."""
    related = (*_RELATED, "created_by", "closed_by")
    return get_object_or_404(
        Action.objects.visible_to(request.user).select_related(*related), pk=pk
    )


def _known_to(user):
    """404 for whoever is not to know that there is such a list."""
    if not may(user, "visits.list_actions"):
        raise Http404


def _looked_for(request):
    filters = ActionFilters(request.GET, user=request.user)
    found = filters.narrow(Action.objects.visible_to(request.user))
    return filters, sort(request, COLUMNS, default="due"), found


def _steps(user, row):
    """[(words, address)] of what this person may do with it now."""
    if not may(user, "visits.move_action", row):
        return []
    names = ["reopen"] if row.is_over else ["done"]
    if row.state == ActionState.OPEN:
        names.append("begin")
    if not row.is_over and may(user, "visits.write_action", row):
        names.append("drop")
    return [(STEPS[name], reverse(f"visits:action_{name}", args=[row.pk])) for name in names]


def _facts(row):
    return [
        {"label": "By when", "value": f"{row.due_on:%-d %B %Y}"},
        {"label": "Strategic function", "value": row.get_function_display()},
        {"label": "Academic year", "value": str(row.year)},
    ]


def _back(user, row):
    if may(user, "visits.list_actions"):
        return {"url": reverse("visits:actions"), "text": "All actions"}
    return {"url": reverse("visits:school_actions", args=[row.school_id]), "text": "Your actions"}
