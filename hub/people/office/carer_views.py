"""The record of one carer."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hub.forms import typed
from hub.people.models import Carer, CarerLink
from hub.people.office.forms import CarerForm
from hub.people.office.history import happenings
from hub.people.writing_up import change_carer
from hub.permissions import require

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def carer(request, pk):
    """Who the carer is, where to reach them, and for whom they care."""
    row = family_carer(request, pk)
    require(request.user, "people.see_address", row)
    links = list(
        CarerLink.objects.visible_to(request.user)
        .filter(carer=row)
        .select_related("pupil", "pupil__school")
        .order_by("pk")
    )
    context = {
        "carer": row,
        "facts": [
            {"label": "E-mail", "value": row.email or "None"},
            {"label": "Telephone", "value": row.phone or "None"},
            {"label": "Account", "value": "Signs in" if row.user_id else "None"},
        ],
        "links": [link for link in links if link.ended_at is None],
        "former": [link for link in links if link.ended_at is not None],
        "merges": list(row.merges.filter(is_same=True, undone_at=None).select_related("gone")),
        "history": happenings([row, *links]),
    }
    return render(request, "families/carer.html", context)


@_FORM
def change(request, pk):
    """Change name, telephone and address. The e-mail address of an account is the account's."""
    row = family_carer(request, pk, in_use=True)
    require(request.user, "people.change_carer", row)
    form = CarerForm(typed(request), instance=row)
    if form.is_valid():
        change_carer(form=form, by=request.user)
        messages.success(request, f"{row} is saved.")
        return redirect(row)
    context = {"form": form, "carer": get_object_or_404(Carer, pk=pk)}
    return render(
        request, "families/carer_change.html", context, status=422 if form.is_bound else 200
    )


def family_carer(request, pk, *, in_use=False):
    """The carer of an address below /families/; 404 or 403 for whoever has no business here.

    ``in_use``: 404 too for a record that went into another one or has lost its name.
    """
    rows = Carer.objects.visible_to(request.user).select_related("merged_into")
    row = get_object_or_404(rows.present() if in_use else rows, pk=pk)
    require(request.user, "people.enter_families")
    require(request.user, "people.see_carer", row)
    return row
