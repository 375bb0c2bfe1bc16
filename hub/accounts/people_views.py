"""People and roles: the list, its export, and the page of one person."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hub.accounts import people as listing
from hub.accounts import person_page
from hub.accounts.models import User
from hub.accounts.people_forms import PeopleFilters
from hub.accounts.permissions import roles_to_give
from hub.lists import keyset, ordered, sort
from hub.permissions import require
from hub.reporting.list_file import list_file

COLUMNS = [
    ("name", "Name", "name"),
    ("email", "E-mail address", "email"),
    ("", "Roles", ""),
    ("", "State", ""),
    ("seen", "Last signed in", "last_login"),
]


def _asked_for(request):
    filters = PeopleFilters(request.GET, viewer=request.user)
    order = sort(request, COLUMNS, default="name")
    found = listing.people_seen_by(request.user, **filters.values)
    return filters, order, found


@require_safe
def people(request):
    """Everybody whom this user may see, with their roles."""
    require(request.user, "accounts.see_people")
    filters, order, found = _asked_for(request)
    page = keyset(request, found, order.order_by, per_page=25)
    context = {
        "filters": filters,
        "columns": order.columns,
        "page": page,
        "rows": [listing.row(user) for user in page],
        "can_invite": bool(roles_to_give(request.user)),
        "export_url": f"{reverse('people:export')}?{request.GET.urlencode()}",
    }
    return render(request, "people/list.html", context)


@require_safe
def export(request):
    """The same list, all pages of it, as CSV."""
    require(request.user, "accounts.see_people")
    _, order, found = _asked_for(request)
    columns = {
        "Name": "name",
        "E-mail address": "email",
        "Roles": "roles",
        "State": "state",
        "Last signed in": "last_login",
    }
    rows = (listing.row(user) for user in ordered(found, order.order_by).iterator(chunk_size=1000))
    return list_file(request, rows, columns, name="people", ending="csv", of="people")


@require_safe
def person(request, pk):
    """One person: roles live and past, invitations, what happened, and what can be done."""
    require(request.user, "accounts.see_people")
    shown = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    return render(request, "people/person.html", person_page.of(shown, viewer=request.user))
